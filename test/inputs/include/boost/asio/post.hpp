// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): post.hpp. The text shared with the other namespace is in mock/asio/post.inc.
#ifndef BOOST_ASIO_POST_HPP
#define BOOST_ASIO_POST_HPP

#include <boost/asio/any_io_executor.hpp>

#include <mock/asio/push_boost.inc>

#include <mock/asio/post.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_POST_HPP
