// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/future.hh, core/coroutine.hh. Eager; the future is
// nodiscard; a dropped
// future's coroutine runs on. get() and wait() are legal only in a seastar::thread.
#ifndef MOCK_SEASTAR_CORE_FUTURE_HH
#define MOCK_SEASTAR_CORE_FUTURE_HH

#include <concepts>
#include <coroutine>
#include <exception>
#include <type_traits>
#include <utility>

namespace seastar {

template <typename T = void> class promise;
template <typename T = void> class future;

namespace internal {

/// Body of the functions that take callables: nothing ever runs.
template <typename... Args> [[noreturn]] void mock_body(const Args&...) { std::terminate(); }

struct monostate {};
template <typename T> using future_stored_type_t = std::conditional_t<std::is_void_v<T>, monostate, T>;

template <typename T> struct futurize { using type = future<T>; };
template <typename T> struct futurize<future<T>> { using type = future<T>; };

template <typename Func, typename T> struct future_result : futurize<std::invoke_result_t<Func, T>> {};
template <typename Func> struct future_result<Func, void> : futurize<std::invoke_result_t<Func>> {};

class future_base {
protected:
  void* _promise = nullptr;
};

} // namespace internal

template <typename T> using futurize_t = typename internal::futurize<T>::type;

template <typename T>
class [[nodiscard]] future : private internal::future_base {
public:
  using value_type = internal::future_stored_type_t<T>;
  using promise_type = promise<T>;
  future(future&& x) noexcept;
  future(const future&) = delete;
  future& operator=(future&& x) noexcept;
  void operator=(const future&) = delete;
  ~future();

  value_type&& get();
  std::exception_ptr get_exception() noexcept;
  void wait() noexcept;
  bool available() const noexcept;
  bool failed() const noexcept;
  template <typename Func, typename Result = typename internal::future_result<Func, T>::type>
  Result then(Func&& func) noexcept {
    internal::mock_body(func);
  }
  template <typename Func> futurize_t<std::invoke_result_t<Func, future>> then_wrapped(Func&& func) noexcept {
    internal::mock_body(func);
  }
  template <typename Func> future<T> finally(Func&& func) noexcept { internal::mock_body(func); }
  future<> or_terminate() noexcept;
  future<> discard_result() noexcept;
  template <typename Func> future<T> handle_exception(Func&& func) noexcept { internal::mock_body(func); }
  template <typename Func> future<T> handle_exception_type(Func&& func) noexcept { internal::mock_body(func); }
  void ignore_ready_future() noexcept;
};

template <typename T>
class promise {
public:
  promise() noexcept;
  promise(promise&& x) noexcept;
  ~promise();
  future<T> get_future() noexcept;
  template <typename... A> void set_value(A&&... a) noexcept;
  void set_exception(std::exception_ptr&& ex) noexcept;
};

template <typename T = void> future<T> make_ready_future() noexcept;
template <typename T, typename A> future<T> make_ready_future(A&& value) noexcept;
template <typename T = void> future<T> make_exception_future(std::exception_ptr&& value) noexcept;

namespace internal {

template <typename T = void>
class coroutine_traits_base {
public:
  class promise_type final {
    seastar::promise<T> _promise;

  public:
    promise_type() = default;
    promise_type(promise_type&&) = delete;
    promise_type(const promise_type&) = delete;
    template <typename U>
      requires std::is_convertible_v<U&&, T>
    void return_value(U&& value) noexcept {
      _promise.set_value(std::forward<U>(value));
    }
    void unhandled_exception() noexcept { _promise.set_exception(std::current_exception()); }
    seastar::future<T> get_return_object() noexcept { return _promise.get_future(); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
  };
};

template <>
class coroutine_traits_base<> {
public:
  class promise_type final {
    seastar::promise<> _promise;

  public:
    promise_type() = default;
    promise_type(promise_type&&) = delete;
    promise_type(const promise_type&) = delete;
    void return_void() noexcept { _promise.set_value(); }
    void unhandled_exception() noexcept { _promise.set_exception(std::current_exception()); }
    seastar::future<> get_return_object() noexcept { return _promise.get_future(); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
  };
};

bool need_preempt() noexcept;

template <bool CheckPreempt, typename T>
struct awaiter {
  seastar::future<T> _future;

  explicit awaiter(seastar::future<T>&& f) noexcept : _future(std::move(f)) {}
  awaiter(const awaiter&) = delete;
  awaiter(awaiter&&) = delete;
  bool await_ready() const noexcept { return _future.available() && (!CheckPreempt || !need_preempt()); }
  template <typename U> void await_suspend(std::coroutine_handle<U>) noexcept {}
  T await_resume() {
    if constexpr (std::is_void_v<T>)
      _future.get();
    else
      return _future.get();
  }
};

} // namespace internal

template <typename T> auto operator co_await(future<T>&& f) noexcept {
  return internal::awaiter<true, T>(std::move(f));
}

namespace coroutine {

/// Keeps a lambda coroutine alive until the end of the full expression that awaits it.
template <typename Func>
class lambda {
  Func* _func;

public:
  explicit lambda(Func&& func) : _func(&func) {}
  template <typename... Args> decltype(auto) operator()(Args&&... args) const {
    return (*_func)(std::forward<Args>(args)...);
  }
};

} // namespace coroutine
} // namespace seastar

namespace std {

template <typename T, typename... Args>
struct coroutine_traits<seastar::future<T>, Args...> : public seastar::internal::coroutine_traits_base<T> {};

} // namespace std

#endif // MOCK_SEASTAR_CORE_FUTURE_HH
