// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/AsyncScope.h. Must be joined.
#ifndef MOCK_FOLLY_CORO_ASYNCSCOPE_H
#define MOCK_FOLLY_CORO_ASYNCSCOPE_H

#include <folly/coro/Task.h>

namespace folly::coro {

class AsyncScope {
public:
  AsyncScope() noexcept;
  ~AsyncScope();
  template <typename Awaitable> void add(Awaitable&&, void* = nullptr) {}
  Task<void> joinAsync() noexcept;
};

} // namespace folly::coro

#endif // MOCK_FOLLY_CORO_ASYNCSCOPE_H
