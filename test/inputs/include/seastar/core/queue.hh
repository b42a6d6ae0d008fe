// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/queue.hh.
#ifndef MOCK_SEASTAR_CORE_QUEUE_HH
#define MOCK_SEASTAR_CORE_QUEUE_HH

#include <seastar/core/future.hh>

#include <cstddef>

namespace seastar {

template <typename T> class queue {
public:
  explicit queue(std::size_t size);
  bool push(T&& a);
  T pop() noexcept;
  bool empty() const noexcept;
  bool full() const noexcept;
  future<T> pop_eventually() noexcept;
  future<> push_eventually(T&& data) noexcept;
  std::size_t size() const noexcept;
  std::size_t max_size() const noexcept;
};

} // namespace seastar

#endif // MOCK_SEASTAR_CORE_QUEUE_HH
