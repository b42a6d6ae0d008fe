// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of stdexec (NVIDIA/stdexec, read at e92245d5): execution.hpp, __detail/__task.hpp (lazy, nodiscard),
// __sync_wait.hpp, __run_loop.hpp, __when_all.hpp. Algorithms are function objects of types `x_t`; sync_wait gives an
// optional tuple. Senders of the library are not nodiscard.
#ifndef MOCK_STDEXEC_EXECUTION_HPP
#define MOCK_STDEXEC_EXECUTION_HPP

#include <coroutine>
#include <exception>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace stdexec {

namespace __detail {

[[noreturn]] inline void mock_body() { std::terminate(); }

template <typename T> struct awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume();
};
template <typename T> struct values_of { using type = std::tuple<T>; };
template <> struct values_of<void> { using type = std::tuple<>; };

template <typename T> struct result_base {
  std::optional<T> value;
  template <typename U> void return_value(U&& u) { value.emplace(static_cast<U&&>(u)); }
};
template <> struct result_base<void> {
  void return_void() noexcept {}
};
template <typename Task, typename T> struct promise : result_base<T> {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  Task get_return_object() noexcept { return Task(std::coroutine_handle<promise>::from_promise(*this)); }
  void unhandled_exception() noexcept { exception = std::current_exception(); }
  std::exception_ptr exception;
};

} // namespace __detail

template <class T = void, class Env = void>
class [[nodiscard]] task {
public:
  using promise_type = __detail::promise<task, T>;
  using value_type = T;
  explicit task(std::coroutine_handle<promise_type> h) noexcept : handle_(h) {}
  task(task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  ~task() {
    if (handle_)
      handle_.destroy();
  }
  auto operator co_await() && noexcept { return __detail::awaiter<T>{}; }

private:
  std::coroutine_handle<promise_type> handle_;
};

struct sync_wait_t {
  template <class Sender>
  auto operator()(Sender&&) const
      -> std::optional<typename __detail::values_of<typename std::decay_t<Sender>::value_type>::type> {
    __detail::mock_body();
  }
};
inline constexpr sync_wait_t sync_wait{};

struct when_all_t {
  template <class... Senders> struct sender {
    using value_type = void;
    auto operator co_await() && noexcept { return __detail::awaiter<void>{}; }
  };
  template <class... Senders> auto operator()(Senders&&...) const -> sender<Senders...> { return {}; }
};
inline constexpr when_all_t when_all{};

class run_loop {
public:
  run_loop() noexcept;
  ~run_loop();
  void run() noexcept;
  void finish() noexcept;
};

} // namespace stdexec

#endif // MOCK_STDEXEC_EXECUTION_HPP
