// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cpp-async (microsoft/cpp-async, read at 2bb32e9, v1.1.0): task.h (eager, not nodiscard; dropped, it runs on),
// awaitable_get.h (blocks the thread), event_signal.h. await_resume is nodiscard.
#ifndef MOCK_ASYNC_TASK_H
#define MOCK_ASYNC_TASK_H

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace async {

namespace details {
template <typename T> struct result_base {
  std::optional<T> value;
  template <typename U> void return_value(U&& u) { value.emplace(static_cast<U&&>(u)); }
};
template <> struct result_base<void> {
  void return_void() noexcept {}
};
} // namespace details

template <typename T> struct task final {
  struct promise_type : details::result_base<T> {
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    task get_return_object();
    void unhandled_exception() { exception = std::current_exception(); }
    std::exception_ptr exception;
  };
  task(task&&) noexcept = default;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const {}
  [[nodiscard]] T await_resume() const;

private:
  std::shared_ptr<void> m_state;
};

struct event_signal final {
  bool is_set() const;
  void wait() const;
  void set() noexcept;
};

template <typename Awaitable> auto awaitable_get(Awaitable awaitable) -> decltype(awaitable.await_resume());

} // namespace async

#endif // MOCK_ASYNC_TASK_H
