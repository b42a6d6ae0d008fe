// RUN: %check --checks=coro-unawaited-task
// A type that holds its result by value is finished when the call returns, though a coroutine may return
// it: nothing goes on, nothing is lost. So it is with types of the standard library, which plain functions
// return as well.
#include <coroutine>
#include <exception>
#include <functional>
#include <future>
#include <generic/lazy_task.h>
#include <optional>

// `co_await` of a failed result returns from the coroutine around it.
template <typename T> struct result {
  struct promise_type {
    result *slot = nullptr;
    result get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T value) { slot->value = value; }
    void unhandled_exception() { throw; }
  };
  bool await_ready() const { return ok; }
  void await_suspend(std::coroutine_handle<> waiting) { waiting.destroy(); }
  T await_resume() const { return value; }
  T value{};
  bool ok = true;
};

template <typename T> struct optional_promise {
  std::optional<T> get_return_object();
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_value(T value);
  void unhandled_exception() { throw; }
  struct awaiter {
    bool await_ready() const;
    void await_suspend(std::coroutine_handle<> waiting);
    T await_resume();
  };
  awaiter await_transform(std::optional<T> value);
};
template <typename T, typename... Args> struct std::coroutine_traits<std::optional<T>, Args...> {
  using promise_type = optional_promise<T>;
};

template <typename T> struct future_promise : std::promise<T> {
  std::future<T> get_return_object() { return this->get_future(); }
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_value(T value) { this->set_value(value); }
  void unhandled_exception() { this->set_exception(std::current_exception()); }
};
template <typename T, typename... Args> struct std::coroutine_traits<std::future<T>, Args...> {
  using promise_type = future_promise<T>;
};
template <typename T> struct future_awaiter {
  std::future<T> future;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<> waiting);
  T await_resume();
};
template <typename T> future_awaiter<T> operator co_await(std::future<T> future);

result<int> parse(const char *text);
std::optional<int> find(const char *key);
std::future<int> checksum(int block);
lib::task<> save(int row);

std::optional<int> doubled(const char *key) { co_return 2 * co_await find(key); }

lib::task<> warm_up() {
  // ok: a result that is not needed
  parse("1");
  // ok: an optional that is not needed, whoever made it
  find("a");
  doubled("a");
  // ok: a future, from a coroutine or not
  checksum(1);
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save'
  // CHECK-FIXES: {{^}}  co_await save(1);
  co_return;
}
