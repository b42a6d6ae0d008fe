// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/sleep.hh.
#ifndef MOCK_SEASTAR_CORE_SLEEP_HH
#define MOCK_SEASTAR_CORE_SLEEP_HH

#include <seastar/core/abort_source.hh>
#include <seastar/core/future.hh>

#include <chrono>

namespace seastar {

using steady_clock_type = std::chrono::steady_clock;

template <typename Clock = steady_clock_type, typename Rep, typename Period>
future<> sleep(std::chrono::duration<Rep, Period> dur);

class sleep_aborted : public abort_requested_exception {
public:
  virtual const char* what() const noexcept override { return "Sleep is aborted"; }
};

template <typename Clock = steady_clock_type> future<> sleep_abortable(typename Clock::duration dur);
template <typename Clock = steady_clock_type>
future<> sleep_abortable(typename Clock::duration dur, abort_source& as);

} // namespace seastar

#endif // MOCK_SEASTAR_CORE_SLEEP_HH
