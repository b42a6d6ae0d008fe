// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: high_resolution_timer.hpp. The text shared with the other namespace is in
// mock/asio/high_resolution_timer.inc.
#ifndef ASIO_HIGH_RESOLUTION_TIMER_HPP
#define ASIO_HIGH_RESOLUTION_TIMER_HPP

#include <asio/basic_waitable_timer.hpp>

#include <chrono>

#include <mock/asio/push_asio.inc>

#include <mock/asio/high_resolution_timer.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_HIGH_RESOLUTION_TIMER_HPP
