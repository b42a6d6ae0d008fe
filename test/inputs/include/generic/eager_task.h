// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A hand-written task for inference tests, modelled on no library: eager, awaitable, the destructor leaves the frame
// alone, so a dropped task runs on; the frame frees itself at its end. Not nodiscard.
#ifndef GENERIC_EAGER_TASK_H
#define GENERIC_EAGER_TASK_H

#include <coroutine>
#include <exception>
#include <memory>
#include <utility>

namespace lib {

class eager_task {
  struct state {
    bool done = false;
    std::exception_ptr error;
    std::coroutine_handle<> continuation;
  };

public:
  struct promise_type {
    eager_task get_return_object() { return eager_task(shared); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept {
      shared->done = true;
      if (shared->continuation)
        shared->continuation.resume();
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { shared->error = std::current_exception(); }

    std::shared_ptr<state> shared = std::make_shared<state>();
  };

  ~eager_task() {}
  eager_task(eager_task&&) noexcept = default;
  eager_task& operator=(eager_task&&) noexcept = default;

  bool await_ready() const noexcept { return shared_->done; }
  void await_suspend(std::coroutine_handle<> h) noexcept { shared_->continuation = h; }
  void await_resume() const {
    if (shared_->error)
      std::rethrow_exception(shared_->error);
  }

private:
  explicit eager_task(std::shared_ptr<state> s) noexcept : shared_(std::move(s)) {}
  std::shared_ptr<state> shared_;
};

} // namespace lib

#endif // GENERIC_EAGER_TASK_H
