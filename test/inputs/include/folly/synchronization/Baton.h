// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): synchronization/Baton.h. Blocks the thread.
#ifndef MOCK_FOLLY_SYNCHRONIZATION_BATON_H
#define MOCK_FOLLY_SYNCHRONIZATION_BATON_H

#include <chrono>

namespace folly {

template <bool MayBlock = true>
class Baton {
public:
  bool ready() const noexcept;
  void reset() noexcept;
  void post() noexcept;
  void wait() noexcept;
  bool try_wait() noexcept;
  template <typename Rep, typename Period>
  bool try_wait_for(const std::chrono::duration<Rep, Period>& timeout) noexcept;
};

} // namespace folly

#endif // MOCK_FOLLY_SYNCHRONIZATION_BATON_H
