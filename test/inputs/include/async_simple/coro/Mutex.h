// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of async_simple (alibaba/async_simple, read at d8abc4f, after 1.4): coro/Mutex.h. Not nodiscard.
#ifndef ASYNC_SIMPLE_CORO_MUTEX_H
#define ASYNC_SIMPLE_CORO_MUTEX_H

#include <async_simple/coro/Lazy.h>
#include <mutex>

namespace async_simple::coro {

class Mutex {
  class LockAwaiter {
  public:
    bool await_ready() noexcept { return false; }
    bool await_suspend(std::coroutine_handle<>) noexcept { return true; }
    void await_resume() noexcept {}
  };
  class ScopedLockAwaiter : public LockAwaiter {
  public:
    std::unique_lock<Mutex> await_resume() noexcept;
  };

public:
  bool tryLock() noexcept;
  ScopedLockAwaiter coScopedLock() noexcept;
  LockAwaiter coLock() noexcept;
  void unlock() noexcept;
};

} // namespace async_simple::coro

#endif // ASYNC_SIMPLE_CORO_MUTEX_H
