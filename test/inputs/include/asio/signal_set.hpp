// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: signal_set.hpp. The text shared with the other namespace is in
// mock/asio/signal_set.inc.
#ifndef ASIO_SIGNAL_SET_HPP
#define ASIO_SIGNAL_SET_HPP

#include <asio/any_io_executor.hpp>
#include <asio/error.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/signal_set.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_SIGNAL_SET_HPP
