// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Hand-written tasks for inference tests, modelled on no library: how a coroutine starts has to be read from the
// awaiter that initial_suspend returns. They differ in nothing else; the destructor destroys the frame.
#ifndef GENERIC_CUSTOM_START_H
#define GENERIC_CUSTOM_START_H

#include <coroutine>
#include <exception>
#include <utility>

namespace lib {

/// await_ready is the constant true: eager.
struct start_now {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

/// await_ready is the constant false and await_suspend does nothing: lazy.
struct start_later {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

/// await_suspend returns false: the coroutine goes on, so eager.
struct start_declined {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) const noexcept { return false; }
  void await_resume() const noexcept {}
};

/// await_suspend hands the coroutine to someone: it starts elsewhere.
struct start_elsewhere {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) const noexcept;
  void await_resume() const noexcept {}
};

/// Only known at run time.
struct start_maybe {
  bool ready;
  bool await_ready() const noexcept { return ready; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

template <typename Derived, typename Task>
struct start_promise_base {
  Task get_return_object() noexcept {
    return Task(std::coroutine_handle<Derived>::from_promise(static_cast<Derived&>(*this)));
  }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void() noexcept {}
  void unhandled_exception() noexcept { std::terminate(); }
};

template <typename Promise>
class start_task_base {
public:
  explicit start_task_base(std::coroutine_handle<Promise> h) noexcept : handle_(h) {}
  start_task_base(start_task_base&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  ~start_task_base() {
    if (handle_)
      handle_.destroy();
  }
  bool await_ready() const noexcept { return handle_.done(); }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept { return handle_; }
  void await_resume() const noexcept {}

private:
  std::coroutine_handle<Promise> handle_;
};

struct starts_now_promise;
class starts_now : public start_task_base<starts_now_promise> {
public:
  using promise_type = starts_now_promise;
  using start_task_base::start_task_base;
};
struct starts_now_promise : start_promise_base<starts_now_promise, starts_now> {
  start_now initial_suspend() noexcept { return {}; }
};

struct starts_later_promise;
class starts_later : public start_task_base<starts_later_promise> {
public:
  using promise_type = starts_later_promise;
  using start_task_base::start_task_base;
};
struct starts_later_promise : start_promise_base<starts_later_promise, starts_later> {
  start_later initial_suspend() noexcept { return {}; }
};

struct starts_declined_promise;
class starts_declined : public start_task_base<starts_declined_promise> {
public:
  using promise_type = starts_declined_promise;
  using start_task_base::start_task_base;
};
struct starts_declined_promise : start_promise_base<starts_declined_promise, starts_declined> {
  start_declined initial_suspend() noexcept { return {}; }
};

struct starts_elsewhere_promise;
class starts_elsewhere : public start_task_base<starts_elsewhere_promise> {
public:
  using promise_type = starts_elsewhere_promise;
  using start_task_base::start_task_base;
};
struct starts_elsewhere_promise : start_promise_base<starts_elsewhere_promise, starts_elsewhere> {
  start_elsewhere initial_suspend() noexcept { return {}; }
};

struct starts_maybe_promise;
class starts_maybe : public start_task_base<starts_maybe_promise> {
public:
  using promise_type = starts_maybe_promise;
  using start_task_base::start_task_base;
};
struct starts_maybe_promise : start_promise_base<starts_maybe_promise, starts_maybe> {
  start_maybe initial_suspend() noexcept { return {flag}; }
  bool flag = false;
};

/// Lazy; the type has to be deduced from the body.
struct starts_deduced_promise;
class starts_deduced : public start_task_base<starts_deduced_promise> {
public:
  using promise_type = starts_deduced_promise;
  using start_task_base::start_task_base;
};
struct starts_deduced_promise : start_promise_base<starts_deduced_promise, starts_deduced> {
  auto initial_suspend() noexcept { return std::suspend_always(); }
};

} // namespace lib

#endif // GENERIC_CUSTOM_START_H
