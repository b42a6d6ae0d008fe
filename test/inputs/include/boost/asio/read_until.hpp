// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): read_until.hpp. The text shared with the other namespace is in
// mock/asio/read_until.inc.
#ifndef BOOST_ASIO_READ_UNTIL_HPP
#define BOOST_ASIO_READ_UNTIL_HPP

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

#include <cstddef>
#include <string_view>

#include <mock/asio/push_boost.inc>

#include <mock/asio/read_until.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_READ_UNTIL_HPP
