// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of async_simple (alibaba/async_simple, read at d8abc4f, after 1.4): coro/Collect.h.
#ifndef ASYNC_SIMPLE_CORO_COLLECT_H
#define ASYNC_SIMPLE_CORO_COLLECT_H

#include <async_simple/coro/Lazy.h>
#include <tuple>
#include <vector>

namespace async_simple::coro {

template <typename... Ts> Lazy<std::tuple<Try<Ts>...>> collectAll(Lazy<Ts>... awaitables);
template <typename T> Lazy<std::vector<Try<T>>> collectAll(std::vector<Lazy<T>>&& input);

} // namespace async_simple::coro

#endif // ASYNC_SIMPLE_CORO_COLLECT_H
