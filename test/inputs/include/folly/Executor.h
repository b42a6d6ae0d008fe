// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): Executor.h.
#ifndef MOCK_FOLLY_EXECUTOR_H
#define MOCK_FOLLY_EXECUTOR_H

#include <utility>

namespace folly {

using Func = void (*)();

class Executor {
public:
  template <typename ExecutorT = Executor>
  class KeepAlive {
  public:
    KeepAlive() = default;
    /* implicit */ KeepAlive(ExecutorT* executor) : executor_(executor) {}
    ExecutorT* get() const { return executor_; }
    ExecutorT* operator->() const { return executor_; }
    explicit operator bool() const { return executor_ != nullptr; }

  private:
    ExecutorT* executor_ = nullptr;
  };

  virtual ~Executor() {}
  /// In the library the parameter is a folly::Function<void()>.
  template <typename F> void add(F&&) {}
};

class DrivableExecutor : public Executor {
public:
  virtual void drive() = 0;
};

} // namespace folly

#endif // MOCK_FOLLY_EXECUTOR_H
