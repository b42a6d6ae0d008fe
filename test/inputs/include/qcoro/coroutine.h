// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): coroutine.h, concepts_p.h.
#ifndef MOCK_QCORO_COROUTINE_H
#define MOCK_QCORO_COROUTINE_H

#include <concepts>
#include <coroutine>
#include <type_traits>
#include <utility>

namespace QCoro {
namespace detail {

template <typename T>
concept has_await_methods = requires(T t) {
  { t.await_ready() } -> std::same_as<bool>;
  { t.await_suspend(std::declval<std::coroutine_handle<>>()) };
  { t.await_resume() };
};
template <typename T>
concept has_member_operator_coawait = requires(T t) {
  { t.operator co_await() };
};
template <typename T>
concept has_nonmember_operator_coawait = requires(T t) {
  { operator co_await(static_cast<T&&>(t)) };
};

} // namespace detail

template <typename T>
concept Awaitable = detail::has_member_operator_coawait<T> || detail::has_nonmember_operator_coawait<T> ||
                    detail::has_await_methods<T>;

} // namespace QCoro

#endif // MOCK_QCORO_COROUTINE_H
