// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of libcoro (jbaldwin/libcoro, read at 277467f, after v0.16.0): scheduler.hpp. schedule() is not nodiscard, the
// rest of
// the awaitable functions is. options holds std::function in the library; no poll().
#ifndef MOCK_CORO_SCHEDULER_HPP
#define MOCK_CORO_SCHEDULER_HPP

#include <coro/task.hpp>
#include <coro/thread_pool.hpp>

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <memory>

namespace coro {

using clock = std::chrono::steady_clock;
using time_point = clock::time_point;

class scheduler {
  struct private_constructor {
    explicit private_constructor() = default;
  };

public:
  enum class thread_strategy_t { spawn, manual };
  enum class execution_strategy_t { process_tasks_on_thread_pool, process_tasks_inline };
  struct options {
    thread_strategy_t thread_strategy{thread_strategy_t::spawn};
    thread_pool::options pool{.thread_count = 1};
    execution_strategy_t execution_strategy{execution_strategy_t::process_tasks_on_thread_pool};
  };

  explicit scheduler(options&& opts, private_constructor);
  static auto make_unique(options opts = options{.thread_strategy = thread_strategy_t::spawn,
                                                 .pool = {.thread_count = 1},
                                                 .execution_strategy =
                                                     execution_strategy_t::process_tasks_on_thread_pool})
      -> std::unique_ptr<scheduler>;
  scheduler(const scheduler&) = delete;
  auto operator=(const scheduler&) -> scheduler& = delete;
  virtual ~scheduler();

  auto process_events(std::chrono::milliseconds timeout = std::chrono::milliseconds{0}) -> std::size_t;

  class schedule_operation {
    friend class scheduler;
    explicit schedule_operation(scheduler& scheduler) noexcept : m_scheduler(scheduler) {}

  public:
    auto await_ready() noexcept -> bool { return false; }
    auto await_suspend(std::coroutine_handle<> awaiting_coroutine) noexcept -> void;
    auto await_resume() noexcept -> void {}

  private:
    [[maybe_unused]] scheduler& m_scheduler;
  };

  auto schedule() -> schedule_operation { return schedule_operation{*this}; }
  auto spawn_detached(coro::task<void>&& task) -> bool;
  auto spawn_joinable(coro::task<void>&& task) -> coro::task<void>;
  template <typename return_type>
  [[nodiscard]] auto schedule(coro::task<return_type> task) -> coro::task<return_type> {
    co_await schedule();
    co_return co_await task;
  }
  template <typename return_type, typename rep, typename period>
  [[nodiscard]] auto schedule(coro::task<return_type> task, std::chrono::duration<rep, period> timeout)
      -> coro::task<return_type>;
  template <class rep_type, class period_type>
  [[nodiscard]] auto schedule_after(std::chrono::duration<rep_type, period_type> amount) -> coro::task<void> {
    return yield_for_internal(std::chrono::duration_cast<std::chrono::nanoseconds>(amount));
  }
  [[nodiscard]] auto schedule_at(time_point time) -> coro::task<void>;
  [[nodiscard]] auto yield() -> schedule_operation { return schedule_operation{*this}; }
  template <class rep_type, class period_type>
  [[nodiscard]] auto yield_for(std::chrono::duration<rep_type, period_type> amount) -> coro::task<void> {
    return yield_for_internal(std::chrono::duration_cast<std::chrono::nanoseconds>(amount));
  }
  [[nodiscard]] auto yield_until(time_point time) -> coro::task<void>;
  auto resume(std::coroutine_handle<> handle) -> bool;
  auto size() const noexcept -> std::size_t;
  auto empty() const noexcept -> bool { return size() == 0; }
  auto shutdown() noexcept -> void;
  [[nodiscard]] auto is_shutdown() const -> bool;

private:
  auto yield_for_internal(std::chrono::nanoseconds amount) -> coro::task<void>;
};

} // namespace coro

#endif // MOCK_CORO_SCHEDULER_HPP
