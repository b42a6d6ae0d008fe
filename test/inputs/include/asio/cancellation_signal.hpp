// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: cancellation_signal.hpp. The text shared with the other namespace is in
// mock/asio/cancellation.inc.
#ifndef ASIO_CANCELLATION_SIGNAL_HPP
#define ASIO_CANCELLATION_SIGNAL_HPP

#include <asio/async_result.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/cancellation.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_CANCELLATION_SIGNAL_HPP
