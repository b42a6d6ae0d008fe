// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of libcoro (jbaldwin/libcoro, read at 277467f, after v0.16.0): concepts/awaitable.hpp.
#ifndef MOCK_CORO_CONCEPTS_HPP
#define MOCK_CORO_CONCEPTS_HPP

#include <coroutine>
#include <exception>
#include <utility>

namespace coro {
namespace concepts {

template <typename type>
concept awaiter = requires(type t, std::coroutine_handle<> c) {
  t.await_ready();
  t.await_suspend(c);
  t.await_resume();
};
template <typename type>
concept member_co_await_awaitable = requires(type t) {
  { static_cast<type&&>(t).operator co_await() } -> awaiter;
};
template <typename type>
concept global_co_await_awaitable = requires(type t) {
  { operator co_await(static_cast<type&&>(t)) } -> awaiter;
};
template <typename type>
concept awaitable = member_co_await_awaitable<type> || global_co_await_awaitable<type> || awaiter<type>;

template <awaitable type> decltype(auto) get_awaiter(type&& value) {
  if constexpr (member_co_await_awaitable<type>)
    return std::forward<type>(value).operator co_await();
  else if constexpr (global_co_await_awaitable<type>)
    return operator co_await(std::forward<type>(value));
  else
    return std::forward<type>(value);
}

template <awaitable type>
struct awaitable_traits {
  using awaiter_type = decltype(get_awaiter(std::declval<type>()));
  using awaiter_return_type = decltype(std::declval<awaiter_type>().await_resume());
};

} // namespace concepts

namespace detail {
/// Body of the functions that take awaitables: nothing ever runs.
template <typename... args_type> [[noreturn]] void mock_body(const args_type&...) { std::terminate(); }
} // namespace detail

} // namespace coro

#endif // MOCK_CORO_CONCEPTS_HPP
