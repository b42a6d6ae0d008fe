// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/BlockingWait.h. Blocks the thread; a function object, and
// blockingWait is a reference to it.
#ifndef MOCK_FOLLY_CORO_BLOCKINGWAIT_H
#define MOCK_FOLLY_CORO_BLOCKINGWAIT_H

#include <folly/Executor.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/ViaIfAsync.h>

#include <utility>

namespace folly::coro {

struct blocking_wait_fn {
  template <typename Awaitable> auto operator()(Awaitable&& awaitable) const -> detail::semi_await_result_t<Awaitable> {
    futures::detail::mock_body(awaitable);
  }
  template <typename SemiAwaitable>
  auto operator()(SemiAwaitable&& awaitable, DrivableExecutor* executor) const
      -> detail::semi_await_result_t<SemiAwaitable> {
    futures::detail::mock_body(awaitable, executor);
  }
};
inline constexpr blocking_wait_fn blocking_wait{};
[[maybe_unused]] static constexpr blocking_wait_fn const& blockingWait = blocking_wait;

} // namespace folly::coro

#endif // MOCK_FOLLY_CORO_BLOCKINGWAIT_H
