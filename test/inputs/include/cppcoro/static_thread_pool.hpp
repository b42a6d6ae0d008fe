// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): static_thread_pool.hpp. schedule is function-nodiscard.
#ifndef CPPCORO_STATIC_THREAD_POOL_HPP_INCLUDED
#define CPPCORO_STATIC_THREAD_POOL_HPP_INCLUDED

#include <cppcoro/coroutine.hpp>

#include <atomic>
#include <cstdint>

namespace cppcoro {

class static_thread_pool {
public:
  static_thread_pool();
  explicit static_thread_pool(std::uint32_t threadCount);
  ~static_thread_pool();

  class schedule_operation {
  public:
    schedule_operation(static_thread_pool* tp) noexcept : m_threadPool(tp) {}
    bool await_ready() noexcept { return false; }
    void await_suspend(cppcoro::coroutine_handle<> awaitingCoroutine) noexcept;
    void await_resume() noexcept {}

  private:
    [[maybe_unused]] static_thread_pool* m_threadPool;
  };

  std::uint32_t thread_count() const noexcept { return m_threadCount; }
  [[nodiscard]] schedule_operation schedule() noexcept { return schedule_operation{this}; }

private:
  const std::uint32_t m_threadCount;
  std::atomic<bool> m_stopRequested;
};

} // namespace cppcoro

#endif // CPPCORO_STATIC_THREAD_POOL_HPP_INCLUDED
