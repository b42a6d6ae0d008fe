// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): spawn.hpp. The text shared with the other namespace is in mock/asio/spawn.inc.
#ifndef BOOST_ASIO_SPAWN_HPP
#define BOOST_ASIO_SPAWN_HPP

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>

#include <exception>
#include <type_traits>

#include <mock/asio/push_boost.inc>

#include <mock/asio/spawn.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_SPAWN_HPP
