// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/Task.h. Lazy; Task and TaskWithExecutor are nodiscard;
// co_await takes
// an rvalue; co_withExecutor is a function object; the library also puts coro_await_elidable on Task.
#ifndef MOCK_FOLLY_CORO_TASK_H
#define MOCK_FOLLY_CORO_TASK_H

#include <folly/Executor.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/ViaIfAsync.h>
#include <folly/futures/Future.h>

#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace folly::coro {

template <typename T = void> class Task;
template <typename T = void> class TaskWithExecutor;

namespace detail {

class TaskPromiseBase {
protected:
  class FinalAwaiter {
  public:
    bool await_ready() noexcept { return false; }
    template <typename Promise> coroutine_handle<> await_suspend(coroutine_handle<Promise> coro) noexcept {
      return coro.promise().continuation_;
    }
    [[noreturn]] void await_resume() noexcept { std::terminate(); }
  };

  TaskPromiseBase() noexcept = default;
  ~TaskPromiseBase() = default;

public:
  static void* operator new(std::size_t size);
  static void operator delete(void* ptr, std::size_t size);

  suspend_always initial_suspend() noexcept { return {}; }
  FinalAwaiter final_suspend() noexcept { return {}; }

  template <typename Awaitable> decltype(auto) await_transform(Awaitable&& awaitable) {
    return co_viaIfAsync(executor_, static_cast<Awaitable&&>(awaitable));
  }

  coroutine_handle<> continuation_ = noop_coroutine();
  Executor::KeepAlive<> executor_;
};

template <typename Promise, typename T>
class TaskPromiseCrtpBase : public TaskPromiseBase {
public:
  Task<T> get_return_object() noexcept;
  void unhandled_exception() noexcept { exception_ = std::current_exception(); }

  std::exception_ptr exception_;

protected:
  TaskPromiseCrtpBase() noexcept = default;
  ~TaskPromiseCrtpBase() = default;
};

template <typename T>
class TaskPromise final : public TaskPromiseCrtpBase<TaskPromise<T>, T> {
public:
  TaskPromise() noexcept = default;
  template <typename U = T> void return_value(U&& value) { value_.emplace(static_cast<U&&>(value)); }
  T result() {
    if (this->exception_)
      std::rethrow_exception(this->exception_);
    return std::move(*value_);
  }

private:
  std::optional<T> value_;
};

template <>
class TaskPromise<void> final : public TaskPromiseCrtpBase<TaskPromise<void>, void> {
public:
  TaskPromise() noexcept = default;
  void return_void() noexcept {}
  void result() {
    if (this->exception_)
      std::rethrow_exception(this->exception_);
  }
};

} // namespace detail

template <typename T>
class [[nodiscard]] TaskWithExecutor {
  using handle_t = coroutine_handle<detail::TaskPromise<T>>;

public:
  ~TaskWithExecutor() {
    if (coro_)
      coro_.destroy();
  }
  TaskWithExecutor(TaskWithExecutor&& t) noexcept : coro_(std::exchange(t.coro_, {})) {}
  TaskWithExecutor& operator=(TaskWithExecutor t) noexcept {
    std::swap(coro_, t.coro_);
    return *this;
  }

  SemiFuture<lift_unit_t<T>> start() &&;
  template <typename F> void start(F&&) && {}
  SemiFuture<lift_unit_t<T>> startInlineUnsafe() &&;
  template <typename F> void startInlineUnsafe(F&&) && {}

  class Awaiter {
  public:
    explicit Awaiter(handle_t coro) noexcept : coro_(coro) {}
    Awaiter(Awaiter&& other) noexcept : coro_(std::exchange(other.coro_, {})) {}
    ~Awaiter() {
      if (coro_)
        coro_.destroy();
    }
    bool await_ready() const noexcept { return false; }
    void await_suspend(coroutine_handle<> continuation) noexcept { coro_.promise().continuation_ = continuation; }
    T await_resume() { return coro_.promise().result(); }

  private:
    handle_t coro_;
  };
  Awaiter operator co_await() && noexcept { return Awaiter{std::exchange(coro_, {})}; }

private:
  friend class Task<T>;
  explicit TaskWithExecutor(handle_t coro) noexcept : coro_(coro) {}
  handle_t coro_;
};

template <typename T>
class [[nodiscard]] Task {
public:
  using promise_type = detail::TaskPromise<T>;

private:
  using handle_t = coroutine_handle<promise_type>;

public:
  Task(const Task& t) = delete;
  Task(Task&& t) noexcept : coro_(std::exchange(t.coro_, {})) {}
  ~Task() {
    if (coro_)
      coro_.destroy();
  }
  Task& operator=(Task t) noexcept {
    std::swap(coro_, t.coro_);
    return *this;
  }

  [[deprecated("Legacy form, prefer `co_withExecutor(exec, yourTask())`.")]]
  TaskWithExecutor<T> scheduleOn(Executor::KeepAlive<> executor) && noexcept {
    return std::move(*this).asTaskWithExecutor(executor);
  }
  SemiFuture<lift_unit_t<T>> semi() &&;

  class Awaiter {
  public:
    explicit Awaiter(handle_t coro) noexcept : coro_(coro) {}
    Awaiter(Awaiter&& other) noexcept : coro_(std::exchange(other.coro_, {})) {}
    Awaiter(const Awaiter&) = delete;
    ~Awaiter() {
      if (coro_)
        coro_.destroy();
    }
    bool await_ready() noexcept { return false; }
    coroutine_handle<> await_suspend(coroutine_handle<> continuation) noexcept {
      coro_.promise().continuation_ = continuation;
      return coro_;
    }
    T await_resume() { return coro_.promise().result(); }

  private:
    handle_t coro_;
  };

  friend auto co_viaIfAsync(Executor::KeepAlive<> executor, Task<T>&& t) noexcept {
    t.coro_.promise().executor_ = executor;
    return Awaiter{std::exchange(t.coro_, {})};
  }

  /// What the function object co_withExecutor calls; a hidden friend in the library.
  TaskWithExecutor<T> asTaskWithExecutor(Executor::KeepAlive<> executor) && noexcept {
    coro_.promise().executor_ = executor;
    return TaskWithExecutor<T>{std::exchange(coro_, {})};
  }

private:
  template <typename, typename> friend class detail::TaskPromiseCrtpBase;
  Task(handle_t coro) noexcept : coro_(coro) {}
  handle_t coro_;
};

template <typename Promise, typename T>
inline Task<T> detail::TaskPromiseCrtpBase<Promise, T>::get_return_object() noexcept {
  return Task<T>{coroutine_handle<Promise>::from_promise(*static_cast<Promise*>(this))};
}

namespace detail::adl {
struct WithExecutorFunction {
  template <typename T> TaskWithExecutor<T> operator()(Executor::KeepAlive<> executor, Task<T> task) const {
    return std::move(task).asTaskWithExecutor(executor);
  }
};
} // namespace detail::adl

inline constexpr detail::adl::WithExecutorFunction co_withExecutor{};

template <class T> Task<T> makeTask(T t) { co_return t; }
inline Task<void> makeTask() { co_return; }

} // namespace folly::coro

#endif // MOCK_FOLLY_CORO_TASK_H
