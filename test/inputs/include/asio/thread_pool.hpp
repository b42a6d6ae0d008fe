// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: thread_pool.hpp. The text shared with the other namespace is in
// mock/asio/thread_pool.inc.
#ifndef ASIO_THREAD_POOL_HPP
#define ASIO_THREAD_POOL_HPP

#include <asio/any_io_executor.hpp>

#include <cstddef>
#include <memory>

#include <mock/asio/push_asio.inc>

#include <mock/asio/thread_pool.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_THREAD_POOL_HPP
