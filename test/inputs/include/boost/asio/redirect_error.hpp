// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): redirect_error.hpp. The text shared with the other namespace is in
// mock/asio/redirect_error.inc.
#ifndef BOOST_ASIO_REDIRECT_ERROR_HPP
#define BOOST_ASIO_REDIRECT_ERROR_HPP

#include <boost/asio/async_result.hpp>

#include <type_traits>
#include <utility>

#include <mock/asio/push_boost.inc>

#include <mock/asio/redirect_error.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_REDIRECT_ERROR_HPP
