// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A hand-written task for inference tests, modelled on no library: eager, and the destructor destroys the frame, so a
// dropped task is cancelled at its first suspension point. Not nodiscard.
#ifndef GENERIC_CANCELLING_TASK_H
#define GENERIC_CANCELLING_TASK_H

#include <coroutine>
#include <exception>
#include <utility>

namespace lib {

class cancelling_task {
public:
  struct promise_type {
    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
        return h.promise().continuation;
      }
      void await_resume() noexcept {}
    };

    cancelling_task get_return_object() noexcept {
      return cancelling_task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { error = std::current_exception(); }

    std::coroutine_handle<> continuation = std::noop_coroutine();
    std::exception_ptr error;
  };

  cancelling_task(cancelling_task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  ~cancelling_task() {
    if (handle_)
      handle_.destroy();
  }

  bool await_ready() const noexcept { return handle_.done(); }
  void await_suspend(std::coroutine_handle<> awaiting) noexcept { handle_.promise().continuation = awaiting; }
  void await_resume() {
    if (handle_.promise().error)
      std::rethrow_exception(handle_.promise().error);
  }

private:
  explicit cancelling_task(std::coroutine_handle<promise_type> h) noexcept : handle_(h) {}
  std::coroutine_handle<promise_type> handle_;
};

} // namespace lib

#endif // GENERIC_CANCELLING_TASK_H
