// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): executor_work_guard.hpp. The text shared with the other namespace is in
// mock/asio/executor_work_guard.inc.
#ifndef BOOST_ASIO_EXECUTOR_WORK_GUARD_HPP
#define BOOST_ASIO_EXECUTOR_WORK_GUARD_HPP

#include <boost/asio/any_io_executor.hpp>

#include <mock/asio/push_boost.inc>

#include <mock/asio/executor_work_guard.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_EXECUTOR_WORK_GUARD_HPP
