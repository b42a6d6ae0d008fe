// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/BoundedQueue.h. No timed operations.
#ifndef MOCK_FOLLY_CORO_BOUNDEDQUEUE_H
#define MOCK_FOLLY_CORO_BOUNDEDQUEUE_H

#include <folly/coro/Task.h>

#include <cstddef>
#include <cstdint>

namespace folly {
namespace coro {

template <typename T, bool SingleProducer = false, bool SingleConsumer = false> class BoundedQueue {
public:
  explicit BoundedQueue(uint32_t capacity);
  template <typename U = T> folly::coro::Task<void> enqueue(U&& item);
  template <typename U = T> bool try_enqueue(U&& item);
  folly::coro::Task<T> dequeue();
  bool try_dequeue(T& item);
  bool empty();
  std::size_t size();
};

template <typename T, bool SingleProducer, bool SingleConsumer>
template <typename U>
folly::coro::Task<void> BoundedQueue<T, SingleProducer, SingleConsumer>::enqueue(U&& item) {
  static_cast<void>(item);
  co_return;
}

} // namespace coro
} // namespace folly

#endif // MOCK_FOLLY_CORO_BOUNDEDQUEUE_H
