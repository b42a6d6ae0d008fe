// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of userver (userver-framework/userver, read at c2f43b4e8, 2024-10-25): concurrent/queue.hpp, the making of a queue.
#ifndef MOCK_USERVER_CONCURRENT_QUEUE_HPP
#define MOCK_USERVER_CONCURRENT_QUEUE_HPP

#include <cstddef>
#include <limits>
#include <memory>

namespace userver::concurrent {

template <typename T, typename QueuePolicy> class GenericQueue final {
public:
  static constexpr std::size_t kUnbounded = std::numeric_limits<std::size_t>::max() / 4;
  static std::shared_ptr<GenericQueue> Create(std::size_t max_size = kUnbounded);
};

struct FifoQueuePolicy {};
template <typename T> using MpscQueue = GenericQueue<T, FifoQueuePolicy>;

} // namespace userver::concurrent

#endif // MOCK_USERVER_CONCURRENT_QUEUE_HPP
