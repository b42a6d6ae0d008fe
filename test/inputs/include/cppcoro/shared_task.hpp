// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): shared_task.hpp. Lazy, copyable, the last owner destroys the
// frame.
#ifndef CPPCORO_SHARED_TASK_HPP_INCLUDED
#define CPPCORO_SHARED_TASK_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/coroutine.hpp>
#include <cppcoro/task.hpp>

#include <exception>
#include <type_traits>
#include <utility>

namespace cppcoro {

template <typename T> class shared_task;

namespace detail {

class shared_task_promise_base {
  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <typename PROMISE> void await_suspend(cppcoro::coroutine_handle<PROMISE> h) noexcept {
      h.promise().resume_waiters();
    }
    void await_resume() noexcept {}
  };

public:
  cppcoro::suspend_always initial_suspend() noexcept { return {}; }
  final_awaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { m_exception = std::current_exception(); }
  void add_ref() noexcept { ++m_refCount; }
  /// True unless this was the last reference.
  bool try_detach() noexcept { return --m_refCount != 0; }
  bool try_await(cppcoro::coroutine_handle<> awaiter, cppcoro::coroutine_handle<> coroutine);
  void resume_waiters() noexcept;

protected:
  void rethrow_if_unhandled_exception() {
    if (m_exception)
      std::rethrow_exception(m_exception);
  }

private:
  unsigned m_refCount = 1;
  std::exception_ptr m_exception;
};

template <typename T>
class shared_task_promise : public shared_task_promise_base {
public:
  ~shared_task_promise() { delete m_value; }
  shared_task<T> get_return_object() noexcept;
  template <typename VALUE, typename = std::enable_if_t<std::is_convertible_v<VALUE&&, T>>>
  void return_value(VALUE&& value) {
    m_value = new T(std::forward<VALUE>(value));
  }
  T& result() {
    this->rethrow_if_unhandled_exception();
    return *m_value;
  }

private:
  T* m_value = nullptr;
};

template <>
class shared_task_promise<void> : public shared_task_promise_base {
public:
  shared_task<void> get_return_object() noexcept;
  void return_void() noexcept {}
  void result() { this->rethrow_if_unhandled_exception(); }
};

} // namespace detail

template <typename T = void>
class [[nodiscard]] shared_task {
public:
  using promise_type = detail::shared_task_promise<T>;
  using value_type = T;

private:
  struct awaitable_base {
    cppcoro::coroutine_handle<promise_type> m_coroutine;
    awaitable_base(cppcoro::coroutine_handle<promise_type> coroutine) noexcept : m_coroutine(coroutine) {}
    bool await_ready() const noexcept { return !m_coroutine || m_coroutine.done(); }
    bool await_suspend(cppcoro::coroutine_handle<> awaiter) noexcept {
      return m_coroutine.promise().try_await(awaiter, m_coroutine);
    }
  };

public:
  shared_task() noexcept : m_coroutine(nullptr) {}
  explicit shared_task(cppcoro::coroutine_handle<promise_type> coroutine) : m_coroutine(coroutine) {}
  shared_task(shared_task&& other) noexcept : m_coroutine(std::exchange(other.m_coroutine, nullptr)) {}
  shared_task(const shared_task& other) noexcept : m_coroutine(other.m_coroutine) {
    if (m_coroutine)
      m_coroutine.promise().add_ref();
  }
  ~shared_task() { destroy(); }
  shared_task& operator=(shared_task other) noexcept {
    std::swap(m_coroutine, other.m_coroutine);
    return *this;
  }

  bool is_ready() const noexcept { return !m_coroutine || m_coroutine.done(); }

  auto operator co_await() const noexcept {
    struct awaiter : awaitable_base {
      using awaitable_base::awaitable_base;
      decltype(auto) await_resume() {
        if (!this->m_coroutine)
          throw broken_promise{};
        return this->m_coroutine.promise().result();
      }
    };
    return awaiter{m_coroutine};
  }

  auto when_ready() const noexcept {
    struct awaiter : awaitable_base {
      using awaitable_base::awaitable_base;
      void await_resume() const noexcept {}
    };
    return awaiter{m_coroutine};
  }

private:
  void destroy() noexcept {
    if (m_coroutine && !m_coroutine.promise().try_detach())
      m_coroutine.destroy();
  }

  cppcoro::coroutine_handle<promise_type> m_coroutine;
};

namespace detail {

template <typename T> shared_task<T> shared_task_promise<T>::get_return_object() noexcept {
  return shared_task<T>{cppcoro::coroutine_handle<shared_task_promise>::from_promise(*this)};
}
inline shared_task<void> shared_task_promise<void>::get_return_object() noexcept {
  return shared_task<void>{cppcoro::coroutine_handle<shared_task_promise>::from_promise(*this)};
}

} // namespace detail

template <typename AWAITABLE>
auto make_shared_task(AWAITABLE awaitable)
    -> shared_task<detail::remove_rvalue_reference_t<typename awaitable_traits<AWAITABLE>::await_result_t>> {
  co_return co_await static_cast<AWAITABLE&&>(awaitable);
}

} // namespace cppcoro

#endif // CPPCORO_SHARED_TASK_HPP_INCLUDED
