// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: connect.hpp. The text shared with the other namespace is in mock/asio/connect.inc.
#ifndef ASIO_CONNECT_HPP
#define ASIO_CONNECT_HPP

#include <asio/basic_socket.hpp>
#include <asio/error.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/connect.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_CONNECT_HPP
