// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: buffer.hpp. The text shared with the other namespace is in mock/asio/buffer.inc.
#ifndef ASIO_BUFFER_HPP
#define ASIO_BUFFER_HPP

#include <asio/async_result.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <mock/asio/push_asio.inc>

#include <mock/asio/buffer.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_BUFFER_HPP
