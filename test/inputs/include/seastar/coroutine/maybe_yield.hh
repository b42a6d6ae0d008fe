// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): coroutine/maybe_yield.hh. The class is nodiscard.
#ifndef MOCK_SEASTAR_COROUTINE_MAYBE_YIELD_HH
#define MOCK_SEASTAR_COROUTINE_MAYBE_YIELD_HH

#include <seastar/core/coroutine.hh>

namespace seastar::coroutine {
namespace internal {

struct maybe_yield_awaiter final {
  bool await_ready() const { return !seastar::internal::need_preempt(); }
  template <typename T> void await_suspend(std::coroutine_handle<T>) noexcept {}
  void await_resume() {}
};

} // namespace internal

class [[nodiscard("must co_await an maybe_yield() object")]] maybe_yield {
public:
  auto operator co_await() { return internal::maybe_yield_awaiter(); }
};

} // namespace seastar::coroutine

#endif // MOCK_SEASTAR_COROUTINE_MAYBE_YIELD_HH
