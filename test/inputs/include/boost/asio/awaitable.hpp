// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): awaitable.hpp. The text shared with the other namespace is in
// mock/asio/awaitable.inc.
#ifndef BOOST_ASIO_AWAITABLE_HPP
#define BOOST_ASIO_AWAITABLE_HPP

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/this_coro.hpp>

#include <coroutine>
#include <exception>
#include <new>
#include <type_traits>
#include <utility>

#include <mock/asio/push_boost.inc>

#include <mock/asio/awaitable.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_AWAITABLE_HPP
