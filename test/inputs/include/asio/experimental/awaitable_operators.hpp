// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: experimental/awaitable_operators.hpp. The text shared with the other namespace is in
// mock/asio/awaitable_operators.inc.
#ifndef ASIO_EXPERIMENTAL_AWAITABLE_OPERATORS_HPP
#define ASIO_EXPERIMENTAL_AWAITABLE_OPERATORS_HPP

#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/experimental/deferred.hpp>

#include <tuple>
#include <variant>

#include <mock/asio/push_asio.inc>

#include <mock/asio/awaitable_operators.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_EXPERIMENTAL_AWAITABLE_OPERATORS_HPP
