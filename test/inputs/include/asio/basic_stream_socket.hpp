// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: basic_stream_socket.hpp.
#ifndef ASIO_BASIC_STREAM_SOCKET_HPP
#define ASIO_BASIC_STREAM_SOCKET_HPP

#include <asio/basic_socket.hpp>

#endif // ASIO_BASIC_STREAM_SOCKET_HPP
