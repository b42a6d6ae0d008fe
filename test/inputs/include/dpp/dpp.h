// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of D++ (brainboxdotcc/DPP, read at e5eeb464, v10.1.5, with DPP_CORO): coro/task.h (eager, nodiscard; dropped, it
// cancels itself), coro/coroutine.h (lazy, nodiscard), coro/job.h (eager, made to be dropped), coro/async.h,
// coro/awaitable.h, cluster.h.
#ifndef MOCK_DPP_DPP_H
#define MOCK_DPP_DPP_H

#include <coroutine>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace dpp {

template <class Derived> class basic_awaitable {
public:
  auto sync_wait() {
    return static_cast<Derived*>(this)->awaitable_result();
  }
  template <class Duration> auto sync_wait_for(const Duration& duration);
};

template <typename T> class awaitable : public basic_awaitable<awaitable<T>> {
public:
  struct awaiter {
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    T await_resume();
  };
  awaiter operator co_await() noexcept { return {}; }
  T awaitable_result();
};

namespace detail {
template <typename R> struct result_of {
  template <typename V> void return_value(V&&) {}
};
template <> struct result_of<void> {
  void return_void() {}
};
template <typename Type, typename R, typename Initial> struct promise_t : result_of<R> {
  Initial initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  Type get_return_object() { return Type(std::coroutine_handle<promise_t>::from_promise(*this)); }
  void unhandled_exception() { exception = std::current_exception(); }
  std::exception_ptr exception;
};
} // namespace detail

template <typename R = void>
class [[nodiscard("dpp::task cancels itself on destruction. use dpp::job for a fire-and-forget coroutine")]] task
    : public awaitable<R> {
public:
  using promise_type = detail::promise_t<task, R, std::suspend_never>;
  explicit task(std::coroutine_handle<promise_type> h) : handle(h) {}
  task(task&&) noexcept;
  ~task();
  task& cancel() & noexcept;
  bool done() const noexcept;

private:
  std::coroutine_handle<promise_type> handle;
};

template <typename R = void>
class [[nodiscard("dpp::coroutine only starts when it is awaited, it will do nothing if discarded")]] coroutine
    : public basic_awaitable<coroutine<R>> {
public:
  using promise_type = detail::promise_t<coroutine, R, std::suspend_always>;
  explicit coroutine(std::coroutine_handle<promise_type> h) : handle(h) {}
  coroutine(coroutine&& other) noexcept : handle(std::exchange(other.handle, {})) {}
  ~coroutine() {
    if (handle)
      handle.destroy();
  }
  auto operator co_await() && { return typename awaitable<R>::awaiter{}; }
  R awaitable_result();

private:
  std::coroutine_handle<promise_type> handle;
};

struct job {
  struct promise_type {
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    job get_return_object() { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
};

template <typename R> class async : public awaitable<R> {
public:
  async(async&&) noexcept;
  ~async();
};

struct message {};
struct confirmation_callback_t {
  bool is_error() const;
};
using timer = uint64_t;
enum start_type { st_wait = 0, st_return = 1 };

class cluster {
public:
  void start(start_type return_after = st_wait);
  timer start_timer(const std::function<void(timer)>& on_tick, uint64_t frequency);
  [[nodiscard]] async<timer> co_sleep(uint64_t seconds);
  [[nodiscard]] async<confirmation_callback_t> co_message_create(const message& m);
  template <typename F> void on_message_create(F&&) {}
  void queue_work(int priority, std::function<void()> task);
};

} // namespace dpp

#endif // MOCK_DPP_DPP_H
