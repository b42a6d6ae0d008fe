// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: system_executor.hpp. The text shared with the other namespace is in
// mock/asio/system_executor.inc.
#ifndef ASIO_SYSTEM_EXECUTOR_HPP
#define ASIO_SYSTEM_EXECUTOR_HPP

#include <asio/system_context.hpp>

#include <memory>

#include <mock/asio/push_asio.inc>

#include <mock/asio/system_executor.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_SYSTEM_EXECUTOR_HPP
