// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): read.hpp. The text shared with the other namespace is in mock/asio/read.inc.
#ifndef BOOST_ASIO_READ_HPP
#define BOOST_ASIO_READ_HPP

#include <boost/asio/buffer.hpp>
#include <boost/asio/completion_condition.hpp>
#include <boost/asio/error.hpp>

#include <cstddef>

#include <mock/asio/push_boost.inc>

#include <mock/asio/read.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_READ_HPP
