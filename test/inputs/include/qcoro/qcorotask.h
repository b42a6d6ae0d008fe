// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcorotask.h. Eager; the frame goes when it has finished and
// no Task owns it, so a dropped Task runs on and its exception is lost. Not nodiscard.
#ifndef MOCK_QCORO_QCOROTASK_H
#define MOCK_QCORO_QCOROTASK_H

#include <qcoro/coroutine.h>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qeventloop.h>
#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>

#include <atomic>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace QCoro {

template <typename T = void> class Task;

namespace detail {

template <typename T> struct awaiter_type;
template <typename T> using awaiter_type_t = typename awaiter_type<T>::type;

/// Body of the functions that only wait: nothing ever runs.
template <typename... Args> [[noreturn]] void mock_body(const Args&...) { std::terminate(); }

class TaskFinalSuspend {
public:
  explicit TaskFinalSuspend(std::coroutine_handle<> awaiting) : mAwaitingCoroutine(awaiting) {}
  bool await_ready() const noexcept { return false; }
  template <typename Promise> void await_suspend(std::coroutine_handle<Promise> finishedCoroutine) noexcept {
    auto& promise = finishedCoroutine.promise();
    if (mAwaitingCoroutine)
      mAwaitingCoroutine.resume();
    if (promise.setDestroyHandle())
      finishedCoroutine.destroy();
  }
  constexpr void await_resume() const noexcept {}

private:
  std::coroutine_handle<> mAwaitingCoroutine;
};

class TaskPromiseBase {
public:
  std::suspend_never initial_suspend() const noexcept { return {}; }
  auto final_suspend() const noexcept { return TaskFinalSuspend{mAwaitingCoroutine}; }

  template <typename T, typename Awaiter = QCoro::detail::awaiter_type_t<std::remove_cvref_t<T>>>
  auto await_transform(T&& value) {
    return Awaiter{value};
  }
  template <typename T> auto await_transform(QCoro::Task<T>&& task) { return std::forward<QCoro::Task<T>>(task); }
  template <typename T> auto& await_transform(QCoro::Task<T>& task) { return task; }
  template <Awaitable T> auto&& await_transform(T&& awaitable) { return std::forward<T>(awaitable); }
  template <Awaitable T> auto& await_transform(T& awaitable) { return awaitable; }

  void addAwaitingCoroutine(std::coroutine_handle<> awaitingCoroutine) { mAwaitingCoroutine = awaitingCoroutine; }
  bool setDestroyHandle() noexcept { return mDestroyHandle.exchange(true); }

private:
  std::coroutine_handle<> mAwaitingCoroutine;
  std::atomic<bool> mDestroyHandle{false};
};

template <typename T>
class TaskPromise final : public TaskPromiseBase {
public:
  explicit TaskPromise() = default;
  ~TaskPromise() = default;
  Task<T> get_return_object() noexcept;
  void unhandled_exception() { mException = std::current_exception(); }
  template <typename U>
    requires std::is_constructible_v<T, U>
  void return_value(U&& value) noexcept {
    mValue.emplace(std::forward<U>(value));
  }
  T& result() & {
    if (mException)
      std::rethrow_exception(mException);
    return *mValue;
  }

private:
  std::optional<T> mValue;
  std::exception_ptr mException;
};

template <>
class TaskPromise<void> final : public TaskPromiseBase {
public:
  explicit TaskPromise() = default;
  ~TaskPromise() = default;
  Task<void> get_return_object() noexcept;
  void unhandled_exception() { mException = std::current_exception(); }
  void return_void() noexcept {}
  void result() {
    if (mException)
      std::rethrow_exception(mException);
  }

private:
  std::exception_ptr mException;
};

template <typename Promise>
class TaskAwaiterBase {
public:
  bool await_ready() const noexcept { return !mAwaitedCoroutine || mAwaitedCoroutine.done(); }
  void await_suspend(std::coroutine_handle<> awaitingCoroutine) noexcept {
    mAwaitedCoroutine.promise().addAwaitingCoroutine(awaitingCoroutine);
  }

protected:
  TaskAwaiterBase(std::coroutine_handle<Promise> awaitedCoroutine) : mAwaitedCoroutine(awaitedCoroutine) {}
  std::coroutine_handle<Promise> mAwaitedCoroutine = {};
};

template <typename T> struct isTask : std::false_type {};
template <typename T> struct isTask<QCoro::Task<T>> : std::true_type {};

template <typename Callback, typename T> struct then_result : std::invoke_result<Callback, T> {};
template <typename Callback, typename T>
  requires std::is_invocable_v<Callback>
struct then_result<Callback, T> : std::invoke_result<Callback> {};
template <typename Callback> struct then_result<Callback, void> : std::invoke_result<Callback> {};

template <typename R> using as_task_t = std::conditional_t<isTask<R>::value, R, Task<R>>;

} // namespace detail

template <typename T>
class Task {
public:
  using promise_type = detail::TaskPromise<T>;
  using value_type = T;

  explicit Task() noexcept = default;
  explicit Task(std::coroutine_handle<promise_type> coroutine) : mCoroutine(coroutine) {}
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;
  Task(Task&& other) noexcept : mCoroutine(std::exchange(other.mCoroutine, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    if (this != &other) {
      if (mCoroutine && mCoroutine.promise().setDestroyHandle())
        mCoroutine.destroy();
      mCoroutine = std::exchange(other.mCoroutine, nullptr);
    }
    return *this;
  }
  ~Task() {
    if (!mCoroutine)
      return;
    if (mCoroutine.promise().setDestroyHandle())
      mCoroutine.destroy();
  }

  bool isReady() const { return !mCoroutine || mCoroutine.done(); }

  auto operator co_await() const noexcept {
    class TaskAwaiter : public detail::TaskAwaiterBase<promise_type> {
    public:
      TaskAwaiter(std::coroutine_handle<promise_type> awaitedCoroutine)
          : detail::TaskAwaiterBase<promise_type>{awaitedCoroutine} {}
      auto await_resume() {
        if constexpr (!std::is_void_v<T>)
          return std::move(this->mAwaitedCoroutine.promise().result());
        else
          this->mAwaitedCoroutine.promise().result();
      }
    };
    return TaskAwaiter{mCoroutine};
  }

  template <typename ThenCallback>
    requires(std::is_invocable_v<ThenCallback> || (!std::is_void_v<T> && std::is_invocable_v<ThenCallback, T>))
  auto then(ThenCallback&& callback) {
    return thenImpl<ThenCallback>(callback);
  }
  template <typename ThenCallback, typename ErrorCallback>
    requires((std::is_invocable_v<ThenCallback> || (!std::is_void_v<T> && std::is_invocable_v<ThenCallback, T>)) &&
             std::is_invocable_v<ErrorCallback, const std::exception&>)
  auto then(ThenCallback&& callback, ErrorCallback&& errorCallback) {
    return thenImpl<ThenCallback>(callback, errorCallback);
  }

private:
  template <typename ThenCallback, typename... Args>
  auto thenImpl(Args&... args) -> detail::as_task_t<typename detail::then_result<ThenCallback, T>::type> {
    detail::mock_body(args...);
  }

  std::coroutine_handle<promise_type> mCoroutine = {};
};

namespace detail {

template <typename T> inline Task<T> TaskPromise<T>::get_return_object() noexcept {
  return Task<T>{std::coroutine_handle<TaskPromise>::from_promise(*this)};
}
inline Task<void> TaskPromise<void>::get_return_object() noexcept {
  return Task<void>{std::coroutine_handle<TaskPromise>::from_promise(*this)};
}

template <typename T>
concept TaskConvertible = requires(T v, TaskPromiseBase t) {
  { t.await_transform(v) };
};

template <typename T>
struct awaitable_return_type {
  using type = std::decay_t<decltype(std::declval<T>().await_resume())>;
};
template <QCoro::detail::has_member_operator_coawait T>
struct awaitable_return_type<T> {
  using type = std::decay_t<typename awaitable_return_type<decltype(std::declval<T>().operator co_await())>::type>;
};
template <Awaitable Awaitable> using awaitable_return_type_t = typename detail::awaitable_return_type<Awaitable>::type;

/// A nested event loop until the awaitable is done.
template <typename T, Awaitable Awaitable> T waitFor(Awaitable&& awaitable) {
  QEventLoop loop;
  loop.exec();
  mock_body(awaitable);
}

} // namespace detail

template <typename T> inline T waitFor(QCoro::Task<T>& task) {
  return detail::waitFor<T>(std::forward<QCoro::Task<T>>(task));
}
template <typename T> inline T waitFor(QCoro::Task<T>&& task) {
  return detail::waitFor<T>(std::forward<QCoro::Task<T>>(task));
}
template <Awaitable Awaitable> inline auto waitFor(Awaitable&& awaitable) {
  return detail::waitFor<detail::awaitable_return_type_t<Awaitable>>(std::forward<Awaitable>(awaitable));
}

template <typename T, typename QObjectSubclass, typename Callback>
  requires std::is_invocable_v<Callback> || std::is_invocable_v<Callback, T> ||
           std::is_invocable_v<Callback, QObjectSubclass*>
void connect(QCoro::Task<T>&&, QObjectSubclass*, Callback) {}

} // namespace QCoro

#endif // MOCK_QCORO_QCOROTASK_H
