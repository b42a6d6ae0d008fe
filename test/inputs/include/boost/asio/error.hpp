// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): error.hpp. The text shared with the other namespace is in mock/asio/error.inc.
#ifndef BOOST_ASIO_ERROR_HPP
#define BOOST_ASIO_ERROR_HPP

#include <boost/system/error_code.hpp>

#include <mock/asio/push_boost.inc>

#include <mock/asio/error.inc>

#include <mock/asio/pop.inc>

namespace boost::system {

template <> struct is_error_code_enum<boost::asio::error::basic_errors> : std::true_type {};
template <> struct is_error_code_enum<boost::asio::error::misc_errors> : std::true_type {};

} // namespace boost::system

#endif // BOOST_ASIO_ERROR_HPP
