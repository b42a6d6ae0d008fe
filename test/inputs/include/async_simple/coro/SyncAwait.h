// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of async_simple (alibaba/async_simple, read at d8abc4f, after 1.4): coro/SyncAwait.h. Blocks the thread.
#ifndef ASYNC_SIMPLE_CORO_SYNCAWAIT_H
#define ASYNC_SIMPLE_CORO_SYNCAWAIT_H

#include <async_simple/coro/Lazy.h>

namespace async_simple::coro {

template <typename T> T syncAwait(Lazy<T>&& lazy);
template <typename T> T syncAwait(Lazy<T>&& lazy, Executor* ex);
template <typename T> T syncAwait(RescheduleLazy<T>&& lazy);

} // namespace async_simple::coro

#endif // ASYNC_SIMPLE_CORO_SYNCAWAIT_H
