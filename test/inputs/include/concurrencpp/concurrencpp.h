// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of concurrencpp (David-Haim/concurrencpp, read at 7a88f54, v0.1.7): result.h (eager; dropped, it runs on),
// lazy_result.h (lazy), null_result (eager, drops exceptions), when_result.h, resume_on.h, the executors, timer_queue.h,
// runtime.h. Nothing is nodiscard. The library derives its executors from derivable_executor<itself>.
#ifndef CONCURRENCPP_H
#define CONCURRENCPP_H

#include <chrono>
#include <coroutine>
#include <exception>
#include <future>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace concurrencpp {

namespace details {
[[noreturn]] inline void mock_body() { std::terminate(); }

template <class type> struct return_value_struct {
  std::optional<type> value;
  template <class U> void return_value(U&& u) { value.emplace(static_cast<U&&>(u)); }
};
template <> struct return_value_struct<void> {
  void return_void() {}
};

template <class derived, class type> struct awaitable {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  type await_resume();
};
} // namespace details

enum class result_status { idle, value, exception };

template <class type> class result {
public:
  struct promise_type : details::return_value_struct<type> {
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    result get_return_object();
    void unhandled_exception() noexcept { exception = std::current_exception(); }
    std::exception_ptr exception;
  };
  result() noexcept = default;
  result(result&& rhs) noexcept;
  result& operator=(result&& rhs) noexcept;
  ~result();
  explicit operator bool() const noexcept;
  result_status status() const;
  void wait() const;
  template <class duration_type, class ratio_type>
  result_status wait_for(std::chrono::duration<duration_type, ratio_type> duration) const;
  type get();
  auto operator co_await() { return details::awaitable<result, type>{}; }
  auto resolve() { return details::awaitable<result, result>{}; }

private:
  void* m_state = nullptr;
};

template <class type> class lazy_result {
public:
  struct promise_type : details::return_value_struct<type> {
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    lazy_result get_return_object() { return lazy_result(std::coroutine_handle<promise_type>::from_promise(*this)); }
    void unhandled_exception() noexcept { exception = std::current_exception(); }
    std::exception_ptr exception;
  };
  lazy_result(lazy_result&& rhs) noexcept : m_state(std::exchange(rhs.m_state, {})) {}
  ~lazy_result() {
    if (m_state)
      m_state.destroy();
  }
  auto operator co_await() { return details::awaitable<lazy_result, type>{}; }
  result<type> run();

private:
  explicit lazy_result(std::coroutine_handle<promise_type> state) noexcept : m_state(state) {}
  std::coroutine_handle<promise_type> m_state;
};

struct null_result {
  struct promise_type {
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    null_result get_return_object() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept {}
  };
};

struct executor_tag {};

class executor {
public:
  virtual ~executor() noexcept;
  template <class callable_type, class... argument_types>
  void post(callable_type&&, argument_types&&...) { details::mock_body(); }
  template <class callable_type, class... argument_types>
  auto submit(callable_type&&, argument_types&&...) -> result<std::invoke_result_t<callable_type, argument_types...>> {
    details::mock_body();
  }
  virtual void shutdown();
};

template <class concrete_executor_type> class derivable_executor : public executor {
public:
  template <class callable_type, class... argument_types>
  void post(callable_type&&, argument_types&&...) { details::mock_body(); }
  template <class callable_type, class... argument_types>
  auto submit(callable_type&&, argument_types&&...) -> result<std::invoke_result_t<callable_type, argument_types...>> {
    details::mock_body();
  }
};

class inline_executor final : public executor {};
class thread_executor final : public derivable_executor<thread_executor> {
public:
  void shutdown() override;
};
class thread_pool_executor final : public derivable_executor<thread_pool_executor> {
public:
  void shutdown() override;
};
class worker_thread_executor final : public derivable_executor<worker_thread_executor> {
public:
  void shutdown() override;
};
class manual_executor final : public derivable_executor<manual_executor> {
public:
  std::size_t size() const;
  bool loop_once();
  std::size_t loop(std::size_t max_count);
  std::size_t loop_for(std::size_t max_count, std::chrono::milliseconds max_waiting_time);
  void wait_for_task();
};

class timer_queue {
public:
  lazy_result<void> make_delay_object(std::chrono::milliseconds due_time, std::shared_ptr<executor> executor);
};

template <class executor_type> auto resume_on(std::shared_ptr<executor_type>) {
  return details::awaitable<executor_type, void>{};
}

template <class... result_types>
lazy_result<std::tuple<std::decay_t<result_types>...>> when_all(std::shared_ptr<executor> resume_executor,
                                                               result_types&&... results);

class runtime {
public:
  runtime();
  ~runtime() noexcept;
  std::shared_ptr<concurrencpp::timer_queue> timer_queue() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor> thread_pool_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor> background_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_executor> thread_executor() const noexcept;
  std::shared_ptr<concurrencpp::manual_executor> make_manual_executor();
};

} // namespace concurrencpp

#endif // CONCURRENCPP_H
