// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/semaphore.hh (no timeouts).
#ifndef MOCK_SEASTAR_CORE_SEMAPHORE_HH
#define MOCK_SEASTAR_CORE_SEMAPHORE_HH

#include <seastar/core/future.hh>

#include <chrono>
#include <cstddef>

namespace seastar {

struct semaphore_default_exception_factory {};

template <typename ExceptionFactory, typename Clock = std::chrono::steady_clock>
class basic_semaphore {
public:
  basic_semaphore(std::size_t count) noexcept;
  future<> wait(std::size_t nr = 1) noexcept;
  void signal(std::size_t nr = 1) noexcept;
  bool try_wait(std::size_t nr = 1) noexcept;
};

template <typename ExceptionFactory, typename Clock = std::chrono::steady_clock>
class semaphore_units {
public:
  semaphore_units() noexcept;
  semaphore_units(semaphore_units&& o) noexcept;
  ~semaphore_units() noexcept;
  void return_all() noexcept;
};

using semaphore = basic_semaphore<semaphore_default_exception_factory>;

template <typename ExceptionFactory, typename Clock>
future<semaphore_units<ExceptionFactory, Clock>> get_units(basic_semaphore<ExceptionFactory, Clock>& sem,
                                                           std::size_t units) noexcept;

} // namespace seastar

#endif // MOCK_SEASTAR_CORE_SEMAPHORE_HH
