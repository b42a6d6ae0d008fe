// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): experimental/awaitable_operators.hpp. The text shared with the other namespace
// is in mock/asio/awaitable_operators.inc.
#ifndef BOOST_ASIO_EXPERIMENTAL_AWAITABLE_OPERATORS_HPP
#define BOOST_ASIO_EXPERIMENTAL_AWAITABLE_OPERATORS_HPP

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/deferred.hpp>

#include <tuple>
#include <variant>

#include <mock/asio/push_boost.inc>

#include <mock/asio/awaitable_operators.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_EXPERIMENTAL_AWAITABLE_OPERATORS_HPP
