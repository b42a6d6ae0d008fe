// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: defer.hpp. The text shared with the other namespace is in mock/asio/defer.inc.
#ifndef ASIO_DEFER_HPP
#define ASIO_DEFER_HPP

#include <asio/any_io_executor.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/defer.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_DEFER_HPP
