// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of libcoro (jbaldwin/libcoro, read at 277467f, after v0.16.0): when_all.hpp (variadic form, result type
// simplified). Function-nodiscard.
#ifndef MOCK_CORO_WHEN_ALL_HPP
#define MOCK_CORO_WHEN_ALL_HPP

#include <coro/concepts.hpp>

#include <tuple>

namespace coro {
namespace detail {

template <typename return_type>
class when_all_task {
public:
  auto return_value() -> return_type { mock_body(); }
};

template <typename task_container_type>
class when_all_ready_awaitable {
public:
  struct awaiter {
    auto await_ready() const noexcept -> bool { return false; }
    auto await_suspend(std::coroutine_handle<>) noexcept -> bool { return true; }
    auto await_resume() -> task_container_type { return {}; }
  };
  auto operator co_await() & noexcept -> awaiter { return {}; }
  auto operator co_await() && noexcept -> awaiter { return {}; }
};

} // namespace detail

template <concepts::awaitable... awaitables_type> [[nodiscard]] auto when_all(awaitables_type... awaitables) {
  (static_cast<void>(awaitables), ...);
  return detail::when_all_ready_awaitable<
      std::tuple<detail::when_all_task<typename
          concepts::awaitable_traits<awaitables_type>::awaiter_return_type>...>>{};
}

} // namespace coro

#endif // MOCK_CORO_WHEN_ALL_HPP
