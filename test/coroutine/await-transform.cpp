// RUN: %check --checks=coro-unawaited-task
// The co_await is offered only where the coroutine's promise takes the type.
#include <asio/awaitable.hpp>
#include <cppcoro/task.hpp>
#include <generic/fire_and_forget.h>
#include <generic/free_co_await.h>
#include <generic/generator.h>
#include <generic/lazy_task.h>
#include <generic/picky_task.h>
#include <qcoro/qcorotask.h>
#include <concepts>

lib::task<> save(int row);
lib::free_task count_rows();
lib::picky_task authorize();
asio::awaitable<void> send(int client);
cppcoro::task<> load();
QCoro::Task<> reload();

// Without await_transform: whatever is awaitable by itself.
lib::task<> plain_promise() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save'
  // CHECK-FIXES: {{^}}  co_await save(1);
  count_rows(); // a free operator co_await
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'count_rows' is dropped: it is lazy, so 'count_rows' never runs
  // CHECK-FIXES: {{^}}  co_await count_rows();
  authorize(); // only its own promise can await it
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'authorize' is dropped: it is lazy, so 'authorize' never runs
  // CHECK-FIXES: {{^}}  authorize();
  load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load'
  // CHECK-FIXES: {{^}}  co_await load();
  // ok: no task, and no profile says that it does nothing unless awaited
  lib::free_event();
  co_return;
}

lib::fire_and_forget in_fire_and_forget() {
  save(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save'
  // CHECK-FIXES: {{^}}  co_await save(2);
  co_return;
}

// Its own type and nothing else.
lib::picky_task picky_promise() {
  authorize();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'authorize'
  // CHECK-FIXES: {{^}}  co_await authorize();
  save(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save'
  // CHECK-FIXES: {{^}}  save(3);
  co_return;
}

// Deleted: nothing can be awaited.
lib::generator<int> numbers() {
  save(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save'
  // CHECK-FIXES: {{^}}  save(4);
  co_yield 1;
}

// A library takes its own.
asio::awaitable<void> asio_promise() {
  send(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'send'
  // CHECK-FIXES: {{^}}  co_await send(5);
  save(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save'
  // CHECK-FIXES: {{^}}  save(5);
  load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load'
  // CHECK-FIXES: {{^}}  load();
  co_return;
}

QCoro::Task<> qcoro_promise() {
  reload();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'reload'
  // CHECK-FIXES: {{^}}  co_await reload();
  send(6); // behind a constraint: not certain
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'send'
  // CHECK-FIXES: {{^}}  send(6);
  co_return;
}

// An overload for a value of any type, one that is constrained, one by lvalue reference.
template <typename Transform> class custom_task {
public:
  struct promise_type : Transform {
    custom_task get_return_object() noexcept {
      return custom_task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  ~custom_task() {
    if (handle)
      handle.destroy();
  }

private:
  explicit custom_task(std::coroutine_handle<promise_type> h) noexcept : handle(h) {}
  std::coroutine_handle<promise_type> handle;
};

struct take_all {
  template <typename T> T &&await_transform(T &&t) noexcept { return static_cast<T &&>(t); }
};
struct take_some {
  template <typename T>
    requires std::same_as<T, lib::free_task>
  T &&await_transform(T &&t) noexcept {
    return static_cast<T &&>(t);
  }
};
struct take_lvalues {
  lib::task<> &await_transform(lib::task<> &t) noexcept { return t; }
};

custom_task<take_all> promise_for_all() {
  save(7);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save'
  // CHECK-FIXES: {{^}}  co_await save(7);
  co_return;
}
custom_task<take_some> promise_for_some() {
  save(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save'
  // CHECK-FIXES: {{^}}  save(8);
  co_return;
}
custom_task<take_lvalues> promise_for_lvalues() {
  save(9);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save'
  // CHECK-FIXES: {{^}}  save(9);
  co_return;
}
