// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): bind_executor.hpp. The text shared with the other namespace is in
// mock/asio/bind_executor.inc.
#ifndef BOOST_ASIO_BIND_EXECUTOR_HPP
#define BOOST_ASIO_BIND_EXECUTOR_HPP

#include <boost/asio/any_io_executor.hpp>

#include <type_traits>

#include <mock/asio/push_boost.inc>

#include <mock/asio/bind_executor.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_BIND_EXECUTOR_HPP
