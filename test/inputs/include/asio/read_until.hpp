// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: read_until.hpp. The text shared with the other namespace is in
// mock/asio/read_until.inc.
#ifndef ASIO_READ_UNTIL_HPP
#define ASIO_READ_UNTIL_HPP

#include <asio/buffer.hpp>
#include <asio/error.hpp>

#include <cstddef>
#include <string_view>

#include <mock/asio/push_asio.inc>

#include <mock/asio/read_until.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_READ_UNTIL_HPP
