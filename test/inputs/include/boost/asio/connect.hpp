// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): connect.hpp. The text shared with the other namespace is in
// mock/asio/connect.inc.
#ifndef BOOST_ASIO_CONNECT_HPP
#define BOOST_ASIO_CONNECT_HPP

#include <boost/asio/basic_socket.hpp>
#include <boost/asio/error.hpp>

#include <mock/asio/push_boost.inc>

#include <mock/asio/connect.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_CONNECT_HPP
