// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: error.hpp. The text shared with the other namespace is in mock/asio/error.inc.
#ifndef ASIO_ERROR_HPP
#define ASIO_ERROR_HPP

#include <asio/error_code.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/error.inc>

#include <mock/asio/pop.inc>

namespace std {

template <> struct is_error_code_enum<asio::error::basic_errors> : std::true_type {};
template <> struct is_error_code_enum<asio::error::misc_errors> : std::true_type {};

} // namespace std

#endif // ASIO_ERROR_HPP
