// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): use_awaitable.hpp. The text shared with the other namespace is in
// mock/asio/use_awaitable.inc.
#ifndef BOOST_ASIO_USE_AWAITABLE_HPP
#define BOOST_ASIO_USE_AWAITABLE_HPP

#include <boost/asio/awaitable.hpp>

#include <mock/asio/push_boost.inc>

#include <mock/asio/use_awaitable.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_USE_AWAITABLE_HPP
