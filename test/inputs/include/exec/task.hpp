// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of stdexec (NVIDIA/stdexec, read at e92245d5): exec/task.hpp, exec/async_scope.hpp, exec/start_detached.hpp,
// exec/timed_scheduler.hpp, exec/timed_thread_scheduler.hpp, exec/static_thread_pool.hpp. `exec` is another name for
// experimental::execution.
#ifndef MOCK_EXEC_TASK_HPP
#define MOCK_EXEC_TASK_HPP

#include <stdexec/execution.hpp>

#include <cstdint>

namespace experimental::execution {

namespace __task {
template <class T, class Context = void>
class [[nodiscard]] basic_task {
public:
  using promise_type = stdexec::__detail::promise<basic_task, T>;
  using value_type = T;
  explicit basic_task(std::coroutine_handle<promise_type> h) noexcept : handle_(h) {}
  basic_task(basic_task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  ~basic_task() {
    if (handle_)
      handle_.destroy();
  }
  auto operator co_await() && noexcept { return stdexec::__detail::awaiter<T>{}; }

private:
  std::coroutine_handle<promise_type> handle_;
};
} // namespace __task
template <class T> using task = __task::basic_task<T>;

namespace __scope {
struct async_scope {
  async_scope();
  ~async_scope();
  auto on_empty() const noexcept { return stdexec::__detail::awaiter<void>{}; }
  template <class Sender> void spawn(Sender&&) {}
};
} // namespace __scope
using __scope::async_scope;

struct start_detached_t {
  template <class Sender> void operator()(Sender&&) const {}
};
inline constexpr start_detached_t start_detached{};

class static_thread_pool {
public:
  explicit static_thread_pool(std::uint32_t threadCount);
  static_thread_pool(const static_thread_pool&) = delete;
  ~static_thread_pool();
};

class timed_thread_scheduler {};

namespace __schedule_after {
struct schedule_after_t {
  template <class Duration> auto operator()(const timed_thread_scheduler&, const Duration&) const {
    return stdexec::__detail::awaiter<void>{};
  }
};
} // namespace __schedule_after
inline constexpr __schedule_after::schedule_after_t schedule_after{};

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif // MOCK_EXEC_TASK_HPP
