// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: as_tuple.hpp. The text shared with the other namespace is in mock/asio/as_tuple.inc.
#ifndef ASIO_AS_TUPLE_HPP
#define ASIO_AS_TUPLE_HPP

#include <asio/any_io_executor.hpp>

#include <tuple>
#include <type_traits>
#include <utility>

#include <mock/asio/push_asio.inc>

#include <mock/asio/as_tuple.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_AS_TUPLE_HPP
