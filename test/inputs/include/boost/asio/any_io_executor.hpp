// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): any_io_executor.hpp. The text shared with the other namespace is in
// mock/asio/any_io_executor.inc.
#ifndef BOOST_ASIO_ANY_IO_EXECUTOR_HPP
#define BOOST_ASIO_ANY_IO_EXECUTOR_HPP

#include <boost/asio/async_result.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

#include <mock/asio/push_boost.inc>

#include <mock/asio/any_io_executor.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_ANY_IO_EXECUTOR_HPP
