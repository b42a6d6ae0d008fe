// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of libcoro (jbaldwin/libcoro, read at 277467f, after v0.16.0): task.hpp. Lazy, symmetric transfer. nodiscard is
// here on the
// forward declaration alone, where text search misses it; at the revision read it is on the definition.
#ifndef MOCK_CORO_TASK_HPP
#define MOCK_CORO_TASK_HPP

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace coro {

template <typename return_type = void> class [[nodiscard]] task;

namespace detail {

struct promise_base {
  friend struct final_awaitable;
  struct final_awaitable {
    auto await_ready() const noexcept -> bool { return false; }
    template <typename promise_type>
    auto await_suspend(std::coroutine_handle<promise_type> coroutine) noexcept -> std::coroutine_handle<> {
      auto& promise = coroutine.promise();
      if (promise.m_continuation != nullptr)
        return promise.m_continuation;
      return std::noop_coroutine();
    }
    auto await_resume() noexcept -> void {}
  };

  promise_base() noexcept = default;
  ~promise_base() = default;
  auto initial_suspend() noexcept { return std::suspend_always{}; }
  auto final_suspend() noexcept { return final_awaitable{}; }
  auto continuation(std::coroutine_handle<> continuation) noexcept -> void { m_continuation = continuation; }

protected:
  std::coroutine_handle<> m_continuation{nullptr};
};

template <typename return_type>
struct promise final : public promise_base {
  promise() noexcept {}
  promise(const promise&) = delete;
  auto get_return_object() noexcept -> task<return_type>;
  template <typename value_type>
    requires std::is_constructible_v<return_type, value_type&&>
  auto return_value(value_type&& value) -> void {
    m_storage.emplace(std::forward<value_type>(value));
  }
  auto unhandled_exception() noexcept -> void { m_exception_ptr = std::current_exception(); }
  auto result() & -> const return_type& {
    if (m_exception_ptr)
      std::rethrow_exception(m_exception_ptr);
    return *m_storage;
  }
  auto result() && -> return_type&& {
    if (m_exception_ptr)
      std::rethrow_exception(m_exception_ptr);
    return std::move(*m_storage);
  }

private:
  std::optional<return_type> m_storage;
  std::exception_ptr m_exception_ptr{nullptr};
};

template <>
struct promise<void> : public promise_base {
  promise() noexcept = default;
  promise(const promise&) = delete;
  auto get_return_object() noexcept -> task<void>;
  auto return_void() noexcept -> void {}
  auto unhandled_exception() noexcept -> void { m_exception_ptr = std::current_exception(); }
  auto result() -> void {
    if (m_exception_ptr)
      std::rethrow_exception(m_exception_ptr);
  }

private:
  std::exception_ptr m_exception_ptr{nullptr};
};

} // namespace detail

template <typename return_type>
class task {
public:
  using promise_type = detail::promise<return_type>;
  using coroutine_handle = std::coroutine_handle<promise_type>;

  struct awaitable_base {
    awaitable_base(coroutine_handle coroutine) noexcept : m_coroutine(coroutine) {}
    auto await_ready() const noexcept -> bool { return !m_coroutine || m_coroutine.done(); }
    auto await_suspend(std::coroutine_handle<> awaiting_coroutine) noexcept -> std::coroutine_handle<> {
      m_coroutine.promise().continuation(awaiting_coroutine);
      return m_coroutine;
    }
    std::coroutine_handle<promise_type> m_coroutine{nullptr};
  };

  task() noexcept : m_coroutine(nullptr) {}
  explicit task(coroutine_handle handle) : m_coroutine(handle) {}
  task(const task&) = delete;
  task(task&& other) noexcept : m_coroutine(std::exchange(other.m_coroutine, nullptr)) {}
  ~task() {
    if (m_coroutine != nullptr)
      m_coroutine.destroy();
  }
  auto operator=(const task&) -> task& = delete;
  auto operator=(task&& other) noexcept -> task& {
    if (this != &other) {
      if (m_coroutine != nullptr)
        m_coroutine.destroy();
      m_coroutine = std::exchange(other.m_coroutine, nullptr);
    }
    return *this;
  }

  auto is_ready() const noexcept -> bool { return m_coroutine == nullptr || m_coroutine.done(); }
  auto resume() -> bool {
    if (!m_coroutine.done())
      m_coroutine.resume();
    return !m_coroutine.done();
  }
  auto destroy() -> bool {
    if (m_coroutine == nullptr)
      return false;
    m_coroutine.destroy();
    m_coroutine = nullptr;
    return true;
  }

  auto operator co_await() const& noexcept {
    struct awaitable : public awaitable_base {
      auto await_resume() -> decltype(auto) { return this->m_coroutine.promise().result(); }
    };
    return awaitable{m_coroutine};
  }
  auto operator co_await() const&& noexcept {
    struct awaitable : public awaitable_base {
      auto await_resume() -> decltype(auto) { return std::move(this->m_coroutine.promise()).result(); }
    };
    return awaitable{m_coroutine};
  }

  auto promise() & -> promise_type& { return m_coroutine.promise(); }
  auto handle() -> coroutine_handle { return m_coroutine; }

private:
  coroutine_handle m_coroutine{nullptr};
};

namespace detail {

template <typename return_type> inline auto promise<return_type>::get_return_object() noexcept -> task<return_type> {
  return task<return_type>{std::coroutine_handle<promise>::from_promise(*this)};
}
inline auto promise<void>::get_return_object() noexcept -> task<void> {
  return task<void>{std::coroutine_handle<promise>::from_promise(*this)};
}

} // namespace detail
} // namespace coro

#endif // MOCK_CORO_TASK_HPP
