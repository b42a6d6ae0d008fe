// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: bind_executor.hpp. The text shared with the other namespace is in
// mock/asio/bind_executor.inc.
#ifndef ASIO_BIND_EXECUTOR_HPP
#define ASIO_BIND_EXECUTOR_HPP

#include <asio/any_io_executor.hpp>

#include <type_traits>

#include <mock/asio/push_asio.inc>

#include <mock/asio/bind_executor.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_BIND_EXECUTOR_HPP
