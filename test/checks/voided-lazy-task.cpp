// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/task.hpp>
#include <generic/eager_task.h>
#include <qcoro/qcorotask.h>
#include <functional>
#include <string>
#include <tuple>
#include <utility>

asio::awaitable<void> notify(int client);
asio::awaitable<int> read_request(int client);
cppcoro::task<> save(const std::string &row);
cppcoro::generator<int> rows();
QCoro::Task<> reload();
lib::eager_task ping();
int count_clients();

asio::awaitable<void> serve(int client, bool polite) {
  (void)notify(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but it is lazy, so 'notify' never runs [coro-voided-lazy-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it to run it
  // CHECK-FIXES: {{^}}  co_await notify(client);
  static_cast<void>(notify(client));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but it is lazy
  // CHECK-FIXES: {{^}}  co_await notify(client);
  void(read_request(client));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but it is lazy, so 'read_request' never runs
  // CHECK-FIXES: {{^}}  co_await read_request(client);
  std::ignore = notify(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: assigning the task to std::ignore silences the compiler, but it is lazy, so 'notify' never runs [coro-voided-lazy-task]
  // CHECK-FIXES: {{^}}  co_await notify(client);
  if (polite)
    (void)notify(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: casting the task to void
  // CHECK-FIXES: {{^}}    co_await notify(client);
  for (int i = 0; i < 3; ++i)
    (void)(notify(i));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: casting the task to void
  // CHECK-FIXES: {{^}}    co_await notify(i);
  int left = ((void)notify(client), 3);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: casting the task to void
  // CHECK-FIXES: {{^}}  int left = (co_await notify(client), 3);
  (void)notify(
      // the client that asked
      left);
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: casting the task to void
  // CHECK-FIXES: {{^}}  co_await notify(
  co_return;
}

// Where no co_await may stand, or it would not be the same code, no fix is offered.
asio::awaitable<void> no_fix(int client, bool polite) {
  try {
    co_await notify(client);
  } catch (...) {
    (void)notify(client);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: casting the task to void
    // CHECK-FIXES: {{^}}    (void)notify(client);
  }
  static int once = ((void)notify(client), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: casting the task to void
  // CHECK-FIXES: {{^}}  static int once = ((void)notify(client), 1);
  (void)(polite ? notify(once) : notify(0));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void
  // CHECK-FIXES: {{^}}  (void)(polite ? notify(once) : notify(0));
  (void)save("another library's task");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void
  // CHECK-FIXES: {{^}}  (void)save("another library's task");
}

int boot_order = ((void)notify(0), 1);
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: casting the task to void

void not_a_coroutine(int client) {
  (void)notify(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but it is lazy
  auto later = [client] { std::ignore = notify(client); };
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: assigning the task to std::ignore silences the compiler
  later();
  (void)rows();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but it is lazy, so 'rows' never runs
}

asio::awaitable<void> notify_again(int client) { return notify(client); }

asio::awaitable<void> operations(asio::io_context &io, asio::awaitable<void> (*by_pointer)(int)) {
  (void)[]() -> asio::awaitable<void> { co_return; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but it is lazy, so it never runs [coro-voided-lazy-task]
  // CHECK-FIXES: {{^}}  co_await []() -> asio::awaitable<void> { co_return; }();
  (void)notify_again(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but it is lazy, so it never runs
  // CHECK-FIXES: {{^}}  co_await notify_again(1);
  (void)by_pointer(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but it is lazy, so it never runs
  // CHECK-FIXES: {{^}}  co_await by_pointer(1);
  (void)asio::co_spawn(io, notify(1), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but with this completion token nothing is spawned [coro-voided-lazy-task]
  // CHECK-FIXES: {{^}}  co_await asio::co_spawn(io, notify(1), asio::use_awaitable);
  co_return;
}

cppcoro::task<> update(cppcoro::async_mutex &mutex) {
  (void)mutex.lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but the operation does nothing until it is awaited [coro-voided-lazy-task]
  // CHECK-FIXES: {{^}}  co_await mutex.lock_async();
  // The guard would go at the semicolon: no fix.
  (void)mutex.scoped_lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but the operation does nothing
  // CHECK-FIXES: {{^}}  (void)mutex.scoped_lock_async();
  co_return;
}

class connection {
public:
  cppcoro::task<> close();
  ~connection() { (void)close(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: casting the task to void silences the compiler, but it is lazy, so 'close' never runs
};

template <typename Step> cppcoro::task<> with_log(Step step) {
  (void)save("begin");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void
  // CHECK-FIXES: {{^}}  co_await save("begin");
  (void)step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void
  co_return;
}
cppcoro::task<> instantiate() {
  co_await with_log([] { return save("a"); });
  co_await with_log([]() -> cppcoro::task<> { co_return; });
}

#define UNUSED(x) (void)x
#define NOTIFY(client) (void)notify(client)
asio::awaitable<void> macros(int client) {
  UNUSED(notify(client));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void
  // CHECK-FIXES: {{^}}  UNUSED(notify(client));
  NOTIFY(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void
  // CHECK-FIXES: {{^}}  NOTIFY(client);
  co_return;
}

// Safe code.

cppcoro::task<int> pending();
cppcoro::task<> &current();

asio::awaitable<void> fine(asio::io_context &io, asio::awaitable<int> request) {
  // ok: the result of the await is dropped, the task did run
  (void)co_await read_request(1);
  std::ignore = co_await read_request(2);
  // ok: no task
  (void)count_clients();
  std::ignore = count_clients();
  // ok: spawned
  (void)asio::co_spawn(io, notify(1), asio::detached);
  // ok: marks a parameter as unused; nothing was made here
  (void)request;
  (void)current();
  (void)std::move(request);
  // ok: never evaluated
  static_assert(requires { (void)notify(1); });
  static_assert(!noexcept((void)notify(1)));
}

// ok: never evaluated, in a declaration
template <typename Client> auto can_notify(Client client) -> decltype((void)notify(client), true);
template <typename Client> concept notifiable = requires(Client client) { (void)notify(client); };
static_assert(notifiable<int>);

QCoro::Task<> slot() {
  // ok: an eager task did start: the cast says that nobody waits for it
  (void)reload();
  std::ignore = reload();
  static_cast<void>(ping());
  co_return;
}

// ok: not a cast to void of a task, but of what a member of it returns
bool is_done() {
  cppcoro::task<int> task = pending();
  (void)task.is_ready();
  return task.is_ready();
}

// ok: a callable whose task is returned
std::function<cppcoro::task<>()> keep() {
  return [] { return save("kept"); };
}

#define REQUIRE_THROWS(expression)                                                                 \
  try {                                                                                            \
    static_cast<void>(expression);                                                                 \
  } catch (...) {                                                                                  \
  }
#define REQUIRE_NOTHING(expression) static_cast<void>(expression)
void tests_failures() {
  // ok: what throws returns nothing
  REQUIRE_THROWS(save("row"));
  REQUIRE_NOTHING(save("row"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler
}
