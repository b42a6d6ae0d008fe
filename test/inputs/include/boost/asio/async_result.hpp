// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): async_result.hpp. The text shared with the other namespace is in
// mock/asio/async_result.inc.
#ifndef BOOST_ASIO_ASYNC_RESULT_HPP
#define BOOST_ASIO_ASYNC_RESULT_HPP

#include <boost/system/error_code.hpp>

#include <exception>
#include <tuple>
#include <type_traits>
#include <utility>

#include <mock/asio/push_boost.inc>

#include <mock/asio/async_result.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_ASYNC_RESULT_HPP
