// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of libunifex (facebookexperimental/libunifex, read at c6e5af9, v0.4.0): task.hpp (an alias of
// _task::_task<T, nothrow>::type; lazy, nodiscard), sync_wait.hpp, scheduler_concepts.hpp, static_thread_pool.hpp,
// timed_single_thread_context.hpp, manual_event_loop.hpp, v1/async_scope.hpp, when_all.hpp. Algorithms are function
// objects, and senders are not nodiscard. After awaiting schedule() a task goes on there.
#ifndef MOCK_UNIFEX_TASK_HPP
#define MOCK_UNIFEX_TASK_HPP

#include <coroutine>
#include <cstdint>
#include <exception>
#include <optional>
#include <utility>

namespace unifex {

namespace detail {
[[noreturn]] inline void mock_body() { std::terminate(); }
template <typename T> struct awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume();
};
template <typename T> struct result_base {
  std::optional<T> value;
  template <typename U> void return_value(U&& u) { value.emplace(static_cast<U&&>(u)); }
};
template <> struct result_base<void> {
  void return_void() noexcept {}
};
} // namespace detail

namespace _task {
template <typename T, bool nothrow> struct _task {
  struct [[nodiscard]] type {
    struct promise_type : detail::result_base<T> {
      std::suspend_always initial_suspend() noexcept { return {}; }
      std::suspend_always final_suspend() noexcept { return {}; }
      type get_return_object() noexcept { return type(std::coroutine_handle<promise_type>::from_promise(*this)); }
      void unhandled_exception() noexcept { exception = std::current_exception(); }
      std::exception_ptr exception;
    };
    using value_type = T;
    explicit type(std::coroutine_handle<promise_type> h) noexcept : coro_(h) {}
    type(type&& other) noexcept : coro_(std::exchange(other.coro_, {})) {}
    ~type() {
      if (coro_)
        coro_.destroy();
    }
    auto operator co_await() && noexcept { return detail::awaiter<T>{}; }

  private:
    std::coroutine_handle<promise_type> coro_;
  };
};
} // namespace _task
template <typename T> using task = typename _task::_task<T, false>::type;

namespace _sync_wait_cpo {
struct _fn {
  template <typename Sender> auto operator()(Sender&&) const -> std::optional<typename Sender::value_type> {
    detail::mock_body();
  }
};
} // namespace _sync_wait_cpo
inline constexpr _sync_wait_cpo::_fn sync_wait{};

namespace _static_thread_pool {
class context {
public:
  class scheduler {};
  explicit context(std::uint32_t threadCount);
  context(const context&) = delete;
  ~context();
  scheduler get_scheduler() noexcept;
};
} // namespace _static_thread_pool
using static_thread_pool = _static_thread_pool::context;

namespace _timed_single_thread_context {
class scheduler {};
} // namespace _timed_single_thread_context
class timed_single_thread_context {
public:
  timed_single_thread_context();
  timed_single_thread_context(const timed_single_thread_context&) = delete;
  ~timed_single_thread_context();
  _timed_single_thread_context::scheduler get_scheduler() noexcept;
};

namespace _manual_event_loop {
class context {
public:
  void run();
  void stop();
};
} // namespace _manual_event_loop
using manual_event_loop = _manual_event_loop::context;

namespace _schedule {
struct _fn {
  template <typename Scheduler> auto operator()(Scheduler&&) const { return detail::awaiter<void>{}; }
};
} // namespace _schedule
inline constexpr _schedule::_fn schedule{};
namespace _schedule_after {
struct _fn {
  template <typename Scheduler, typename Duration> auto operator()(Scheduler&&, Duration&&) const {
    return detail::awaiter<void>{};
  }
};
} // namespace _schedule_after
inline constexpr _schedule_after::_fn schedule_after{};

namespace _when_all::_cpo {
struct _fn {
  template <typename... Senders> auto operator()(Senders&&...) const { return detail::awaiter<void>{}; }
};
} // namespace _when_all::_cpo
inline constexpr _when_all::_cpo::_fn when_all{};

inline namespace v1 {
namespace _async_scope {
class async_scope {
public:
  async_scope() noexcept;
  ~async_scope();
  template <typename Sender> void detached_spawn(Sender&&) {}
  [[nodiscard]] auto complete() noexcept { return detail::awaiter<void>{}; }
  [[nodiscard]] auto cleanup() noexcept { return detail::awaiter<void>{}; }
};
} // namespace _async_scope
using _async_scope::async_scope;
} // namespace v1

} // namespace unifex

#endif // MOCK_UNIFEX_TASK_HPP
