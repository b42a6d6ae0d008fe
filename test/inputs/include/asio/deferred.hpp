// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: deferred.hpp. The text shared with the other namespace is in mock/asio/deferred.inc.
#ifndef ASIO_DEFERRED_HPP
#define ASIO_DEFERRED_HPP

#include <asio/any_io_executor.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/deferred.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_DEFERRED_HPP
