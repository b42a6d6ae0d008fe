// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): futures/Future.h, Unit.h, Try.h. Neither SemiFuture nor Future is
// nodiscard;
// get and wait block the thread.
#ifndef MOCK_FOLLY_FUTURES_FUTURE_H
#define MOCK_FOLLY_FUTURES_FUTURE_H

#include <folly/Executor.h>

#include <chrono>
#include <exception>
#include <type_traits>
#include <utility>

namespace folly {

struct Unit {};
inline constexpr Unit unit{};
template <typename T> using lift_unit_t = std::conditional_t<std::is_void_v<T>, Unit, T>;

using HighResDuration = std::chrono::microseconds;

template <class T>
class Try {
public:
  Try() noexcept {}
  ~Try();
  Try(Try&& other) noexcept;
  bool hasValue() const;
  bool hasException() const;
  T& value() &;
  T&& value() &&;
  std::exception_ptr exception() const;
};
template <>
class Try<void> {
public:
  Try() noexcept {}
  bool hasValue() const;
  bool hasException() const;
  void value() const;
};

template <class T> class Future;
template <class T> class SemiFuture;

namespace futures {
namespace detail {

/// Body of the functions that take callables: nothing ever runs.
template <typename... Args> [[noreturn]] void mock_body(const Args&...) { std::terminate(); }

template <class T>
class FutureBase {
public:
  FutureBase(FutureBase&& other) noexcept;
  ~FutureBase();
  T& value() &;
  T&& value() &&;
  Try<T>& result() &;
  bool isReady() const;
  bool hasValue() const;
  bool hasException() const;
  void cancel();

protected:
  FutureBase() noexcept;
  void* core_;
};

template <typename F, typename... Args> struct then_value : std::invoke_result<F, Args...> {};
template <typename R> struct flatten { using type = lift_unit_t<R>; };
template <typename T> struct flatten<Future<T>> { using type = T; };
template <typename T> struct flatten<SemiFuture<T>> { using type = T; };
template <typename F, typename... Args> using then_t = typename flatten<std::invoke_result_t<F, Args...>>::type;

} // namespace detail
} // namespace futures

template <class T>
class SemiFuture : private futures::detail::FutureBase<T> {
  using Base = futures::detail::FutureBase<T>;

public:
  using value_type = T;
  SemiFuture(SemiFuture<T>&& other) noexcept;
  SemiFuture& operator=(SemiFuture&& other) noexcept;
  ~SemiFuture();

  using Base::cancel;
  using Base::hasException;
  using Base::hasValue;
  using Base::isReady;
  using Base::result;
  using Base::value;

  T get() &&;
  T get(HighResDuration dur) &&;
  Try<T> getTry() &&;
  Try<T> getTry(HighResDuration dur) &&;
  SemiFuture<T>& wait() &;
  SemiFuture<T>&& wait() &&;
  bool wait(HighResDuration dur) &&;
  Future<T> via(Executor::KeepAlive<> executor) &&;
  template <typename F> auto deferValue(F&& func) && -> SemiFuture<futures::detail::then_t<F, T&&>> {
    futures::detail::mock_body(func);
  }
  template <typename F> auto defer(F&& func) && -> SemiFuture<futures::detail::then_t<F, Try<T>&&>> {
    futures::detail::mock_body(func);
  }
};

template <class T>
class Future : private futures::detail::FutureBase<T> {
  using Base = futures::detail::FutureBase<T>;

public:
  using value_type = T;
  Future(Future<T>&& other) noexcept;
  Future& operator=(Future&& other) noexcept;
  ~Future();

  using Base::cancel;
  using Base::hasException;
  using Base::hasValue;
  using Base::isReady;
  using Base::result;
  using Base::value;

  T getVia(DrivableExecutor* e) &&;
  T get() &&;
  T get(HighResDuration dur) &&;
  Try<T> getTry() &&;
  Try<T> getTry(HighResDuration dur) &&;
  Future<T>& wait() &;
  Future<T>&& wait() &&;
  Future<T>& wait(HighResDuration dur) &;
  Future<T>&& wait(HighResDuration dur) &&;
  Future<T> via(Executor::KeepAlive<> executor) &&;
  SemiFuture<T> semi() &&;
  template <typename F> auto thenValue(F&& func) && -> Future<futures::detail::then_t<F, T&&>> {
    futures::detail::mock_body(func);
  }
  template <typename F> auto thenTry(F&& func) && -> Future<futures::detail::then_t<F, Try<T>&&>> {
    futures::detail::mock_body(func);
  }
};

template <class T> SemiFuture<std::decay_t<T>> makeSemiFuture(T&& t);
SemiFuture<Unit> makeSemiFuture();
template <class T> Future<std::decay_t<T>> makeFuture(T&& t);

template <class T>
class Promise {
public:
  Promise();
  ~Promise();
  Promise(Promise&& other) noexcept;
  SemiFuture<T> getSemiFuture();
  template <class M> void setValue(M&& value);
};

} // namespace folly

#endif // MOCK_FOLLY_FUTURES_FUTURE_H
