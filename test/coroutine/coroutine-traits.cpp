// RUN: %check --checks=coro-unawaited-task
// The promise may be named by a specialisation of std::coroutine_traits instead of a nested type.
#include <coroutine>
#include <exception>
#include <generic/lazy_task.h>
#include <utility>

namespace db {

template <typename T> struct query_promise;

// A lazy class template without a nested promise_type.
template <typename T> class query {
public:
  explicit query(std::coroutine_handle<query_promise<T>> h) noexcept : handle(h) {}
  query(query &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~query() {
    if (handle)
      handle.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept { return handle; }
  T await_resume();

private:
  std::coroutine_handle<query_promise<T>> handle;
};

template <typename T> struct query_promise {
  query<T> get_return_object() noexcept {
    return query<T>(std::coroutine_handle<query_promise>::from_promise(*this));
  }
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_value(T);
  void unhandled_exception() noexcept { std::terminate(); }
};

// A plain class.
class transaction {
public:
  struct promise {
    transaction get_return_object() noexcept {
      return transaction(std::coroutine_handle<promise>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  explicit transaction(std::coroutine_handle<promise> h) noexcept : handle(h) {}
  transaction(transaction &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~transaction() {
    if (handle)
      handle.destroy();
  }

private:
  std::coroutine_handle<promise> handle;
};

// No coroutine type at all.
struct cursor {
  cursor next();
};

} // namespace db

template <typename T, typename... Args> struct std::coroutine_traits<db::query<T>, Args...> {
  using promise_type = db::query_promise<T>;
};
template <> struct std::coroutine_traits<db::transaction, int> {
  using promise_type = db::transaction::promise;
};

db::query<int> count(const char *table);
db::query<int> twice(int n) { co_return n * 2; }
db::transaction begin(int session);

lib::task<> report() {
  count("clients");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'count' is dropped: it is lazy, so 'count' never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await count("clients");
  twice(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'twice' is dropped: it is lazy, so 'twice' never runs
  // CHECK-FIXES: {{^}}  co_await twice(2);
  // Not awaitable, but lazy: it is started by other means, or never.
  begin(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'begin' is dropped: it is lazy, so 'begin' never runs
  // CHECK-FIXES: {{^}}  begin(1);
  // ok: awaited
  co_await count("servers");
  // ok: no coroutine type
  db::cursor().next();
}
