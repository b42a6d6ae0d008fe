// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): buffer.hpp. The text shared with the other namespace is in
// mock/asio/buffer.inc.
#ifndef BOOST_ASIO_BUFFER_HPP
#define BOOST_ASIO_BUFFER_HPP

#include <boost/asio/async_result.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <mock/asio/push_boost.inc>

#include <mock/asio/buffer.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_BUFFER_HPP
