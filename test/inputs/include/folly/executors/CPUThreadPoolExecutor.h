// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): executors/CPUThreadPoolExecutor.h, executors/ThreadPoolExecutor.h.
// The destructor joins the threads.
#ifndef MOCK_FOLLY_EXECUTORS_CPUTHREADPOOLEXECUTOR_H
#define MOCK_FOLLY_EXECUTORS_CPUTHREADPOOLEXECUTOR_H

#include <folly/Executor.h>

#include <cstddef>

namespace folly {

class ThreadPoolExecutor : public Executor {
public:
  ~ThreadPoolExecutor() override;
  virtual void stop();
  virtual void join();
};

class CPUThreadPoolExecutor : public ThreadPoolExecutor {
public:
  explicit CPUThreadPoolExecutor(std::size_t numThreads);
  ~CPUThreadPoolExecutor() override;
};

} // namespace folly

#endif // MOCK_FOLLY_EXECUTORS_CPUTHREADPOOLEXECUTOR_H
