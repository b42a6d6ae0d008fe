// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A hand-written task for inference tests, modelled on no library: lazy, symmetric transfer, the destructor destroys
// the frame, the exception is kept for the awaiter. Not nodiscard.
#ifndef GENERIC_LAZY_TASK_H
#define GENERIC_LAZY_TASK_H

#include <coroutine>
#include <exception>
#include <new>
#include <utility>

namespace lib {

template <typename T = void> class task;

namespace detail {

struct task_promise_base {
  struct final_awaiter {
    bool await_ready() noexcept { return false; }
    template <typename Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> h) noexcept {
      return h.promise().continuation;
    }
    void await_resume() noexcept {}
  };

  std::suspend_always initial_suspend() noexcept { return {}; }
  final_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }

  std::coroutine_handle<> continuation = std::noop_coroutine();
  std::exception_ptr error;
};

} // namespace detail

template <typename T>
class task {
public:
  struct promise_type : detail::task_promise_base {
    task get_return_object() noexcept { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    template <typename U> void return_value(U&& u) { value = new T(std::forward<U>(u)); }
    ~promise_type() { delete value; }
    T* value = nullptr;
  };

  task(task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  task& operator=(task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~task() {
    if (handle_)
      handle_.destroy();
  }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
    handle_.promise().continuation = awaiting;
    return handle_;
  }
  T await_resume() {
    if (handle_.promise().error)
      std::rethrow_exception(handle_.promise().error);
    return std::move(*handle_.promise().value);
  }

private:
  explicit task(std::coroutine_handle<promise_type> h) noexcept : handle_(h) {}
  std::coroutine_handle<promise_type> handle_;
};

template <>
class task<void> {
public:
  struct promise_type : detail::task_promise_base {
    task get_return_object() noexcept { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    void return_void() noexcept {}
  };

  task(task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  task& operator=(task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~task() {
    if (handle_)
      handle_.destroy();
  }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
    handle_.promise().continuation = awaiting;
    return handle_;
  }
  void await_resume() {
    if (handle_.promise().error)
      std::rethrow_exception(handle_.promise().error);
  }

private:
  explicit task(std::coroutine_handle<promise_type> h) noexcept : handle_(h) {}
  std::coroutine_handle<promise_type> handle_;
};

/// Runs a task to its end on the calling thread.
template <typename T> T sync_wait(task<T> t) { return t.await_resume(); }

} // namespace lib

#endif // GENERIC_LAZY_TASK_H
