// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): experimental/channel.hpp, experimental/concurrent_channel.hpp. The text shared with the other namespace is in
// mock/asio/channel.inc.
#ifndef BOOST_ASIO_EXPERIMENTAL_CHANNEL_HPP
#define BOOST_ASIO_EXPERIMENTAL_CHANNEL_HPP

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution_context.hpp>

#include <cstddef>
#include <type_traits>

#include <mock/asio/push_boost.inc>

#include <mock/asio/channel.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_EXPERIMENTAL_CHANNEL_HPP
