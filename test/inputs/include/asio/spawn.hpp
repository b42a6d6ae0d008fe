// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: spawn.hpp. The text shared with the other namespace is in mock/asio/spawn.inc.
#ifndef ASIO_SPAWN_HPP
#define ASIO_SPAWN_HPP

#include <asio/any_io_executor.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/io_context.hpp>
#include <asio/strand.hpp>

#include <exception>
#include <type_traits>

#include <mock/asio/push_asio.inc>

#include <mock/asio/spawn.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_SPAWN_HPP
