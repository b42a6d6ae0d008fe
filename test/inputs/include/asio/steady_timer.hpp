// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: steady_timer.hpp. The text shared with the other namespace is in
// mock/asio/steady_timer.inc.
#ifndef ASIO_STEADY_TIMER_HPP
#define ASIO_STEADY_TIMER_HPP

#include <asio/basic_waitable_timer.hpp>

#include <chrono>

#include <mock/asio/push_asio.inc>

#include <mock/asio/steady_timer.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_STEADY_TIMER_HPP
