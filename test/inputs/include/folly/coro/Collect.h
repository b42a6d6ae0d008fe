// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/Collect.h. The library computes the component types from
// what awaiting yields and wraps the task type.
#ifndef MOCK_FOLLY_CORO_COLLECT_H
#define MOCK_FOLLY_CORO_COLLECT_H

#include <folly/coro/Task.h>
#include <folly/futures/Future.h>

#include <tuple>
#include <type_traits>
#include <vector>

namespace folly::coro {
namespace detail {

struct unit {};
template <typename T> using lift_unit_t = std::conditional_t<std::is_void_v<T>, unit, T>;

} // namespace detail

template <typename... Ts> Task<std::tuple<detail::lift_unit_t<Ts>...>> collectAll(Task<Ts>... awaitables);
template <typename... Ts> Task<std::tuple<Try<Ts>...>> collectAllTry(Task<Ts>... awaitables);
template <typename T> Task<std::vector<Try<T>>> collectAllTryRange(std::vector<Task<T>> awaitables);

} // namespace folly::coro

#endif // MOCK_FOLLY_CORO_COLLECT_H
