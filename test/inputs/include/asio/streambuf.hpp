// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: streambuf.hpp. The text shared with the other namespace is in mock/asio/streambuf.inc.
#ifndef ASIO_STREAMBUF_HPP
#define ASIO_STREAMBUF_HPP

#include <asio/buffer.hpp>

#include <memory>
#include <streambuf>

#include <mock/asio/push_asio.inc>

#include <mock/asio/streambuf.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_STREAMBUF_HPP
