// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: redirect_error.hpp. The text shared with the other namespace is in
// mock/asio/redirect_error.inc.
#ifndef ASIO_REDIRECT_ERROR_HPP
#define ASIO_REDIRECT_ERROR_HPP

#include <asio/async_result.hpp>

#include <type_traits>
#include <utility>

#include <mock/asio/push_asio.inc>

#include <mock/asio/redirect_error.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_REDIRECT_ERROR_HPP
