// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: post.hpp. The text shared with the other namespace is in mock/asio/post.inc.
#ifndef ASIO_POST_HPP
#define ASIO_POST_HPP

#include <asio/any_io_executor.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/post.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_POST_HPP
