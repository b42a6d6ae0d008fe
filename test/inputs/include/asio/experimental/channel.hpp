// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: experimental/channel.hpp, experimental/concurrent_channel.hpp. The text shared with the other namespace is in
// mock/asio/channel.inc.
#ifndef ASIO_EXPERIMENTAL_CHANNEL_HPP
#define ASIO_EXPERIMENTAL_CHANNEL_HPP

#include <asio/any_io_executor.hpp>
#include <asio/execution_context.hpp>

#include <cstddef>
#include <type_traits>

#include <mock/asio/push_asio.inc>

#include <mock/asio/channel.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_EXPERIMENTAL_CHANNEL_HPP
