// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A hand-written task for inference tests, modelled on no library: lazy; the class has no awaiter members, only a free
// operator co_await found by argument-dependent look-up makes it awaitable. Not nodiscard.
#ifndef GENERIC_FREE_CO_AWAIT_H
#define GENERIC_FREE_CO_AWAIT_H

#include <coroutine>
#include <exception>
#include <utility>

namespace lib {

class free_task {
public:
  struct promise_type {
    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
        return h.promise().continuation;
      }
      void await_resume() noexcept {}
    };

    free_task get_return_object() noexcept {
      return free_task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void return_value(int v) noexcept { value = v; }
    void unhandled_exception() noexcept { error = std::current_exception(); }

    std::coroutine_handle<> continuation = std::noop_coroutine();
    std::exception_ptr error;
    int value = 0;
  };

  free_task(free_task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  ~free_task() {
    if (handle_)
      handle_.destroy();
  }
  std::coroutine_handle<promise_type> handle() const noexcept { return handle_; }

private:
  explicit free_task(std::coroutine_handle<promise_type> h) noexcept : handle_(h) {}
  std::coroutine_handle<promise_type> handle_;
};

struct free_awaiter {
  std::coroutine_handle<free_task::promise_type> handle;
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
    handle.promise().continuation = awaiting;
    return handle;
  }
  int await_resume() {
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
    return handle.promise().value;
  }
};

inline free_awaiter operator co_await(const free_task& t) noexcept { return {t.handle()}; }

/// Awaitable without being a coroutine type.
struct free_event {};
struct free_event_awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept {}
};
inline free_event_awaiter operator co_await(free_event) noexcept { return {}; }

/// Awaitable by a friend of a base class, which nothing but argument-dependent look-up finds.
struct friend_awaitable {
  template <typename Self> friend free_event_awaiter operator co_await(Self &&) noexcept { return {}; }
};
struct friend_task : friend_awaitable {
  struct promise_type {
    friend_task get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

} // namespace lib

#endif // GENERIC_FREE_CO_AWAIT_H
