// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: ip/tcp.hpp. The text shared with the other namespace is in mock/asio/ip_tcp.inc.
#ifndef ASIO_IP_TCP_HPP
#define ASIO_IP_TCP_HPP

#include <asio/basic_socket_acceptor.hpp>
#include <asio/basic_stream_socket.hpp>
#include <asio/ip/basic_resolver.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/ip_tcp.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_IP_TCP_HPP
