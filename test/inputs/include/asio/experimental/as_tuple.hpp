// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: experimental/as_tuple.hpp. The text shared with the other namespace is in
// mock/asio/experimental_as_tuple.inc.
#ifndef ASIO_EXPERIMENTAL_AS_TUPLE_HPP
#define ASIO_EXPERIMENTAL_AS_TUPLE_HPP

#include <asio/as_tuple.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/experimental_as_tuple.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_EXPERIMENTAL_AS_TUPLE_HPP
