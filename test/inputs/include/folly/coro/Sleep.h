// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/Sleep.h.
#ifndef MOCK_FOLLY_CORO_SLEEP_H
#define MOCK_FOLLY_CORO_SLEEP_H

#include <folly/coro/Coroutine.h>
#include <folly/coro/Task.h>
#include <folly/futures/Future.h>

namespace folly {

class Timekeeper;

namespace coro {

Task<void> sleep(HighResDuration d, Timekeeper* tk = nullptr);
Task<void> sleepReturnEarlyOnCancel(HighResDuration d, Timekeeper* tk = nullptr);

} // namespace coro
} // namespace folly

#endif // MOCK_FOLLY_CORO_SLEEP_H
