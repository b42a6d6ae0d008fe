// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of TooManyCooks (tzcnt/TooManyCooks, read at 6f18dfd, 1.7.0): task.hpp, spawn.hpp, spawn_tuple.hpp,
// spawn_func.hpp, sync.hpp, mutex.hpp, ex_cpu.hpp, ex_manual_st.hpp. A task is lazy and nodiscard; the destructor of one
// that was not started asserts, and frees nothing. An exception that leaves a task ends the program.
#ifndef MOCK_TMC_TASK_HPP
#define MOCK_TMC_TASK_HPP

#include <coroutine>
#include <cstddef>
#include <exception>
#include <future>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tmc {

template <typename Result> struct task;

namespace detail {

template <typename Result> struct awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  Result await_resume() noexcept;
};

struct task_promise_base {
  std::suspend_always initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }
  [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
};
template <typename Result> struct task_promise : task_promise_base {
  task<Result> get_return_object() noexcept;
  template <typename V> void return_value(V&& v) { value = static_cast<V&&>(v); }
  Result value;
};
template <> struct task_promise<void> : task_promise_base {
  inline task<void> get_return_object() noexcept;
  void return_void() noexcept {}
};

[[noreturn]] inline void mock_body() { std::terminate(); }

} // namespace detail

template <typename Result = void>
struct [[nodiscard("You must submit or co_await task for execution. Failure to do so will result in a memory leak.")]]
task {
  using promise_type = detail::task_promise<Result>;
  std::coroutine_handle<promise_type> handle;
  task(std::coroutine_handle<promise_type> h) noexcept : handle(h) {}
  task(task&& other) noexcept : handle(std::exchange(other.handle, {})) {}
  task& operator=(task&& other) noexcept;
  ~task() noexcept {}
  auto operator co_await() && noexcept { return detail::awaiter<Result>{}; }
};

template <typename Result> task<Result> detail::task_promise<Result>::get_return_object() noexcept {
  return {std::coroutine_handle<task_promise>::from_promise(*this)};
}
inline task<void> detail::task_promise<void>::get_return_object() noexcept {
  return {std::coroutine_handle<task_promise>::from_promise(*this)};
}

class ex_cpu {
public:
  ex_cpu& init();
  void teardown();
};
inline ex_cpu& cpu_executor();

class ex_manual_st {
public:
  ex_manual_st& init();
  bool run_one();
  std::size_t run_all();
};

template <typename Awaitable, typename Result>
class [[nodiscard("You must await or initiate the result of spawn().")]] aw_spawn {
public:
  explicit aw_spawn(Awaitable&&) noexcept {}
  template <typename Exec> aw_spawn run_on(Exec&&) && { return std::move(*this); }
  auto operator co_await() && noexcept { return detail::awaiter<Result>{}; }
  void detach() && {}
};
template <typename Result> aw_spawn<task<Result>, Result> spawn(task<Result>&& t) {
  return aw_spawn<task<Result>, Result>(std::move(t));
}

template <typename... Awaitable>
class [[nodiscard("You must await or initiate the result of spawn_tuple().")]] aw_spawn_tuple {
public:
  auto operator co_await() && noexcept { return detail::awaiter<std::tuple<int, int>>{}; }
  void detach() && {}
};
template <typename... Awaitable> aw_spawn_tuple<Awaitable...> spawn_tuple(Awaitable&&...) { return {}; }

template <typename Result>
class [[nodiscard("You must await or initiate the result of spawn_func().")]] aw_spawn_func {
public:
  template <typename Exec> aw_spawn_func run_on(Exec&&) && { return std::move(*this); }
  auto operator co_await() && noexcept { return detail::awaiter<Result>{}; }
  void detach() && {}
};
template <typename Func> auto spawn_func(Func&&) -> aw_spawn_func<std::invoke_result_t<Func>> { return {}; }

template <typename E, typename Item> void post(E&&, Item&&, std::size_t = 0) {}
template <typename E, typename Result>
[[nodiscard]] std::future<Result> post_waitable(E&& ex, task<Result>&& t, std::size_t priority = 0);
int async_main(task<int>&& t);

class [[nodiscard("You must co_await aw_acquire for it to have any effect.")]] aw_acquire {
public:
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};
class mutex {
public:
  aw_acquire operator co_await() noexcept { return {}; }
  void unlock() noexcept;
};

} // namespace tmc

#endif // MOCK_TMC_TASK_HPP
