// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of YACLib (YACLib/YACLib, read at a4b9273): fwd.hpp, async/future.hpp (eager; dropped, it is detached),
// lazy/task.hpp (lazy; dropped, it is cancelled), coro/on.hpp, coro/mutex.hpp, async/run.hpp, async/wait.hpp,
// async/when_all.hpp, runtime/fair_thread_pool.hpp. Tasks and futures are nodiscard on their forward declarations. In
// the library a void coroutine ends with co_return {}.
#ifndef MOCK_YACLIB_CORO_FUTURE_HPP
#define MOCK_YACLIB_CORO_FUTURE_HPP

#include <coroutine>
#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>

namespace yaclib {

struct Unit {};
struct StopError {};

template <typename V = void, typename E = StopError> class [[nodiscard]] Result;
template <typename V = void, typename E = StopError> class [[nodiscard]] Task;
template <typename V, typename E> class FutureBase;
template <typename V = void, typename E = StopError> class [[nodiscard]] Future;

template <typename V, typename E> class Result final {
public:
  explicit operator bool() const noexcept;
  V&& Ok() &&;
};
template <typename E> class Result<void, E> final {
public:
  explicit operator bool() const noexcept;
  void Ok() &&;
};

class IExecutor {
public:
  IExecutor() = default;
  IExecutor(const IExecutor&) = delete;
  IExecutor& operator=(const IExecutor&) = delete;
  virtual ~IExecutor();
};

class FairThreadPool : public IExecutor {
public:
  explicit FairThreadPool(std::size_t threads = 4);
  ~FairThreadPool() override;
  void Stop() noexcept;
  void Wait() noexcept;
};

namespace detail {

[[noreturn]] inline void mock_body() { std::terminate(); }
template <typename V> using lift_t = std::conditional_t<std::is_void_v<V>, Unit, V>;

template <typename V> class [[nodiscard]] SingleAwaiter {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  V await_resume();
};

template <typename Return, typename V, typename Initial> struct PromiseType {
  Initial initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  Return get_return_object() noexcept;
  void return_value(lift_t<V>) noexcept {}
  void unhandled_exception() noexcept { exception = std::current_exception(); }
  std::exception_ptr exception;
};

class [[nodiscard]] OnAwaiter final : public SingleAwaiter<void> {};
template <typename M> class [[nodiscard]] LockAwaiter : public SingleAwaiter<void> {};
template <typename M> class [[nodiscard]] UnlockAwaiter final : public SingleAwaiter<void> {};

} // namespace detail

template <typename V, typename E> class FutureBase {
public:
  FutureBase(FutureBase&& other) noexcept;
  FutureBase& operator=(FutureBase&& other) noexcept;
  /// Detaches.
  ~FutureBase();
  bool Valid() const noexcept;
  bool Ready() const noexcept;
  [[nodiscard]] Result<V, E> Get() && noexcept;
  [[nodiscard]] const Result<V, E>& Touch() const& noexcept;
  void Detach() && noexcept;

protected:
  FutureBase() noexcept;
};

template <typename V, typename E> class Future final : public FutureBase<V, E> {
public:
  using promise_type = detail::PromiseType<Future, V, std::suspend_never>;
  using FutureBase<V, E>::FutureBase;
};

template <typename V, typename E> class Task final {
public:
  using promise_type = detail::PromiseType<Task, V, std::suspend_always>;
  Task(Task&& other) noexcept;
  /// Cancels: the body does not run.
  ~Task();
  void Cancel() && noexcept;
  void Detach() && noexcept;
  Future<V, E> ToFuture() && noexcept;
  Result<V, E> Get() && noexcept;
};

template <typename V, typename E> auto operator co_await(FutureBase<V, E>&&) noexcept {
  return detail::SingleAwaiter<V>{};
}
template <typename V, typename E> auto operator co_await(Task<V, E>&&) noexcept { return detail::SingleAwaiter<V>{}; }

template <typename... Waited> void Wait(Waited&... fs) noexcept;
template <typename... Vs, typename E> Future<void, E> WhenAll(Future<Vs, E>... futures);

inline detail::OnAwaiter On(IExecutor&) noexcept { return {}; }

class Mutex final {
public:
  auto Lock() noexcept { return detail::LockAwaiter<Mutex>{}; }
  auto Unlock() noexcept { return detail::UnlockAwaiter<Mutex>{}; }
};

template <typename Func> auto Run(IExecutor&, Func&&) -> Future<std::invoke_result_t<Func>> { detail::mock_body(); }

} // namespace yaclib

#endif // MOCK_YACLIB_CORO_FUTURE_HPP
