// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): awaitable_traits.hpp, is_awaitable.hpp, in C++20 concepts.
// Also the never-run body of the functions that take awaitables.
#ifndef CPPCORO_AWAITABLE_TRAITS_HPP_INCLUDED
#define CPPCORO_AWAITABLE_TRAITS_HPP_INCLUDED

#include <cppcoro/coroutine.hpp>

#include <exception>
#include <type_traits>
#include <utility>

namespace cppcoro {
namespace detail {

template <typename T>
concept has_member_co_await = requires(T&& t) { static_cast<T&&>(t).operator co_await(); };
template <typename T>
concept has_free_co_await = requires(T&& t) { operator co_await(static_cast<T&&>(t)); };
template <typename T>
concept is_awaiter = requires(T& t) {
  t.await_ready();
  t.await_resume();
};

template <typename T> decltype(auto) get_awaiter(T&& value) {
  if constexpr (has_member_co_await<T>)
    return static_cast<T&&>(value).operator co_await();
  else if constexpr (has_free_co_await<T>)
    return operator co_await(static_cast<T&&>(value));
  else
    return static_cast<T&&>(value);
}

template <typename... Args> [[noreturn]] void mock_body(const Args&...) { std::terminate(); }

template <typename T> struct remove_rvalue_reference { using type = T; };
template <typename T> struct remove_rvalue_reference<T&&> { using type = T; };
template <typename T> using remove_rvalue_reference_t = typename remove_rvalue_reference<T>::type;

} // namespace detail

template <typename T>
struct is_awaitable : std::bool_constant<detail::has_member_co_await<T> || detail::has_free_co_await<T> ||
                                         detail::is_awaiter<std::remove_reference_t<T>>> {};
template <typename T> constexpr bool is_awaitable_v = is_awaitable<T>::value;

template <typename T>
struct awaitable_traits {
  using awaiter_t = decltype(cppcoro::detail::get_awaiter(std::declval<T>()));
  using await_result_t = decltype(std::declval<awaiter_t>().await_resume());
};

} // namespace cppcoro

#endif // CPPCORO_AWAITABLE_TRAITS_HPP_INCLUDED
