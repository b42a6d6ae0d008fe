// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of async_simple (alibaba/async_simple, read at d8abc4f, after 1.4): Future.h. Awaitable in a Lazy; get() and
// wait() block the thread.
#ifndef ASYNC_SIMPLE_FUTURE_H
#define ASYNC_SIMPLE_FUTURE_H

#include <async_simple/coro/Lazy.h>

namespace async_simple {

template <typename T> class Future {
public:
  Future(Future&&) noexcept;
  ~Future();
  bool hasResult() const;
  T get() &&;
  void wait();
  struct Awaiter {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    T await_resume();
  };
  auto coAwait(Executor*) && noexcept { return Awaiter{}; }
};

} // namespace async_simple

#endif // ASYNC_SIMPLE_FUTURE_H
