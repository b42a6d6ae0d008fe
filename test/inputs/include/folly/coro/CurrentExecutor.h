// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/CurrentExecutor.h.
#ifndef MOCK_FOLLY_CORO_CURRENTEXECUTOR_H
#define MOCK_FOLLY_CORO_CURRENTEXECUTOR_H

#include <folly/Executor.h>
#include <folly/coro/Coroutine.h>

namespace folly::coro {
namespace detail {

struct co_current_executor_ {
  struct awaiter {
    Executor* executor;
    bool await_ready() const noexcept { return true; }
    void await_suspend(coroutine_handle<>) noexcept {}
    Executor* await_resume() const noexcept { return executor; }
  };
  auto viaIfAsync(Executor::KeepAlive<> executor) const noexcept { return awaiter{executor.get()}; }
};

struct co_reschedule_on_current_executor_ {
  struct awaiter {
    Executor::KeepAlive<> executor;
    bool await_ready() const noexcept { return false; }
    void await_suspend(coroutine_handle<> coro) noexcept;
    void await_resume() noexcept {}
  };
  auto viaIfAsync(Executor::KeepAlive<> executor) const noexcept { return awaiter{executor}; }
};

} // namespace detail

using co_current_executor_t = detail::co_current_executor_;
inline constexpr co_current_executor_t co_current_executor{};
using co_reschedule_on_current_executor_t = detail::co_reschedule_on_current_executor_;
inline constexpr co_reschedule_on_current_executor_t co_reschedule_on_current_executor{};

} // namespace folly::coro

#endif // MOCK_FOLLY_CORO_CURRENTEXECUTOR_H
