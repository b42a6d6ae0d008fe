// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: detached.hpp. The text shared with the other namespace is in mock/asio/detached.inc.
#ifndef ASIO_DETACHED_HPP
#define ASIO_DETACHED_HPP

#include <asio/any_io_executor.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/detached.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_DETACHED_HPP
