// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): use_future.hpp. The text shared with the other namespace is in
// mock/asio/use_future.inc.
#ifndef BOOST_ASIO_USE_FUTURE_HPP
#define BOOST_ASIO_USE_FUTURE_HPP

#include <boost/asio/async_result.hpp>

#include <future>
#include <memory>

#include <mock/asio/push_boost.inc>

#include <mock/asio/use_future.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_USE_FUTURE_HPP
