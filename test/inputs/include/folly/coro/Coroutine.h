// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/Coroutine.h.
#ifndef MOCK_FOLLY_CORO_COROUTINE_H
#define MOCK_FOLLY_CORO_COROUTINE_H

#include <coroutine>

namespace folly::coro {

using std::coroutine_handle;
using std::noop_coroutine;
using std::suspend_always;
using std::suspend_never;

} // namespace folly::coro

#endif // MOCK_FOLLY_CORO_COROUTINE_H
