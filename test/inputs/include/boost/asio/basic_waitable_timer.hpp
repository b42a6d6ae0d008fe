// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): basic_waitable_timer.hpp. The text shared with the other namespace is in
// mock/asio/basic_waitable_timer.inc.
#ifndef BOOST_ASIO_BASIC_WAITABLE_TIMER_HPP
#define BOOST_ASIO_BASIC_WAITABLE_TIMER_HPP

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/error.hpp>

#include <cstddef>

#include <mock/asio/push_boost.inc>

#include <mock/asio/basic_waitable_timer.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_BASIC_WAITABLE_TIMER_HPP
