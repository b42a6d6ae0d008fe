// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: dispatch.hpp. The text shared with the other namespace is in mock/asio/dispatch.inc.
#ifndef ASIO_DISPATCH_HPP
#define ASIO_DISPATCH_HPP

#include <asio/any_io_executor.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/dispatch.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_DISPATCH_HPP
