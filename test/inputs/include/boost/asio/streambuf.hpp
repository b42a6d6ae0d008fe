// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): streambuf.hpp. The text shared with the other namespace is in
// mock/asio/streambuf.inc.
#ifndef BOOST_ASIO_STREAMBUF_HPP
#define BOOST_ASIO_STREAMBUF_HPP

#include <boost/asio/buffer.hpp>

#include <memory>
#include <streambuf>

#include <mock/asio/push_boost.inc>

#include <mock/asio/streambuf.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_STREAMBUF_HPP
