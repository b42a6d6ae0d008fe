// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: write.hpp. The text shared with the other namespace is in mock/asio/write.inc.
#ifndef ASIO_WRITE_HPP
#define ASIO_WRITE_HPP

#include <asio/buffer.hpp>
#include <asio/completion_condition.hpp>
#include <asio/error.hpp>

#include <cstddef>

#include <mock/asio/push_asio.inc>

#include <mock/asio/write.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_WRITE_HPP
