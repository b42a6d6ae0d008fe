// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: execution_context.hpp.
#ifndef ASIO_EXECUTION_CONTEXT_HPP
#define ASIO_EXECUTION_CONTEXT_HPP

#include <asio/any_io_executor.hpp>

#endif // ASIO_EXECUTION_CONTEXT_HPP
