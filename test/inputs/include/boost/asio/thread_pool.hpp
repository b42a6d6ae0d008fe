// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): thread_pool.hpp. The text shared with the other namespace is in
// mock/asio/thread_pool.inc.
#ifndef BOOST_ASIO_THREAD_POOL_HPP
#define BOOST_ASIO_THREAD_POOL_HPP

#include <boost/asio/any_io_executor.hpp>

#include <cstddef>
#include <memory>

#include <mock/asio/push_boost.inc>

#include <mock/asio/thread_pool.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_THREAD_POOL_HPP
