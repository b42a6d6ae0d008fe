// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): cancellation_signal.hpp. The text shared with the other namespace is in
// mock/asio/cancellation.inc.
#ifndef BOOST_ASIO_CANCELLATION_SIGNAL_HPP
#define BOOST_ASIO_CANCELLATION_SIGNAL_HPP

#include <boost/asio/async_result.hpp>

#include <mock/asio/push_boost.inc>

#include <mock/asio/cancellation.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_CANCELLATION_SIGNAL_HPP
