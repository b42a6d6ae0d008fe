// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): ip/tcp.hpp. The text shared with the other namespace is in
// mock/asio/ip_tcp.inc.
#ifndef BOOST_ASIO_IP_TCP_HPP
#define BOOST_ASIO_IP_TCP_HPP

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/ip/basic_resolver.hpp>

#include <mock/asio/push_boost.inc>

#include <mock/asio/ip_tcp.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_IP_TCP_HPP
