// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: use_future.hpp. The text shared with the other namespace is in
// mock/asio/use_future.inc.
#ifndef ASIO_USE_FUTURE_HPP
#define ASIO_USE_FUTURE_HPP

#include <asio/async_result.hpp>

#include <future>
#include <memory>

#include <mock/asio/push_asio.inc>

#include <mock/asio/use_future.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_USE_FUTURE_HPP
