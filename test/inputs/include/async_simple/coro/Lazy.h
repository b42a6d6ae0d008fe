// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of async_simple (alibaba/async_simple, read at d8abc4f, after 1.4): coro/Lazy.h, Executor.h, Try.h. Lazy and
// RescheduleLazy are lazy and nodiscard; what a Lazy may await is decided by coAwait(Executor*), by operator co_await,
// or by being an awaiter. detach() rethrows where the coroutine is resumed.
#ifndef ASYNC_SIMPLE_CORO_LAZY_H
#define ASYNC_SIMPLE_CORO_LAZY_H

#include <chrono>
#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace async_simple {

template <typename T> class Try {
public:
  Try();
  bool hasError() const;
  std::exception_ptr getException() const;
  T& value();
};
template <> class Try<void> {
public:
  bool hasError() const;
  std::exception_ptr getException() const;
  void value();
};

class Executor {
public:
  using Func = std::function<void()>;
  using Duration = std::chrono::duration<int64_t, std::micro>;

  class TimeAwaiter {
  public:
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    void await_resume() const {}
  };
  class TimeAwaitable {
  public:
    auto coAwait(Executor*) { return TimeAwaiter(); }
  };

  virtual ~Executor();
  virtual bool schedule(Func func) = 0;
  virtual bool currentThreadInExecutor() const = 0;
  TimeAwaitable after(Duration dur);
};

namespace coro {

template <typename T = void> class Lazy;
template <typename T = void> class RescheduleLazy;

namespace detail {

template <typename T>
concept HasCoAwait = requires(T&& t, Executor* ex) { static_cast<T&&>(t).coAwait(ex); };

class LazyPromiseBase {
public:
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  template <typename Awaitable> auto await_transform(Awaitable&& awaitable) {
    if constexpr (HasCoAwait<Awaitable>)
      return static_cast<Awaitable&&>(awaitable).coAwait(_executor);
    else
      return std::move(awaitable);
  }
  void unhandled_exception() noexcept { _exception = std::current_exception(); }
  Executor* _executor = nullptr;
  std::exception_ptr _exception;
};

template <typename T> class LazyPromise : public LazyPromiseBase {
public:
  Lazy<T> get_return_object() noexcept;
  template <typename V> void return_value(V&& value) { _value.emplace(static_cast<V&&>(value)); }
  T result() { return std::move(*_value); }

private:
  std::optional<T> _value;
};
template <> class LazyPromise<void> : public LazyPromiseBase {
public:
  Lazy<void> get_return_object() noexcept;
  void return_void() noexcept {}
  void result() {}
};

template <typename T> class LazyBase {
public:
  using Handle = std::coroutine_handle<LazyPromise<T>>;
  struct Awaiter {
    Handle _handle;
    bool await_ready() const noexcept { return false; }
    auto await_suspend(std::coroutine_handle<>) noexcept { return _handle; }
    T await_resume() { return _handle.promise().result(); }
  };

  explicit LazyBase(Handle coro) noexcept : _coro(coro) {}
  LazyBase(LazyBase&& other) noexcept : _coro(std::exchange(other._coro, {})) {}
  ~LazyBase() {
    if (_coro)
      _coro.destroy();
  }
  auto operator co_await() { return Awaiter{_coro}; }
  template <typename F> void start(F&&) {}

protected:
  Handle _coro;
};

} // namespace detail

template <typename T> class [[nodiscard]] Lazy : public detail::LazyBase<T> {
public:
  using promise_type = detail::LazyPromise<T>;
  using detail::LazyBase<T>::LazyBase;
  RescheduleLazy<T> via(Executor* ex) &&;
  template <typename F> void directlyStart(F&&, Executor*) {}
  auto coAwait(Executor*) { return typename detail::LazyBase<T>::Awaiter{this->_coro}; }
};

template <typename T> class [[nodiscard]] RescheduleLazy : public detail::LazyBase<T> {
public:
  using detail::LazyBase<T>::LazyBase;
  void detach();
  /// In the library awaiting one in a Lazy fails a static_assert of the awaiter.
  [[deprecated("RescheduleLazy should be only allowed in DetachedCoroutine")]] auto operator co_await() {
    return detail::LazyBase<T>::operator co_await();
  }
};

template <typename T> Lazy<T> detail::LazyPromise<T>::get_return_object() noexcept {
  return Lazy<T>(std::coroutine_handle<LazyPromise<T>>::from_promise(*this));
}
inline Lazy<void> detail::LazyPromise<void>::get_return_object() noexcept {
  return Lazy<void>(std::coroutine_handle<LazyPromise<void>>::from_promise(*this));
}

} // namespace coro
} // namespace async_simple

#endif // ASYNC_SIMPLE_CORO_LAZY_H
