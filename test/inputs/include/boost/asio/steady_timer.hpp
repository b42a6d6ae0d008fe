// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): steady_timer.hpp. The text shared with the other namespace is in
// mock/asio/steady_timer.inc.
#ifndef BOOST_ASIO_STEADY_TIMER_HPP
#define BOOST_ASIO_STEADY_TIMER_HPP

#include <boost/asio/basic_waitable_timer.hpp>

#include <chrono>

#include <mock/asio/push_boost.inc>

#include <mock/asio/steady_timer.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_STEADY_TIMER_HPP
