// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of libcoro (jbaldwin/libcoro, read at 277467f, after v0.16.0): thread_pool.hpp. spawn_detached and
// spawn_joinable are not
// nodiscard functions; dropping spawn_joinable's task blocks. options holds std::function in the library.
#ifndef MOCK_CORO_THREAD_POOL_HPP
#define MOCK_CORO_THREAD_POOL_HPP

#include <coro/task.hpp>

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace coro {

class thread_pool {
  struct private_constructor {
    explicit private_constructor() = default;
  };

public:
  class schedule_operation {
    friend class thread_pool;
    explicit schedule_operation(thread_pool& tp) noexcept;

  public:
    auto await_ready() noexcept -> bool { return false; }
    auto await_suspend(std::coroutine_handle<> awaiting_coroutine) noexcept -> void;
    auto await_resume() noexcept -> void {}

  private:
    [[maybe_unused]] thread_pool& m_thread_pool;
  };

  struct options {
    uint32_t thread_count = 1;
  };

  explicit thread_pool(options&& opts, private_constructor);
  static auto make_unique(options opts = options{.thread_count = 1}) -> std::unique_ptr<thread_pool>;
  thread_pool(const thread_pool&) = delete;
  auto operator=(const thread_pool&) -> thread_pool& = delete;
  virtual ~thread_pool();

  [[nodiscard]] auto thread_count() const noexcept -> std::size_t;
  [[nodiscard]] auto schedule() -> schedule_operation;
  auto spawn_detached(coro::task<void>&& task) noexcept -> bool;
  auto spawn_joinable(coro::task<void>&& task) noexcept -> coro::task<void>;
  template <typename return_type>
  [[nodiscard]] auto schedule(coro::task<return_type> task) -> coro::task<return_type> {
    co_await schedule();
    co_return co_await task;
  }
  auto resume(std::coroutine_handle<> handle) noexcept -> bool;
  [[nodiscard]] auto yield() -> schedule_operation { return schedule(); }
  auto shutdown() noexcept -> void;
  [[nodiscard]] auto is_shutdown() const -> bool;
  auto size() const noexcept -> std::size_t;
  auto empty() const noexcept -> bool { return size() == 0; }
};

} // namespace coro

#endif // MOCK_CORO_THREAD_POOL_HPP
