// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A hand-written task for inference tests, modelled on no library: lazy; its promise's await_transform takes only its
// own type, so co_await of anything else does not compile in its body. Not nodiscard.
#ifndef GENERIC_PICKY_TASK_H
#define GENERIC_PICKY_TASK_H

#include <coroutine>
#include <exception>
#include <utility>

namespace lib {

class picky_task {
public:
  struct promise_type {
    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
        return h.promise().continuation;
      }
      void await_resume() noexcept {}
    };
    struct task_awaiter {
      std::coroutine_handle<promise_type> handle;
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
        handle.promise().continuation = awaiting;
        return handle;
      }
      void await_resume() {
        if (handle.promise().error)
          std::rethrow_exception(handle.promise().error);
      }
    };

    picky_task get_return_object() noexcept {
      return picky_task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { error = std::current_exception(); }
    task_awaiter await_transform(picky_task&& t) noexcept { return {t.handle_}; }

    std::coroutine_handle<> continuation = std::noop_coroutine();
    std::exception_ptr error;
  };

  picky_task(picky_task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  ~picky_task() {
    if (handle_)
      handle_.destroy();
  }

private:
  explicit picky_task(std::coroutine_handle<promise_type> h) noexcept : handle_(h) {}
  std::coroutine_handle<promise_type> handle_;
};

} // namespace lib

#endif // GENERIC_PICKY_TASK_H
