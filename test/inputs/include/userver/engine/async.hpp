// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of userver (userver-framework/userver, read at c2f43b4e8, 2024-10-25): engine/async.hpp, engine/sleep.hpp,
// engine/mutex.hpp, engine/task/task_with_result.hpp (nodiscard; its destructor cancels and waits), utils/async.hpp,
// concurrent/background_task_storage.hpp, fs/blocking/read.hpp, engine/run_standalone.hpp. Coroutines are stackful: what
// waits here suspends the caller, and takes no co_await.
#ifndef MOCK_USERVER_ENGINE_ASYNC_HPP
#define MOCK_USERVER_ENGINE_ASYNC_HPP

#include <chrono>
#include <exception>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>

namespace userver {

namespace engine {

class TaskProcessor;

class TaskBase {
public:
  void Wait() const noexcept(false);
  void BlockingWait() const;
  bool IsFinished() const;
};
class [[nodiscard]] Task : public TaskBase {
public:
  Task(Task&&) noexcept;
  ~Task();
  void Detach() &&;
};
template <typename T> class [[nodiscard]] TaskWithResult : public Task {
public:
  TaskWithResult(TaskWithResult&&) noexcept;
  T Get() noexcept(false);
};

[[noreturn]] inline void mock_body() { std::terminate(); }

template <typename Function> [[nodiscard]] auto AsyncNoSpan(Function&&) -> TaskWithResult<std::invoke_result_t<Function>> {
  mock_body();
}
template <typename Function>
[[nodiscard]] auto AsyncNoSpan(TaskProcessor&, Function&&) -> TaskWithResult<std::invoke_result_t<Function>> {
  mock_body();
}

template <typename Rep, typename Period> void SleepFor(const std::chrono::duration<Rep, Period>& duration);
void Yield();
void RunStandalone(std::function<void()> payload);

class Mutex final {
public:
  void lock();
  void unlock();
};

} // namespace engine

namespace utils {
template <typename Function>
[[nodiscard]] auto Async(std::string, Function&&) -> engine::TaskWithResult<std::invoke_result_t<Function>> {
  engine::mock_body();
}
template <typename Function>
[[nodiscard]] auto Async(engine::TaskProcessor&, std::string, Function&&)
    -> engine::TaskWithResult<std::invoke_result_t<Function>> {
  engine::mock_body();
}
} // namespace utils

namespace concurrent {
class BackgroundTaskStorage final {
public:
  ~BackgroundTaskStorage();
  template <typename Function> void AsyncDetach(std::string, Function&&) {}
};
} // namespace concurrent

namespace fs::blocking {
std::string ReadFileContents(const std::string& path);
} // namespace fs::blocking

} // namespace userver

#endif // MOCK_USERVER_ENGINE_ASYNC_HPP
