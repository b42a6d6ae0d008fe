// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: this_coro.hpp. The text shared with the other namespace is in mock/asio/this_coro.inc.
#ifndef ASIO_THIS_CORO_HPP
#define ASIO_THIS_CORO_HPP

#include <type_traits>
#include <utility>

#include <mock/asio/push_asio.inc>

#include <mock/asio/this_coro.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_THIS_CORO_HPP
