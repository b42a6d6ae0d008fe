// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/UnboundedQueue.h. No timed dequeue.
#ifndef MOCK_FOLLY_CORO_UNBOUNDEDQUEUE_H
#define MOCK_FOLLY_CORO_UNBOUNDEDQUEUE_H

#include <folly/coro/Task.h>

#include <cstddef>

namespace folly {
namespace coro {

template <typename T, bool SingleProducer = false, bool SingleConsumer = false, bool MayBlock = false,
          std::size_t LgSegmentSize = 8>
class UnboundedQueue {
public:
  template <typename U = T> void enqueue(U&& val) { static_cast<void>(val); }
  folly::coro::Task<T> dequeue();
  folly::coro::Task<void> dequeue(T& out);
  bool try_dequeue(T& out);
  bool empty() const;
  const T* try_peek() noexcept;
  std::size_t size() const;

private:
  std::size_t state_ = 0;
};

} // namespace coro
} // namespace folly

#endif // MOCK_FOLLY_CORO_UNBOUNDEDQUEUE_H
