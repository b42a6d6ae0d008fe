// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: experimental/deferred.hpp. The text shared with the other namespace is in
// mock/asio/experimental_deferred.inc.
#ifndef ASIO_EXPERIMENTAL_DEFERRED_HPP
#define ASIO_EXPERIMENTAL_DEFERRED_HPP

#include <asio/deferred.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/experimental_deferred.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_EXPERIMENTAL_DEFERRED_HPP
