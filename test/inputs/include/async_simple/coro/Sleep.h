// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of async_simple (alibaba/async_simple, read at d8abc4f, after 1.4): coro/Sleep.h. Without an executor it stops
// the thread when the coroutine has none.
#ifndef ASYNC_SIMPLE_CORO_SLEEP_H
#define ASYNC_SIMPLE_CORO_SLEEP_H

#include <async_simple/coro/Lazy.h>

namespace async_simple::coro {

template <typename Rep, typename Period> Lazy<void> sleep(std::chrono::duration<Rep, Period> dur);
template <typename Rep, typename Period> Lazy<void> sleep(Executor* ex, std::chrono::duration<Rep, Period> dur);

} // namespace async_simple::coro

#endif // ASYNC_SIMPLE_CORO_SLEEP_H
