// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): executors/GlobalExecutor.h.
#ifndef MOCK_FOLLY_EXECUTORS_GLOBALEXECUTOR_H
#define MOCK_FOLLY_EXECUTORS_GLOBALEXECUTOR_H

#include <folly/Executor.h>

namespace folly {

Executor::KeepAlive<Executor> getGlobalCPUExecutor();
Executor::KeepAlive<Executor> getGlobalIOExecutor();

} // namespace folly

#endif // MOCK_FOLLY_EXECUTORS_GLOBALEXECUTOR_H
