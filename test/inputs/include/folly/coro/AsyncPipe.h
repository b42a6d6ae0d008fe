// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/AsyncPipe.h. create() gives the pipe alone, without the generator
// at the other end.
#ifndef MOCK_FOLLY_CORO_ASYNCPIPE_H
#define MOCK_FOLLY_CORO_ASYNCPIPE_H

#include <utility>

namespace folly::coro {

template <typename T, bool SingleProducer = true> class AsyncPipe {
public:
  static std::pair<int, AsyncPipe> create();
  template <typename U = T> bool write(U&& val);
  void close() &&;
};

} // namespace folly::coro

#endif // MOCK_FOLLY_CORO_ASYNCPIPE_H
