// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): coroutine/all.hh (result types simplified).
#ifndef MOCK_SEASTAR_COROUTINE_ALL_HH
#define MOCK_SEASTAR_COROUTINE_ALL_HH

#include <seastar/core/coroutine.hh>

#include <tuple>

namespace seastar::coroutine {

template <typename... Futures>
class [[nodiscard("must co_await an all() object")]] all {
public:
  template <typename... Func> explicit all(Func&&...) {}
  struct awaiter {
    bool await_ready() const { return false; }
    template <typename T> void await_suspend(std::coroutine_handle<T>) {}
    void await_resume() {}
  };
  awaiter operator co_await() { return {}; }
};

template <typename... Func> explicit all(Func&&... funcs) -> all<std::invoke_result_t<Func>...>;

} // namespace seastar::coroutine

#endif // MOCK_SEASTAR_COROUTINE_ALL_HH
