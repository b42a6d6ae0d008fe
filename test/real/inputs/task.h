// A task for the tests of libraries that have none: lazy, awaited to its end where it stands.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef REAL_TASK_H
#define REAL_TASK_H

#include <coroutine>
#include <exception>
#include <utility>

struct Task {
  struct promise_type {
    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  explicit Task(std::coroutine_handle<promise_type> H) : Handle(H) {}
  Task(Task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  ~Task() {
    if (Handle)
      Handle.destroy();
  }
  bool await_ready() {
    Handle.resume();
    return true;
  }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}

  std::coroutine_handle<promise_type> Handle;
};

#endif
