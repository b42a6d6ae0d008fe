// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: io_context.hpp. The text shared with the other namespace is in
// mock/asio/io_context.inc.
#ifndef ASIO_IO_CONTEXT_HPP
#define ASIO_IO_CONTEXT_HPP

#include <asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <mock/asio/push_asio.inc>

#include <mock/asio/io_context.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_IO_CONTEXT_HPP
