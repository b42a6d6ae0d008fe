// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): when_all_ready.hpp, detail/when_all_task.hpp,
// detail/when_all_ready_awaitable.hpp.
// Function-nodiscard; the awaitable's class is not nodiscard.
#ifndef CPPCORO_WHEN_ALL_READY_HPP_INCLUDED
#define CPPCORO_WHEN_ALL_READY_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/coroutine.hpp>

#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace cppcoro {
namespace detail {

template <typename RESULT>
class when_all_task final {
public:
  decltype(auto) result() & { return get(); }

private:
  std::add_lvalue_reference_t<RESULT> get() { mock_body(); }
};
template <>
class when_all_task<void> final {
public:
  void result() {}
};

template <typename TASK_CONTAINER>
class when_all_ready_awaitable {
public:
  explicit when_all_ready_awaitable(TASK_CONTAINER&& tasks) noexcept : m_tasks(std::move(tasks)) {}
  when_all_ready_awaitable(when_all_ready_awaitable&& other) noexcept : m_tasks(std::move(other.m_tasks)) {}

  auto operator co_await() & noexcept {
    class awaiter {
    public:
      awaiter(when_all_ready_awaitable& awaitable) noexcept : m_awaitable(awaitable) {}
      bool await_ready() const noexcept { return false; }
      bool await_suspend(cppcoro::coroutine_handle<>) noexcept { return true; }
      TASK_CONTAINER& await_resume() noexcept { return m_awaitable.m_tasks; }

    private:
      when_all_ready_awaitable& m_awaitable;
    };
    return awaiter{*this};
  }

  auto operator co_await() && noexcept {
    class awaiter {
    public:
      awaiter(when_all_ready_awaitable& awaitable) noexcept : m_awaitable(awaitable) {}
      bool await_ready() const noexcept { return false; }
      bool await_suspend(cppcoro::coroutine_handle<>) noexcept { return true; }
      TASK_CONTAINER&& await_resume() noexcept { return std::move(m_awaitable.m_tasks); }

    private:
      when_all_ready_awaitable& m_awaitable;
    };
    return awaiter{*this};
  }

private:
  TASK_CONTAINER m_tasks;
};

template <typename AWAITABLE>
using when_all_task_t = when_all_task<typename awaitable_traits<AWAITABLE>::await_result_t>;

} // namespace detail

template <typename... AWAITABLES,
          std::enable_if_t<std::conjunction_v<is_awaitable<std::remove_reference_t<AWAITABLES>>...>, int> = 0>
[[nodiscard]] auto when_all_ready(AWAITABLES&&... awaitables) {
  (static_cast<void>(awaitables), ...);
  using tasks = std::tuple<detail::when_all_task_t<std::remove_reference_t<AWAITABLES>>...>;
  return detail::when_all_ready_awaitable<tasks>(tasks{});
}

template <typename AWAITABLE, typename RESULT = typename awaitable_traits<AWAITABLE>::await_result_t>
[[nodiscard]] auto when_all_ready(std::vector<AWAITABLE> awaitables) {
  static_cast<void>(awaitables);
  return detail::when_all_ready_awaitable<std::vector<detail::when_all_task<RESULT>>>({});
}

} // namespace cppcoro

#endif // CPPCORO_WHEN_ALL_READY_HPP_INCLUDED
