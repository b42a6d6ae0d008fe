// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A hand-written task for inference tests, modelled on no library: lazy; an operator co_await for all, not const, whose
// body moves the coroutine out of the task and throws when there is none.
#ifndef GENERIC_TAKEN_TASK_H
#define GENERIC_TAKEN_TASK_H

#include <coroutine>
#include <exception>
#include <stdexcept>
#include <utility>

namespace lib {

template <typename T> class taken_task {
public:
  struct promise_type {
    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
        return h.promise().continuation;
      }
      void await_resume() noexcept {}
    };

    taken_task get_return_object() noexcept {
      return taken_task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void return_value(T v) noexcept { value = v; }
    void unhandled_exception() noexcept { error = std::current_exception(); }

    std::coroutine_handle<> continuation = std::noop_coroutine();
    std::exception_ptr error;
    T value{};
  };

  taken_task(taken_task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  ~taken_task() {
    if (handle_)
      handle_.destroy();
  }

  struct awaiter {
    std::coroutine_handle<promise_type> handle;
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
      handle.promise().continuation = awaiting;
      return handle;
    }
    T await_resume() {
      T value = std::move(handle.promise().value);
      handle.destroy();
      return value;
    }
  };
  awaiter operator co_await() {
    if (!handle_)
      throw std::logic_error("awaited before");
    return awaiter{std::exchange(handle_, nullptr)};
  }

private:
  explicit taken_task(std::coroutine_handle<promise_type> h) noexcept : handle_(h) {}
  std::coroutine_handle<promise_type> handle_;
};

} // namespace lib

#endif // GENERIC_TAKEN_TASK_H
