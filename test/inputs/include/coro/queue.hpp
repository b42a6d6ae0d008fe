// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of libcoro (jbaldwin/libcoro, read at 277467f, after v0.16.0): queue.hpp. pop() gives the element itself, not an expected.
#ifndef MOCK_CORO_QUEUE_HPP
#define MOCK_CORO_QUEUE_HPP

#include <coro/task.hpp>

#include <cstddef>

namespace coro {

enum class queue_produce_result { produced, stopped };

template <typename element_type> class queue {
public:
  queue() {}
  ~queue() {}
  queue(const queue&) = delete;
  auto empty() const -> bool;
  auto size() const -> std::size_t;
  [[nodiscard]] auto push(const element_type& element) -> coro::task<queue_produce_result>;
  [[nodiscard]] auto pop() -> coro::task<element_type>;
  auto shutdown() -> coro::task<void>;
};

} // namespace coro

#endif // MOCK_CORO_QUEUE_HPP
