// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): as_tuple.hpp. The text shared with the other namespace is in
// mock/asio/as_tuple.inc.
#ifndef BOOST_ASIO_AS_TUPLE_HPP
#define BOOST_ASIO_AS_TUPLE_HPP

#include <boost/asio/any_io_executor.hpp>

#include <tuple>
#include <type_traits>
#include <utility>

#include <mock/asio/push_boost.inc>

#include <mock/asio/as_tuple.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_AS_TUPLE_HPP
