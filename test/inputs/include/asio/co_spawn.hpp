// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: co_spawn.hpp. The text shared with the other namespace is in mock/asio/co_spawn.inc.
#ifndef ASIO_CO_SPAWN_HPP
#define ASIO_CO_SPAWN_HPP

#include <asio/awaitable.hpp>
#include <asio/dispatch.hpp>
#include <asio/post.hpp>
#include <asio/use_awaitable.hpp>

#include <exception>

#include <mock/asio/push_asio.inc>

#include <mock/asio/co_spawn.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_CO_SPAWN_HPP
