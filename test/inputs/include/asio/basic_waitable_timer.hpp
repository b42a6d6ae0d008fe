// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: basic_waitable_timer.hpp. The text shared with the other namespace is in
// mock/asio/basic_waitable_timer.inc.
#ifndef ASIO_BASIC_WAITABLE_TIMER_HPP
#define ASIO_BASIC_WAITABLE_TIMER_HPP

#include <asio/any_io_executor.hpp>
#include <asio/error.hpp>

#include <cstddef>

#include <mock/asio/push_asio.inc>

#include <mock/asio/basic_waitable_timer.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_BASIC_WAITABLE_TIMER_HPP
