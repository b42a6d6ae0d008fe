// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: async_result.hpp. The text shared with the other namespace is in
// mock/asio/async_result.inc.
#ifndef ASIO_ASYNC_RESULT_HPP
#define ASIO_ASYNC_RESULT_HPP

#include <asio/error_code.hpp>

#include <exception>
#include <tuple>
#include <type_traits>
#include <utility>

#include <mock/asio/push_asio.inc>

#include <mock/asio/async_result.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_ASYNC_RESULT_HPP
