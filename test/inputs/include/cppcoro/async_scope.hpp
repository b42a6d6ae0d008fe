// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): async_scope.hpp. Must be joined; an exception of a spawned
// awaitable terminates.
#ifndef CPPCORO_ASYNC_SCOPE_HPP_INCLUDED
#define CPPCORO_ASYNC_SCOPE_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/coroutine.hpp>

#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>

namespace cppcoro {

class async_scope {
public:
  async_scope() noexcept : m_count(1u) {}
  ~async_scope();

  template <typename AWAITABLE> void spawn(AWAITABLE&& awaitable) {
    [](async_scope* scope, std::decay_t<AWAITABLE> awaitable) -> oneway_task {
      scope->on_work_started();
      co_await std::move(awaitable);
      scope->on_work_finished();
    }(this, std::forward<AWAITABLE>(awaitable));
  }

  [[nodiscard]] auto join() noexcept {
    class awaiter {
      async_scope* m_scope;

    public:
      awaiter(async_scope* scope) noexcept : m_scope(scope) {}
      bool await_ready() noexcept { return m_scope->m_count == 0; }
      bool await_suspend(cppcoro::coroutine_handle<> continuation) noexcept {
        m_scope->m_continuation = continuation;
        return --m_scope->m_count > 0;
      }
      void await_resume() noexcept {}
    };
    return awaiter{this};
  }

private:
  struct oneway_task {
    struct promise_type {
      cppcoro::suspend_never initial_suspend() { return {}; }
      cppcoro::suspend_never final_suspend() noexcept { return {}; }
      void unhandled_exception() { std::terminate(); }
      oneway_task get_return_object() { return {}; }
      void return_void() {}
    };
  };

  void on_work_started() noexcept;
  void on_work_finished() noexcept;

  std::size_t m_count;
  cppcoro::coroutine_handle<> m_continuation;
};

} // namespace cppcoro

#endif // CPPCORO_ASYNC_SCOPE_HPP_INCLUDED
