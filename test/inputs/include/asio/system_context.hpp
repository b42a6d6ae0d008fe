// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: system_context.hpp. The text shared with the other namespace is in
// mock/asio/system_context.inc.
#ifndef ASIO_SYSTEM_CONTEXT_HPP
#define ASIO_SYSTEM_CONTEXT_HPP

#include <asio/any_io_executor.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/system_context.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_SYSTEM_CONTEXT_HPP
