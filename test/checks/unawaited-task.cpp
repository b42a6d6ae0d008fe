// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/deferred.hpp>
#include <asio/detached.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <qcoro/qcorotask.h>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

asio::awaitable<void> send_greeting(int client);
asio::awaitable<int> read_request(int client);
cppcoro::task<> save(const std::string &row);
QCoro::Task<int> reload();
void log_line(const std::string &line);
void do_nothing() {}

// A lazy task never ran: the fix is certain, so it is on the warning.
asio::awaitable<void> serve(int client, bool polite) {
  send_greeting(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'send_greeting' is dropped: it is lazy, so 'send_greeting' never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await send_greeting(client);
  // CHECK-FIXES-SAFE: {{^}}  co_await send_greeting(client);
  if (polite)
    send_greeting(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'send_greeting'
  // CHECK-FIXES: {{^}}    co_await send_greeting(client);
  else
    read_request(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'read_request'
  // CHECK-FIXES: {{^}}    co_await read_request(client);
  for (int i = 0; i < 3; ++i)
    send_greeting(i);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'send_greeting'
  // CHECK-FIXES: {{^}}    co_await send_greeting(i);
  while (co_await read_request(client))
    (send_greeting(client));
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task returned by 'send_greeting'
  // CHECK-FIXES: {{^}}    (co_await send_greeting(client));
  int left = (send_greeting(client), 3);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'send_greeting'
  // CHECK-FIXES: {{^}}  int left = (co_await send_greeting(client), 3);
  switch (left) {
  case 1:
    send_greeting(client);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'send_greeting'
    // CHECK-FIXES: {{^}}    co_await send_greeting(client);
    break;
  }
}

// Where no co_await may stand, or it would not be the same code, no fix is offered.
asio::awaitable<void> no_fix(int client, bool polite) {
  try {
    co_await send_greeting(client);
  } catch (...) {
    send_greeting(client);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'send_greeting'
    // CHECK-FIXES: {{^}}    send_greeting(client);
  }
  static int once = (send_greeting(client), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task returned by 'send_greeting'
  // CHECK-FIXES: {{^}}  static int once = (send_greeting(client), 1);
  polite ? send_greeting(once) : send_greeting(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by 'send_greeting'
  // CHECK-MESSAGES: :[[@LINE-2]]:34: warning: the task returned by 'send_greeting'
  // CHECK-FIXES: {{^}}  polite ? send_greeting(once) : send_greeting(0);
  [&] { send_greeting(client); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'send_greeting'
  // CHECK-FIXES: {{^}}  [&] { send_greeting(client); }();
  save("another library's task");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is dropped: it is lazy, so 'save' never runs
  // CHECK-FIXES: {{^}}  save("another library's task");
}

void not_a_coroutine(int client) {
  send_greeting(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'send_greeting'
  auto later = [client] { send_greeting(client); };
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the task returned by 'send_greeting'
  later();
}

int boot_order = (send_greeting(0), 1);
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task returned by 'send_greeting'

// How the callee is named.
asio::awaitable<void> greet_again(int client) { return send_greeting(client); }

asio::awaitable<void> callees(int client, asio::awaitable<void> (*by_pointer)(int),
                              std::function<asio::awaitable<void>(int)> handler) {
  auto session = [client]() -> asio::awaitable<void> {
    read_request(client);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'read_request'
    // CHECK-FIXES: {{^}}    co_await read_request(client);
    co_return;
  };
  session();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'session' is dropped: it is lazy, so 'session' never runs
  // CHECK-FIXES: {{^}}  co_await session();
  handler(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'handler' is dropped
  // CHECK-FIXES: {{^}}  co_await handler(client);
  by_pointer(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this task is dropped: it is lazy, so it never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await by_pointer(client);
  []() -> asio::awaitable<void> { co_return; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this task is dropped: it is lazy, so it never runs
  // CHECK-FIXES: {{^}}  co_await []() -> asio::awaitable<void> { co_return; }();
  greet_again(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'greet_again' is dropped: it is lazy, so it never runs
  // CHECK-FIXES: {{^}}  co_await greet_again(client);
  using namespace asio::experimental::awaitable_operators;
  send_greeting(1) && send_greeting(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this task is dropped: it is lazy, so it never runs
  // CHECK-FIXES: {{^}}  co_await (send_greeting(1) && send_greeting(2));
  co_return;
}

class connection {
public:
  asio::awaitable<void> close();
  asio::awaitable<void> run() {
    close();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'close' is dropped: it is lazy, so 'close' never runs
    // CHECK-FIXES: {{^}}    co_await close();
    this->close();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'close'
    // CHECK-FIXES: {{^}}    co_await this->close();
    co_return;
  }
  ~connection() {
    close();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'close'
    // CHECK-FIXES: {{^}}    close();
  }
};

// Operations of Asio, and spawning that starts nothing.
asio::awaitable<void> operations(asio::io_context &io, asio::steady_timer &timer) {
  timer.async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'async_wait' is dropped: it is lazy, so it never runs
  // CHECK-FIXES: {{^}}  co_await timer.async_wait(asio::use_awaitable);
  timer.async_wait(asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'async_wait' is dropped: the operation is never started [coro-unawaited-task]
  asio::co_spawn(io, send_greeting(1), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_spawn' with this completion token is lazy, and its result is dropped: nothing is spawned [coro-unawaited-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it to run it
  // CHECK-FIXES: {{^}}  co_await asio::co_spawn(io, send_greeting(1), asio::use_awaitable);
  // CHECK-FIXES-SAFE: {{^}}  asio::co_spawn(io, send_greeting(1), asio::use_awaitable);
  // ok: spawned, and there is no task to drop
  asio::co_spawn(io, send_greeting(1), asio::detached);
  // ok: awaited
  co_await timer.async_wait(asio::use_awaitable);
}

cppcoro::task<> update(cppcoro::async_mutex &mutex) {
  mutex.lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'lock_async' is dropped: the mutex is not locked unless the operation is awaited
  // CHECK-FIXES: {{^}}  co_await mutex.lock_async();
  // The guard would go at the semicolon: no fix.
  mutex.scoped_lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'scoped_lock_async' is dropped: the mutex is not locked
  // CHECK-FIXES: {{^}}  mutex.scoped_lock_async();
  cppcoro::when_all(save("a"), save("b"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the operation returned by 'when_all' is dropped: it does nothing until it is awaited [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await cppcoro::when_all(save("a"), save("b"));
  co_return;
}

// An eager task did run, so awaiting it is the author's choice.
QCoro::Task<> refresh_view() {
  reload();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'reload' is dropped: 'reload' goes on with nobody waiting for it, and its exception is lost [coro-unawaited-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it to wait for it and to see its errors
  // CHECK-FIXES: {{^}}  co_await reload();
  // CHECK-FIXES-SAFE: {{^}}  reload();
  // ok: the outcome is handled
  reload().then([](int rows) { log_line(std::to_string(rows)); });
  // ok: the library's idiom to go on without it, on purpose
  (void)reload();
  // ok: awaited
  log_line(std::to_string(co_await reload()));
}

// Templates: reported once. Whether the line is a task depends on the arguments, so the edit is offered.
template <typename Step> asio::awaitable<void> with_log(Step step) {
  log_line("begin");
  step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'step' is dropped: it is lazy, so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it to run it
  send_greeting(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'send_greeting'
  // CHECK-FIXES-SAFE: {{^}}  step();
  co_return;
}
template <typename Client> void drop_for(Client client) { send_greeting(client); }
// CHECK-MESSAGES: :[[@LINE-1]]:59: warning: the task returned by 'send_greeting'

asio::awaitable<void> instantiate() {
  co_await with_log([] { return send_greeting(1); });
  co_await with_log([] { return send_greeting(2); });
  drop_for(1);
  drop_for(2L);
}

// Macros: reported where they are used, never edited.
#define GREET(client) send_greeting(client)
#define GREET_ALL(a, b) do { send_greeting(a); send_greeting(b); } while (0)
asio::awaitable<void> macros(int client) {
  GREET(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'send_greeting'
  // CHECK-FIXES: {{^}}  GREET(client);
  GREET_ALL(client, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'send_greeting'
  co_return;
}

// Safe code.

class job_queue {
public:
  cppcoro::task<> &front();
  job_queue &add(cppcoro::task<> job);
};

cppcoro::task<> batch(job_queue &queue, cppcoro::async_scope &scope, cppcoro::task<> current) {
  // ok: kept, and awaited together
  std::vector<cppcoro::task<>> jobs;
  jobs.push_back(save("a"));
  jobs.emplace_back(save("b"));
  co_await cppcoro::when_all(std::move(jobs));
  // ok: handed to somebody who runs it
  queue.add(save("c")).add(save("d"));
  scope.spawn(save("e"));
  // ok: a reference to a task is no new task
  queue.front();
  std::move(current);
  // ok: the old task may have been awaited already
  std::exchange(current, save("f"));
  // ok: assigned
  current = save("g");
  // ok: awaited inside of other expressions
  auto [a, b] = co_await cppcoro::when_all(save("h"), save("i"));
  // ok: a callable that returns its task
  auto make = [] { return save("j"); };
  co_await make();
  // ok: never evaluated
  static_assert(std::is_same_v<decltype(save("k")), cppcoro::task<>>);
  static_assert(requires { save("l"); (save("l"), 1); });
  static_assert(sizeof(save("m")) > 0 && !noexcept(save("n")));
  co_await current;
}

// ok: never evaluated, in a declaration
template <typename Row> auto save_if_possible(Row row) -> decltype(save(row), void());
template <typename Row> concept savable = requires(Row row) { (save(row), 1); };
static_assert(savable<const char *>);

// ok: passed on to the caller
cppcoro::task<> forward(const std::string &row) { return save(row); }

// ok: a slot starts its eager task and has nobody to return it to
void on_button_clicked() { reload(); }

// ok: only the instantiation with a plain function, which returns nothing
template <typename Step> cppcoro::task<> with_timing(Step step) {
  step();
  co_return;
}
cppcoro::task<> time_it() { co_await with_timing(do_nothing); }

namespace tests {
template <typename F> void assert_throws_with_message(F f, const char *) { f(); }
template <typename F> void repeat(F f, const char *) { f(); }
#define EXPECT_THROW(statement, type)                                                              \
  try {                                                                                            \
    statement;                                                                                     \
  } catch (const type &) {                                                                         \
  }
#define EXPECT_NOTHING(statement) statement

struct failure {};
void of_failures() {
  // ok: what throws returns nothing
  assert_throws_with_message([] { save("o"); }, "no such row");
  EXPECT_THROW(save("p"), failure);
  repeat([] { save("q"); }, "three times");
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'save' is dropped
  EXPECT_NOTHING(save("r"));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task returned by 'save' is dropped
}
} // namespace tests
