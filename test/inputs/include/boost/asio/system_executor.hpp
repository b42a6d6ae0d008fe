// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): system_executor.hpp. The text shared with the other namespace is in
// mock/asio/system_executor.inc.
#ifndef BOOST_ASIO_SYSTEM_EXECUTOR_HPP
#define BOOST_ASIO_SYSTEM_EXECUTOR_HPP

#include <boost/asio/system_context.hpp>

#include <memory>

#include <mock/asio/push_boost.inc>

#include <mock/asio/system_executor.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_SYSTEM_EXECUTOR_HPP
