// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/Mutex.h. co_scoped_lock and co_lock are function-nodiscard.
#ifndef MOCK_FOLLY_CORO_MUTEX_H
#define MOCK_FOLLY_CORO_MUTEX_H

#include <folly/Executor.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/ViaIfAsync.h>

#include <mutex>

namespace folly::coro {

class Mutex {
  class ScopedLockAwaiter;
  class LockAwaiter;
  template <typename Awaiter> class LockOperation;

public:
  Mutex() noexcept;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;
  ~Mutex();
  bool try_lock() noexcept;
  [[nodiscard]] LockOperation<ScopedLockAwaiter> co_scoped_lock() noexcept;
  [[nodiscard]] LockOperation<LockAwaiter> co_lock() noexcept;
  void unlock() noexcept;

private:
  class LockAwaiter {
  public:
    explicit LockAwaiter(Mutex& mutex) noexcept : mutex_(mutex) {}
    bool await_ready() noexcept { return mutex_.try_lock(); }
    bool await_suspend(coroutine_handle<> awaitingCoroutine) noexcept;
    void await_resume() noexcept {}

  protected:
    Mutex& mutex_;
  };

  class ScopedLockAwaiter : public LockAwaiter {
  public:
    using LockAwaiter::LockAwaiter;
    std::unique_lock<Mutex> await_resume() noexcept { return std::unique_lock<Mutex>{mutex_, std::adopt_lock}; }
  };

  template <typename Awaiter>
  class LockOperation {
  public:
    explicit LockOperation(Mutex& mutex) noexcept : mutex_(mutex) {}
    auto viaIfAsync(Executor::KeepAlive<>) const { return Awaiter{mutex_}; }

  private:
    Mutex& mutex_;
  };
};

inline Mutex::LockOperation<Mutex::ScopedLockAwaiter> Mutex::co_scoped_lock() noexcept {
  return LockOperation<ScopedLockAwaiter>{*this};
}
inline Mutex::LockOperation<Mutex::LockAwaiter> Mutex::co_lock() noexcept { return LockOperation<LockAwaiter>{*this}; }

} // namespace folly::coro

#endif // MOCK_FOLLY_CORO_MUTEX_H
