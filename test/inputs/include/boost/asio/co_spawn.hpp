// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): co_spawn.hpp. The text shared with the other namespace is in
// mock/asio/co_spawn.inc.
#ifndef BOOST_ASIO_CO_SPAWN_HPP
#define BOOST_ASIO_CO_SPAWN_HPP

#include <boost/asio/awaitable.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>

#include <mock/asio/push_boost.inc>

#include <mock/asio/co_spawn.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_CO_SPAWN_HPP
