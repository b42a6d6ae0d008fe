// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): this_coro.hpp. The text shared with the other namespace is in
// mock/asio/this_coro.inc.
#ifndef BOOST_ASIO_THIS_CORO_HPP
#define BOOST_ASIO_THIS_CORO_HPP

#include <type_traits>
#include <utility>

#include <mock/asio/push_boost.inc>

#include <mock/asio/this_coro.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_THIS_CORO_HPP
