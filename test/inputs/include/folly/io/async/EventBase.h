// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): io/async/EventBase.h. The functions that run the loop do so on
// the calling thread.
#ifndef MOCK_FOLLY_IO_ASYNC_EVENTBASE_H
#define MOCK_FOLLY_IO_ASYNC_EVENTBASE_H

#include <folly/Executor.h>

#include <functional>

namespace folly {

class EventBase : public DrivableExecutor {
public:
  EventBase();
  ~EventBase() override;
  bool loop();
  bool loopOnce(int flags = 0);
  bool loopPoll(int options = 0);
  void loopForever();
  void terminateLoopSoon();
  /// In the library the parameter is a folly::Function<void()>.
  template <typename F> void runInEventBaseThread(F&&) noexcept {}
  template <typename F> void runInEventBaseThreadAndWait(F&&) noexcept {}
  template <typename F> void runInLoop(F&&, bool = false) {}
  void drive() override;
};

} // namespace folly

#endif // MOCK_FOLLY_IO_ASYNC_EVENTBASE_H
