// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): basic_stream_socket.hpp.
#ifndef BOOST_ASIO_BASIC_STREAM_SOCKET_HPP
#define BOOST_ASIO_BASIC_STREAM_SOCKET_HPP

#include <boost/asio/basic_socket.hpp>

#endif // BOOST_ASIO_BASIC_STREAM_SOCKET_HPP
