// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): when_all.hpp, fmap.hpp (the awaitable it returns).
// Function-nodiscard.
#ifndef CPPCORO_WHEN_ALL_HPP_INCLUDED
#define CPPCORO_WHEN_ALL_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/when_all_ready.hpp>

#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace cppcoro {
namespace detail {

/// In the library the type is fmap_awaitable<lambda, when_all_ready_awaitable<...>>.
template <typename FUNC, typename AWAITABLE>
class fmap_awaitable {
public:
  fmap_awaitable(FUNC func, AWAITABLE&& awaitable) : m_func(func), m_awaitable(std::move(awaitable)) {}

  struct awaiter {
    FUNC& m_func;
    bool await_ready() const noexcept { return false; }
    bool await_suspend(cppcoro::coroutine_handle<>) noexcept { return true; }
    decltype(auto) await_resume() { return m_func(); }
  };
  awaiter operator co_await() & { return awaiter{m_func}; }
  awaiter operator co_await() && { return awaiter{m_func}; }

private:
  FUNC m_func;
  AWAITABLE m_awaitable;
};

template <typename FUNC, typename AWAITABLE> auto make_fmap(FUNC func, AWAITABLE&& awaitable) {
  return fmap_awaitable<FUNC, AWAITABLE>(func, std::move(awaitable));
}

struct void_value {};
template <typename RESULT>
using non_void_t = std::conditional_t<std::is_void_v<RESULT>, void_value, remove_rvalue_reference_t<RESULT>>;
template <typename AWAITABLE>
using await_result_of = typename awaitable_traits<std::remove_reference_t<AWAITABLE>>::await_result_t;

} // namespace detail

template <typename... AWAITABLES,
          std::enable_if_t<std::conjunction_v<is_awaitable<std::remove_reference_t<AWAITABLES>>...>, int> = 0>
[[nodiscard]] auto when_all(AWAITABLES&&... awaitables) {
  return detail::make_fmap([]() -> std::tuple<detail::non_void_t<detail::await_result_of<AWAITABLES>>...> {
    detail::mock_body();
  }, when_all_ready(std::forward<AWAITABLES>(awaitables)...));
}

template <typename AWAITABLE, typename RESULT = detail::await_result_of<AWAITABLE>,
          std::enable_if_t<std::is_void_v<RESULT>, int> = 0>
[[nodiscard]] auto when_all(std::vector<AWAITABLE> awaitables) {
  return detail::make_fmap([] {}, when_all_ready(std::move(awaitables)));
}

template <typename AWAITABLE, typename RESULT = detail::await_result_of<AWAITABLE>,
          std::enable_if_t<!std::is_void_v<RESULT>, int> = 0>
[[nodiscard]] auto when_all(std::vector<AWAITABLE> awaitables) {
  return detail::make_fmap([]() -> std::vector<std::remove_reference_t<RESULT>> { detail::mock_body(); },
                           when_all_ready(std::move(awaitables)));
}

} // namespace cppcoro

#endif // CPPCORO_WHEN_ALL_HPP_INCLUDED
