// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/Timeout.h. The awaitable is awaited by the returned task, on the
// executor of whoever awaits that.
#ifndef MOCK_FOLLY_CORO_TIMEOUT_H
#define MOCK_FOLLY_CORO_TIMEOUT_H

#include <folly/coro/Task.h>

#include <utility>

namespace folly {

class Timekeeper;

namespace coro {

template <typename T, typename Duration, typename TimekeeperPtr = Timekeeper*>
Task<T> timeout(Task<T> semiAwaitable, Duration timeoutDuration, TimekeeperPtr tk = nullptr);
template <typename T, typename Duration, typename TimekeeperPtr = Timekeeper*>
Task<T> timeoutNoDiscard(Task<T> semiAwaitable, Duration timeoutDuration, TimekeeperPtr tk = nullptr);

} // namespace coro
} // namespace folly

#endif // MOCK_FOLLY_CORO_TIMEOUT_H
