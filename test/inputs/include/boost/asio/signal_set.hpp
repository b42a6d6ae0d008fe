// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): signal_set.hpp. The text shared with the other namespace is in
// mock/asio/signal_set.inc.
#ifndef BOOST_ASIO_SIGNAL_SET_HPP
#define BOOST_ASIO_SIGNAL_SET_HPP

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/error.hpp>

#include <mock/asio/push_boost.inc>

#include <mock/asio/signal_set.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_SIGNAL_SET_HPP
