// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: awaitable.hpp. The text shared with the other namespace is in mock/asio/awaitable.inc.
#ifndef ASIO_AWAITABLE_HPP
#define ASIO_AWAITABLE_HPP

#include <asio/any_io_executor.hpp>
#include <asio/async_result.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/this_coro.hpp>

#include <coroutine>
#include <exception>
#include <new>
#include <type_traits>
#include <utility>

#include <mock/asio/push_asio.inc>

#include <mock/asio/awaitable.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_AWAITABLE_HPP
