// RUN: %check --option "HostileTypes=app::cursor_guard=the cursor is for one screen;app::busy" --option AllowedTypes=app::tenant_scope --option "AllowedAwaits=app::cached;app::ready"
#include <cppcoro/task.hpp>

#include <memory>

namespace app {

struct cursor_guard {
  cursor_guard();
  ~cursor_guard();
};

struct busy {
  ~busy();
};

struct wide_cursor_guard : cursor_guard {};

thread_local int tenant = 0;
struct tenant_scope {
  int before = tenant;
  explicit tenant_scope(int t) { tenant = t; }
  ~tenant_scope() { tenant = before; }
};

struct ready {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

cppcoro::task<int> cached(int key);
cppcoro::task<int> load(int key);

cppcoro::task<> draw() {
  cursor_guard cursor;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'cursor' is alive when the coroutine suspends: the cursor is for one screen [coro-suspend-with-hostile-raii]
  co_await load(1);
}

cppcoro::task<> work() {
  busy flag;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'flag' is alive when the coroutine suspends: the project says that it must not be [coro-suspend-with-hostile-raii]
  co_await load(1);
}

cppcoro::task<> derived() {
  wide_cursor_guard cursor;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'cursor' is alive when the coroutine suspends: the cursor is for one screen
  co_await load(1);
}

cppcoro::task<> on_the_heap() {
  auto cursor = std::make_unique<cursor_guard>();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'cursor' is alive when the coroutine suspends
  co_await load(1);
}

// ok: a class that may
cppcoro::task<> with_tenant(int t) {
  tenant_scope scope(t);
  co_await load(t);
}

// ok: a function that never suspends
cppcoro::task<int> read() {
  cursor_guard cursor;
  co_return co_await cached(1);
}

// ok: a type that never suspends
cppcoro::task<> check() {
  cursor_guard cursor;
  co_await ready{};
}

} // namespace app
