// RUN: %check
#include <asio/awaitable.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <generic/eager_task.h>
#include <generic/lazy_task.h>
#include <future>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

cppcoro::task<> save(std::string row);
cppcoro::task<int> count_rows();
cppcoro::task<cppcoro::task<>> prepare(std::string row);
cppcoro::task<cppcoro::task<int>> prepare_count();
asio::awaitable<asio::awaitable<void>> plan_greeting(int client);
lib::task<lib::task<int>> plan();
void log_line(const std::string &line);

/// Runs a callable on a pool and gives its result: it takes a coroutine as well, and does not unwrap.
template <typename F> cppcoro::task<std::invoke_result_t<F>> run_on(cppcoro::static_thread_pool &pool, F f) {
  co_await pool.schedule();
  co_return f();
}
/// The same, but it awaits what the callable gives.
template <typename F> cppcoro::task<> unwrap_on(cppcoro::static_thread_pool &pool, F f) {
  co_await pool.schedule();
  co_await f();
}

// A coroutine handed to what runs callables: one await unwraps the outer task only.
cppcoro::task<> store(cppcoro::static_thread_pool &pool, std::string row) {
  co_await run_on(pool, [row]() -> cppcoro::task<> { co_await save(row); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what this 'co_await' gives is itself a task, and it is dropped: it is lazy, so the body of the lambda never runs [coro-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await the inner task as well
  // CHECK-FIXES: {{^}}  co_await (co_await run_on(pool, [row]() -> cppcoro::task<> { co_await save(row); }));
  // CHECK-FIXES-SAFE: {{^}}  co_await run_on(pool, [row]() -> cppcoro::task<> { co_await save(row); });
  co_await run_on(pool, count_rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what this 'co_await' gives is itself a task, and it is dropped: it is lazy, so 'count_rows' never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await the inner task as well
  // CHECK-FIXES: {{^}}  co_await (co_await run_on(pool, count_rows));
  co_await run_on(pool, &count_rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what this 'co_await' gives is itself a task, and it is dropped: it is lazy, so 'count_rows' never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await the inner task as well
  // CHECK-FIXES: {{^}}  co_await (co_await run_on(pool, &count_rows));
}

// A task of a task that is declared as such.
cppcoro::task<> save_all(std::vector<std::string> rows) {
  for (const std::string &row : rows)
    co_await prepare(row);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what this 'co_await' gives is itself a task, and it is dropped: it is lazy, so the work in it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:5: note: await the inner task as well
  // CHECK-FIXES: {{^}}    co_await (co_await prepare(row));
  if (rows.empty())
    (void)co_await prepare_count();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: what this 'co_await' gives is itself a task, and it is dropped
  auto planned = prepare("last");
  log_line("planned"), co_await std::move(planned);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: what this 'co_await' gives is itself a task, and it is dropped
}
asio::awaitable<void> greet(int client) {
  co_await plan_greeting(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what this 'co_await' gives is itself a task, and it is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await the inner task as well
  // CHECK-FIXES: {{^}}  co_await (co_await plan_greeting(client));
  client > 0 ? (void)(co_await plan_greeting(1)) : void();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: what this 'co_await' gives is itself a task, and it is dropped
}
lib::task<void> generic_one() {
  co_await plan();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what this 'co_await' gives is itself a task, and it is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await the inner task as well
  // CHECK-FIXES: {{^}}  co_await (co_await plan());
}

// Kept in a variable, and forgotten there.
cppcoro::task<> keep(cppcoro::static_thread_pool &pool) {
  auto rows = co_await run_on(pool, count_rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'rows' is a task that nobody awaits: it is lazy, so 'count_rows' never runs [coro-nested-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: await the inner task as well
  // CHECK-FIXES: {{^}}  auto rows = co_await (co_await run_on(pool, count_rows));
  auto saved = co_await prepare("row");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'saved' is a task that nobody awaits: it is lazy, so the work in it never runs
  if (saved.is_ready())
    log_line("saved");
  (void)saved;
}

// std::async takes coroutines, too.
void offload(std::string row) {
  auto counted = std::async(std::launch::async, count_rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'counted' is a future of a task that nobody awaits: it is lazy, so 'count_rows' never runs [coro-nested-task]
  counted.wait();
  std::async(std::launch::async, save, row);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'async' is a future of a task, and both are dropped: it is lazy, so 'save' never runs [coro-nested-task]
  (void)std::async([row]() -> cppcoro::task<> { co_await save(row); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the result of 'async' is a future of a task, and both are dropped: it is lazy, so the body of the lambda never runs
}

// Other lazy things.
cppcoro::task<cppcoro::generator<int>> make_rows();
cppcoro::task<cppcoro::async_mutex_scoped_lock_operation> reserve();
cppcoro::task<> others() {
  co_await reserve();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what this 'co_await' gives is itself an operation, and it is dropped: it does nothing until it is awaited
  // ok: a sequence that nobody iterates is not awaited in any case
  co_await make_rows();
}

// In a template: where it is instantiated.
template <typename T> cppcoro::task<> twice(cppcoro::static_thread_pool &pool, T work) {
  co_await run_on(pool, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what this 'co_await' gives is itself a task, and it is dropped
}
cppcoro::task<> use_twice(cppcoro::static_thread_pool &pool) {
  co_await twice(pool, [] { return save("row"); });
  // ok: for this one the same line is fine, and it is reported once
  co_await twice(pool, [] { return 1; });
}

// ok: both are awaited
cppcoro::task<int> both(cppcoro::static_thread_pool &pool) {
  co_await (co_await prepare("row"));
  co_await co_await prepare("row");
  int rows = co_await (co_await run_on(pool, count_rows));
  // ok: later
  auto saved = co_await prepare("row");
  co_await std::move(saved);
  // ok: with others
  auto first = co_await prepare_count();
  auto second = co_await prepare_count();
  co_await cppcoro::when_all(std::move(first), std::move(second));
  co_return rows;
}

// ok: handed on
cppcoro::task<cppcoro::task<>> handed_on() { co_return co_await prepare("row"); }
void start(cppcoro::task<> work);
cppcoro::task<> given_away(std::vector<cppcoro::task<>> &all) {
  start(co_await prepare("row"));
  all.push_back(co_await prepare("row"));
  auto kept = co_await prepare("row");
  start(std::move(kept));
  // ok: captured
  auto taken = co_await prepare("row");
  auto later = [work = std::move(taken)]() mutable { start(std::move(work)); };
  later();
}

// ok: unwrapped by what it is given to
cppcoro::task<> unwrapped(cppcoro::static_thread_pool &pool) {
  co_await unwrap_on(pool, [] { return save("row"); });
}

// ok: not a task, or one that runs anyway
cppcoro::task<std::unique_ptr<int>> make_pointer();
cppcoro::task<lib::eager_task> start_now();
cppcoro::task<> plain_results() {
  co_await make_pointer();
  co_await count_rows();
  // ok: eager
  co_await start_now();
}

// ok: a reference to a task that somebody else has
cppcoro::task<cppcoro::task<> &> find_running(int id);
cppcoro::task<> looked_up(int id) { co_await find_running(id); }

// ok: the future is asked for its task (which coro-unawaited-task looks after), or holds something else
cppcoro::task<> futures() {
  auto counted = std::async(std::launch::async, count_rows);
  auto task = counted.get();
  int rows = co_await std::move(task);
  auto plain = std::async(std::launch::deferred, [rows] { return rows; });
  plain.wait();
}
