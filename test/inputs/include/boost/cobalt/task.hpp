// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Cobalt (boostorg/cobalt, read at 57181ca, Boost 1.88): task.hpp, promise.hpp. A task is lazy, a promise
// eager: its destructor cancels it unless it was detached.
#ifndef BOOST_COBALT_TASK_HPP
#define BOOST_COBALT_TASK_HPP

#include <boost/asio/any_io_executor.hpp>

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace boost::cobalt {

using executor = asio::any_io_executor;

namespace this_coro {
struct executor_t {};
constexpr executor_t executor;
} // namespace this_coro

namespace detail {

/// What every awaitable of the library looks like to a coroutine.
template <typename T> struct operation {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume();
};

struct promise_base {
  auto await_transform(this_coro::executor_t) {
    struct awaitable {
      bool await_ready() { return true; }
      void await_suspend(std::coroutine_handle<>) {}
      executor await_resume();
    };
    return awaitable{};
  }
  template <typename Awaitable> Awaitable&& await_transform(Awaitable&& a) { return static_cast<Awaitable&&>(a); }
};

template <typename T> struct result_base {
  std::optional<T> value;
  template <typename U> void return_value(U&& u) { value.emplace(static_cast<U&&>(u)); }
};
template <> struct result_base<void> {
  void return_void() {}
};

template <typename T, typename Return, typename Initial> struct cobalt_promise : promise_base, result_base<T> {
  Initial initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  Return get_return_object() { return Return(std::coroutine_handle<cobalt_promise>::from_promise(*this)); }
  void unhandled_exception() { exception = std::current_exception(); }
  std::exception_ptr exception;
};

template <typename T, typename Handle> struct task_awaitable {
  Handle handle;
  bool await_ready() { return false; }
  auto await_suspend(std::coroutine_handle<>) { return handle; }
  T await_resume() {
    if constexpr (!std::is_void_v<T>)
      return *std::move(handle.promise().value);
  }
};

} // namespace detail

template <typename Return>
struct [[nodiscard]] task {
  using promise_type = detail::cobalt_promise<Return, task, std::suspend_always>;
  task(task&& lhs) noexcept : handle_(std::exchange(lhs.handle_, {})) {}
  task& operator=(task&&) noexcept;
  ~task() {
    if (handle_)
      handle_.destroy();
  }
  auto operator co_await() {
    return detail::task_awaitable<Return, std::coroutine_handle<promise_type>>{handle_};
  }

private:
  friend promise_type;
  explicit task(std::coroutine_handle<promise_type> h) : handle_(h) {}
  std::coroutine_handle<promise_type> handle_;
};

template <typename Return>
struct [[nodiscard]] promise {
  using promise_type = detail::cobalt_promise<Return, promise, std::suspend_never>;
  promise(promise&& lhs) noexcept;
  promise& operator=(promise&&) noexcept;
  ~promise() {
    if (attached_)
      cancel();
  }
  auto operator co_await() {
    return detail::task_awaitable<Return, std::coroutine_handle<promise_type>>{handle_};
  }
  void operator+() && { detach(); }
  void cancel();
  bool ready() const;
  bool attached() const { return attached_; }
  void detach() { attached_ = false; }
  void attach() { attached_ = true; }

private:
  friend promise_type;
  explicit promise(std::coroutine_handle<promise_type> h) : handle_(h) {}
  std::coroutine_handle<promise_type> handle_;
  bool attached_ = true;
};

} // namespace boost::cobalt

#endif // BOOST_COBALT_TASK_HPP
