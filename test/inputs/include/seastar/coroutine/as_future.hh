// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): coroutine/as_future.hh.
#ifndef MOCK_SEASTAR_COROUTINE_AS_FUTURE_HH
#define MOCK_SEASTAR_COROUTINE_AS_FUTURE_HH

#include <seastar/core/coroutine.hh>

namespace seastar {
namespace internal {

template <bool CheckPreempt, typename T>
class [[nodiscard]] as_future_awaiter {
  seastar::future<T> _future;

public:
  explicit as_future_awaiter(seastar::future<T>&& f) noexcept : _future(std::move(f)) {}
  as_future_awaiter(const as_future_awaiter&) = delete;
  as_future_awaiter(as_future_awaiter&&) = delete;
  bool await_ready() const noexcept { return _future.available() && (!CheckPreempt || !need_preempt()); }
  template <typename U> void await_suspend(std::coroutine_handle<U>) noexcept {}
  seastar::future<T> await_resume() { return std::move(_future); }
};

} // namespace internal

namespace coroutine {
template <typename T = void> inline auto as_future(seastar::future<T>&& f) noexcept {
  return seastar::internal::as_future_awaiter<true, T>(std::move(f));
}
} // namespace coroutine
} // namespace seastar

#endif // MOCK_SEASTAR_COROUTINE_AS_FUTURE_HH
