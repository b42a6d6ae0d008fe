// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: executor_work_guard.hpp. The text shared with the other namespace is in
// mock/asio/executor_work_guard.inc.
#ifndef ASIO_EXECUTOR_WORK_GUARD_HPP
#define ASIO_EXECUTOR_WORK_GUARD_HPP

#include <asio/any_io_executor.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/executor_work_guard.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_EXECUTOR_WORK_GUARD_HPP
