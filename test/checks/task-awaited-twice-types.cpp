// RUN: %check
#include <coro/task.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <generic/eager_task.h>
#include <generic/free_co_await.h>
#include <generic/lazy_task.h>
#include <generic/taken_task.h>
#include <qcoro/qcorotask.h>
#include <string>
#include <utility>

// What a second await finds, by the type of the task.

cppcoro::task<std::string> load_row(int id);
cppcoro::task<int> count_rows();
cppcoro::shared_task<std::string> load_config();
coro::task<std::string> fetch_page();
QCoro::Task<std::string> readReply();
QCoro::Task<int> countReplies();
lib::task<int> measure();
lib::eager_task write_journal();
lib::free_task probe();
lib::taken_task<int> take_sample();
void use(int value);
void log_line(const std::string &line);

// The task keeps its coroutine, which has ended: nobody looks before it is resumed again.
lib::task<int> resumed_again() {
  auto m = measure();
  int first = co_await m;
  co_return first + co_await m;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'm' is awaited again: its coroutine has ended, and to resume it once more is undefined behaviour
}

lib::task<void> resumed_through_free_operator() {
  auto p = probe();
  use(co_await p);
  use(co_await p);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'p' is awaited again: its coroutine has ended
}

// The task keeps its coroutine, but the result is gone.
QCoro::Task<std::string> result_gone() {
  auto reply = readReply();
  std::string header = co_await reply;
  log_line(header);
  std::string body = co_await reply;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'reply' is awaited again: the first await moved the result out, and this one yields what is left of it
  // CHECK-MESSAGES: :[[@LINE-4]]:24: note: awaited here
  co_return header + body;
}

lib::task<void> taken_by_an_lvalue() {
  auto sample = take_sample();
  use(co_await sample);
  use(co_await sample);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sample' is awaited again: it is empty, and to await that throws
}

//===--- Not reported ---===//

// Tasks that keep what they computed.
cppcoro::task<int> cppcoro_lvalue() {
  auto rows = count_rows();
  int first = co_await rows;
  // ok: a finished task yields a reference to its result
  co_return first + co_await rows;
}

cppcoro::task<std::string> cppcoro_loop() {
  auto row = load_row(1);
  std::string all;
  for (int i = 0; i < 3; ++i)
    // ok: the same result each time
    all += co_await row;
  co_return all;
}

cppcoro::task<int> cppcoro_rvalue() {
  auto rows = count_rows();
  int first = co_await std::move(rows);
  // ok: the coroutine stays where it is, and a number is copied
  co_return first + co_await std::move(rows);
}

cppcoro::task<> shared() {
  auto config = load_config();
  log_line(co_await config);
  // ok: made to be awaited by many
  log_line(co_await config);
  cppcoro::shared_task<std::string> copy = config;
  // ok: a copy
  log_line(co_await copy + co_await config);
}

coro::task<> libcoro_lvalue() {
  auto page = fetch_page();
  log_line(co_await page);
  // ok: a finished task yields a reference to its result
  log_line(co_await page);
}

QCoro::Task<int> qcoro_number() {
  auto replies = countReplies();
  int first = co_await replies;
  // ok: a number is copied
  co_return first + co_await replies;
}

QCoro::Task<> qcoro_waits_only() {
  auto reply = readReply();
  log_line(co_await reply);
  // ok: the result is not asked for
  co_await reply;
}

lib::task<void> eager_again() {
  auto journal = write_journal();
  co_await journal;
  // ok: it is done, which the awaiter knows
  co_await journal;
}

namespace views {
/// Owns nothing: copied and moved alike.
struct task_view {
  struct promise_type {
    task_view get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
    std::coroutine_handle<> waiter;
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() const { return handle.done(); }
  void await_suspend(std::coroutine_handle<> h) { handle.promise().waiter = h; }
  void await_resume() const {}
};
task_view tick();
void keep(task_view view);

lib::task<void> views_are_copied() {
  task_view t = tick();
  keep(std::move(t));
  // ok: a move of this type is a copy
  co_await t;
}
} // namespace views

namespace marked {
/// Awaiting it sets a flag and takes an executor, and leaves the coroutine where it is.
class task {
public:
  struct promise_type {
    task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
    std::coroutine_handle<> waiter;
  };
  struct awaiter {
    std::coroutine_handle<promise_type> handle;
    std::string executor;
    bool await_ready() const { return handle.done(); }
    void await_suspend(std::coroutine_handle<> h) { handle.promise().waiter = h; }
    void await_resume() const {}
  };
  task(task &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  awaiter operator co_await() {
    if (std::exchange(awaited_, true))
      log_line("again");
    return awaiter{handle_, std::move(executor_)};
  }

private:
  explicit task(std::coroutine_handle<promise_type> h) : handle_(h) {}
  std::coroutine_handle<promise_type> handle_;
  std::string executor_;
  bool awaited_ = false;
};
task tick();

lib::task<void> stays_where_it_is() {
  task t = tick();
  co_await t;
  // ok: the coroutine was not taken out
  co_await t;
}
} // namespace marked

cppcoro::task<> when_ready_first() {
  auto rows = count_rows();
  co_await rows.when_ready();
  // ok: when_ready() takes nothing
  use(co_await rows);
}
