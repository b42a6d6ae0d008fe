// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: any_io_executor.hpp. The text shared with the other namespace is in
// mock/asio/any_io_executor.inc.
#ifndef ASIO_ANY_IO_EXECUTOR_HPP
#define ASIO_ANY_IO_EXECUTOR_HPP

#include <asio/async_result.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

#include <mock/asio/push_asio.inc>

#include <mock/asio/any_io_executor.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_ANY_IO_EXECUTOR_HPP
