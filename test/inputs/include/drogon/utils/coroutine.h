// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Drogon (drogonframework/drogon, read at 74fc004c, v1.9.13): utils/coroutine.h. A Task is lazy and nodiscard;
// an AsyncTask is eager and ends the program with the exception that leaves it; awaiters are nodiscard but for those
// of when_all.
#ifndef DROGON_UTILS_COROUTINE_H
#define DROGON_UTILS_COROUTINE_H

#include <trantor/net/EventLoop.h>

#include <chrono>
#include <coroutine>
#include <exception>
#include <functional>
#include <future>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace drogon {

template <typename T = void> struct CallbackAwaiter {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() noexcept(false);
};

template <typename T = void> struct [[nodiscard]] Task {
  struct promise_type {
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(const T& v) { value = v; }
    void unhandled_exception() { exception = std::current_exception(); }
    std::optional<T> value;
    std::exception_ptr exception;
  };
  explicit Task(std::coroutine_handle<promise_type> h) : coro_(h) {}
  Task(Task&& other) noexcept : coro_(std::exchange(other.coro_, {})) {}
  ~Task() {
    if (coro_)
      coro_.destroy();
  }
  auto operator co_await() const noexcept { return CallbackAwaiter<T>{}; }

private:
  std::coroutine_handle<promise_type> coro_;
};

template <> struct [[nodiscard]] Task<void> {
  struct promise_type {
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { exception = std::current_exception(); }
    std::exception_ptr exception;
  };
  explicit Task(std::coroutine_handle<promise_type> h) : coro_(h) {}
  Task(Task&& other) noexcept : coro_(std::exchange(other.coro_, {})) {}
  ~Task() {
    if (coro_)
      coro_.destroy();
  }
  auto operator co_await() const noexcept { return CallbackAwaiter<void>{}; }

private:
  std::coroutine_handle<promise_type> coro_;
};

struct AsyncTask {
  struct promise_type {
    AsyncTask get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() { std::terminate(); }
  };
};

namespace internal {

struct [[nodiscard]] TimerAwaiter : CallbackAwaiter<void> {};
struct [[nodiscard]] SwitchThreadAwaiter : CallbackAwaiter<void> {};
struct [[nodiscard]] LoopAwaiter : CallbackAwaiter<void> {};
template <typename... Tasks> struct WhenAllAwaiter : CallbackAwaiter<void> {};

} // namespace internal

template <typename Await> decltype(std::declval<Await>().operator co_await().await_resume()) sync_wait(Await&& await);

internal::TimerAwaiter sleepCoro(trantor::EventLoop* loop, const std::chrono::duration<double>& delay) noexcept;
internal::TimerAwaiter sleepCoro(trantor::EventLoop* loop, double delay) noexcept;
internal::LoopAwaiter queueInLoopCoro(trantor::EventLoop* workLoop, std::function<void()> taskFunc,
                                      trantor::EventLoop* resumeLoop = nullptr);
internal::SwitchThreadAwaiter switchThreadCoro(trantor::EventLoop* loop) noexcept;
template <typename Coro> void async_run(Coro&&) {}
template <typename T> internal::WhenAllAwaiter<std::vector<Task<T>>> when_all(std::vector<Task<T>> tasks);

} // namespace drogon

#endif // DROGON_UTILS_COROUTINE_H
