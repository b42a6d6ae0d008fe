// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: system_timer.hpp. The text shared with the other namespace is in
// mock/asio/system_timer.inc.
#ifndef ASIO_SYSTEM_TIMER_HPP
#define ASIO_SYSTEM_TIMER_HPP

#include <asio/basic_waitable_timer.hpp>

#include <chrono>

#include <mock/asio/push_asio.inc>

#include <mock/asio/system_timer.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_SYSTEM_TIMER_HPP
