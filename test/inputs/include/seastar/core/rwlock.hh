// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/rwlock.hh (no abort_source).
#ifndef MOCK_SEASTAR_CORE_RWLOCK_HH
#define MOCK_SEASTAR_CORE_RWLOCK_HH

#include <seastar/core/semaphore.hh>

namespace seastar {

template <typename Clock = std::chrono::steady_clock>
class basic_rwlock {
public:
  using time_point = typename Clock::time_point;
  using holder = semaphore_units<semaphore_default_exception_factory, Clock>;
  basic_rwlock();
  future<> read_lock(time_point timeout = time_point::max());
  void read_unlock();
  future<> write_lock(time_point timeout = time_point::max());
  void write_unlock();
  bool try_read_lock();
  bool try_write_lock();
  future<holder> hold_read_lock(time_point timeout = time_point::max());
  future<holder> hold_write_lock(time_point timeout = time_point::max());
  bool locked() const;
};

using rwlock = basic_rwlock<>;

} // namespace seastar

#endif // MOCK_SEASTAR_CORE_RWLOCK_HH
