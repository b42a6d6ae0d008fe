// RUN: %check
// RUN: %check --suffix=ALLOWED --option "AllowedFunctions=server::accept_all;server::Listener::run" -- -DALLOWED
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/use_future.hpp>
#include <cppcoro/async_scope.hpp>
#include <folly/coro/Task.h>
#include <generic/fire_and_forget.h>
#include <generic/free_co_await.h>
#include <cppcoro/task.hpp>

#include <exception>
#include <utility>

asio::awaitable<void> work();
asio::awaitable<int> count();
lib::fire_and_forget notify(int id);
cppcoro::task<int> later();
extern asio::io_context &io;

namespace testing {
class Test {
public:
  virtual ~Test();
  virtual void TestBody() = 0;
};
} // namespace testing

#ifdef ALLOWED
namespace server {
void accept_all() { asio::co_spawn(io, work(), asio::detached); }
struct Listener {
  void run() { notify(1); }
  void other() { notify(1); }
  // CHECK-MESSAGES-ALLOWED: :[[@LINE-1]]:18: warning: nobody waits for what 'notify' starts here
};
} // namespace server
#else
//===-- Nobody waits -----------------------------------------------------------===//

void start() {
  asio::co_spawn(io, work(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody waits for what 'co_spawn' starts here: it may outlive what it uses, and the program cannot end in order [coro-detached-task]
  asio::co_spawn(io, work(), [](std::exception_ptr e) {
    if (e)
      std::rethrow_exception(e);
  });
  // CHECK-MESSAGES: :[[@LINE-4]]:3: warning: nobody waits for what 'co_spawn' starts here
  notify(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody waits for what 'notify' starts here
  [&]() -> lib::fire_and_forget { co_return; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody waits for what this call starts here
}

// ok: the coroutine itself starts nothing
lib::fire_and_forget written_here(int id) {
  std::exchange(id, 0);
  co_return;
}

asio::awaitable<void> session() {
  asio::co_spawn(co_await asio::this_coro::executor, count(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody waits for what 'co_spawn' starts here
}

struct Handler {
  void on_event() { notify(2); }
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: nobody waits for what 'notify' starts here
};

//===-- Somebody can -------------------------------------------------------------===//

asio::awaitable<void> waits() {
  // ok: awaited
  co_await work();
  // ok: what it returns is waited for
  auto result = asio::co_spawn(io, count(), asio::use_future);
  result.wait();
}

folly::coro::Task<int> query();
void kept(folly::Executor *executor) {
  // ok: the handle is kept
  auto answer = query().scheduleOn(executor).start();
  query().scheduleOn(executor).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody waits for what 'start' starts here
}

lib::friend_task awaited_by_a_friend();
lib::friend_task awaits_it() {
  // ok: an operator that only argument-dependent look-up finds makes it awaitable
  co_await awaited_by_a_friend();
}

// ok: a scope waits for what it starts
void in_scope(cppcoro::async_scope &background) { background.spawn(later()); }

// ok: lazy, so nothing is started
cppcoro::task<int> makes() { return later(); }

//===-- Where programs and tests begin -----------------------------------------------===//

struct SessionTest : testing::Test {
  // ok: a test
  void TestBody() override { notify(3); }
};

// ok: called from C
extern "C" void on_signal(int) { notify(4); }

// ok: somebody has to start the first
int main() {
  asio::co_spawn(io, work(), asio::detached);
  auto start_more = [] { notify(5); };
  start_more();
}
#endif
