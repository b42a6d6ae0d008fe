// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): io_context.hpp. The text shared with the other namespace is in
// mock/asio/io_context.inc.
#ifndef BOOST_ASIO_IO_CONTEXT_HPP
#define BOOST_ASIO_IO_CONTEXT_HPP

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <mock/asio/push_boost.inc>

#include <mock/asio/io_context.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_IO_CONTEXT_HPP
