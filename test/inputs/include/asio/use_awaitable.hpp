// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: use_awaitable.hpp. The text shared with the other namespace is in
// mock/asio/use_awaitable.inc.
#ifndef ASIO_USE_AWAITABLE_HPP
#define ASIO_USE_AWAITABLE_HPP

#include <asio/awaitable.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/use_awaitable.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_USE_AWAITABLE_HPP
