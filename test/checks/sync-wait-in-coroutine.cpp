// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <coro/sync_wait.hpp>
#include <coro/task.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Task.h>
#include <generic/lazy_task.h>
#include <generic/picky_task.h>

#include <string>
#include <thread>

#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QtCore/QTimer>
// CHECK-FIXES: #include <utility>

struct user {
  std::string name;
  int id;
};
cppcoro::task<user> load(int id);
cppcoro::task<int> count_users();
cppcoro::task<> flush();
QCoro::Task<int> query();

cppcoro::task<int> greet(int id, bool all) {
  user who = cppcoro::sync_wait(load(id));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'sync_wait' stops the thread of coroutine 'greet' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  std::string name = cppcoro::sync_wait(load(id)).name;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sync_wait' stops the thread of coroutine 'greet' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  if (cppcoro::sync_wait(count_users()) > 3)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' stops the thread of coroutine 'greet' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
    cppcoro::sync_wait(flush());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' stops the thread of coroutine 'greet' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  for (long left = cppcoro::sync_wait(count_users()); left > 0; --left)
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'sync_wait' stops the thread of coroutine 'greet' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
    cppcoro::sync_wait(cppcoro::when_all(flush(), load(static_cast<int>(left))));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' stops the thread of coroutine 'greet' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  cppcoro::sync_wait((flush()));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' stops the thread of coroutine 'greet' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  int n = cppcoro::sync_wait(all ? count_users() : count_users());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' stops the thread of coroutine 'greet' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  co_return n + who.id + cppcoro::sync_wait(count_users());
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'sync_wait' stops the thread of coroutine 'greet' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: user who = co_await load(id);
  // CHECK-FIXES: std::string name = (co_await load(id)).name;
  // CHECK-FIXES: if (co_await count_users() > 3)
  // CHECK-FIXES: co_await flush();
  // CHECK-FIXES: for (long left = co_await count_users(); left > 0; --left)
  // CHECK-FIXES: co_await cppcoro::when_all(flush(), load(static_cast<int>(left)));
  // CHECK-FIXES: co_await (flush());
  // CHECK-FIXES: int n = co_await (all ? count_users() : count_users());
  // CHECK-FIXES: co_return n + who.id + co_await count_users();
}

class cache {
public:
  cppcoro::task<int> warm() {
    auto counting = count_users();
    // A named task is awaited where it stands.
    int users = cppcoro::sync_wait(counting);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'sync_wait' stops the thread of coroutine 'cache::warm' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
    int pages = cppcoro::sync_wait(pages_) + cppcoro::sync_wait(pages_);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'sync_wait' stops the thread of coroutine 'cache::warm' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
    // CHECK-MESSAGES: :[[@LINE-2]]:46: warning: 'sync_wait' stops the thread of coroutine 'cache::warm' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
    // CHECK-FIXES: int users = co_await counting;
    // CHECK-FIXES: int pages = co_await pages_ + co_await pages_;
    auto loading = load(users);
    user first = cppcoro::sync_wait(std::move(loading));
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'sync_wait' stops the thread of coroutine 'cache::warm' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
    // CHECK-FIXES: user first = co_await std::move(loading);
    co_return pages + first.id;
  }

private:
  cppcoro::shared_task<int> pages_;
};

auto refresher = []() -> cppcoro::task<> {
  cppcoro::sync_wait(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' stops the thread of this coroutine until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: co_await flush();
  co_return;
};

// Reported once, however often it is instantiated.
template <typename Loader> cppcoro::task<int> total(Loader loader, int id) {
  user who = cppcoro::sync_wait(loader(id));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'sync_wait' stops the thread of coroutine 'total' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: user who = co_await loader(id);
  co_return who.id;
}
template cppcoro::task<int> total(cppcoro::task<user> (*)(int), int);

QCoro::Task<int> refresh() {
  QCoro::waitFor(QCoro::sleepFor(std::chrono::milliseconds(10)));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitFor' runs an event loop inside coroutine 'refresh' until the task is done: slots and other coroutines of its thread run in the middle of it [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::milliseconds(10));
  auto running = query();
  // Whether a QCoro task may be awaited by name is not certain, that it may be moved is.
  int rows = QCoro::waitFor(running);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'waitFor' runs an event loop inside coroutine 'refresh' until the task is done: slots and other coroutines of its thread run in the middle of it [coro-sync-wait-in-coroutine]
  co_return rows + QCoro::waitFor(query());
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'waitFor' runs an event loop inside coroutine 'refresh' until the task is done: slots and other coroutines of its thread run in the middle of it [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: int rows = co_await std::move(running);
  // CHECK-FIXES: co_return rows + co_await query();
}

// Libraries that nobody described: the name and the types say it.
coro::task<int> libcoro_pages() {
  coro::task<int> pending = libcoro_pages();
  coro::sync_wait(pending);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' stops the thread of coroutine 'libcoro_pages' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: co_await pending;
  co_return 3;
}
lib::task<int> own_pages(lib::task<int> pending) {
  int n = lib::sync_wait(std::move(pending));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' stops the thread of coroutine 'own_pages' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: int n = co_await std::move(pending);
  co_return n;
}

// --- reported, but there is nothing to await there -----------------------------------------------

// In folly these are function objects; whether the promise takes the task is not certain.
folly::coro::Task<int> folly_pages() {
  int n = folly::coro::blockingWait(folly_pages());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'blockingWait' stops the thread of coroutine 'folly_pages' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  co_return n + folly::coro::blocking_wait(folly_pages());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'blocking_wait' stops the thread of coroutine 'folly_pages' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
}

#define WAIT(task) cppcoro::sync_wait(task)

cppcoro::task<> tidy_up() {
  WAIT(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' stops the thread of coroutine 'tidy_up' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  // CHECK-MESSAGES: :[[@LINE-5]]:20: note: expanded from macro 'WAIT'
  // No co_await in a handler, nor in the initialiser of a static.
  try {
    co_await flush();
  } catch (...) {
    cppcoro::sync_wait(flush());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' stops the thread of coroutine 'tidy_up' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  }
  static int users = cppcoro::sync_wait(count_users());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sync_wait' stops the thread of coroutine 'tidy_up' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  (void)users;
  // A lambda that is called where it stands runs in the coroutine, but cannot suspend it.
  [] { cppcoro::sync_wait(flush()); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'sync_wait' stops the thread of coroutine 'tidy_up' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
}

// Another library's coroutine cannot await the task.
asio::awaitable<int> bridged() { co_return cppcoro::sync_wait(count_users()); }
// CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'sync_wait' stops the thread of coroutine 'bridged' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
lib::picky_task picky() {
  cppcoro::sync_wait(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' stops the thread of coroutine 'picky' until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
  co_return;
}

// A member or a parameter that is a reference may be needed again.
QCoro::Task<int> shared_query(QCoro::Task<int> &running) {
  co_return QCoro::waitFor(running) + QCoro::waitFor(running);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'waitFor' runs an event loop inside coroutine 'shared_query' until the task is done: slots and other coroutines of its thread run in the middle of it [coro-sync-wait-in-coroutine]
  // CHECK-MESSAGES: :[[@LINE-2]]:39: warning: 'waitFor' runs an event loop inside coroutine 'shared_query' until the task is done: slots and other coroutines of its thread run in the middle of it [coro-sync-wait-in-coroutine]
}
QCoro::Task<int> in_loop(QCoro::Task<int> running) {
  int n = 0;
  while (n < 3)
    n += QCoro::waitFor(running);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitFor' runs an event loop inside coroutine 'in_loop' until the task is done: slots and other coroutines of its thread run in the middle of it [coro-sync-wait-in-coroutine]
  co_return n;
}

void start(asio::io_context &io) {
  // A handler runs on the loop, coroutine or not.
  asio::post(io, [] { cppcoro::sync_wait(flush()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sync_wait' stops the loop that runs this handler until the task is done, and if the task needs that thread it never is [coro-sync-wait-in-coroutine]
}

// --- safe ----------------------------------------------------------------------------------------

cppcoro::task<int> twice() {
  auto counting = count_users();
  int n = co_await counting;
  // ok: it is done already
  co_return n + cppcoro::sync_wait(counting);
}

cppcoro::task<int> if_ready(cppcoro::shared_task<int> pages) {
  // ok: asks first
  if (pages.is_ready())
    co_return cppcoro::sync_wait(pages);
  co_return 0;
}

cppcoro::task<> elsewhere(asio::thread_pool &pool) {
  // ok: on threads of their own
  std::thread([] { cppcoro::sync_wait(flush()); }).detach();
  asio::post(pool, [] { cppcoro::sync_wait(flush()); });
  // ok: whoever calls the lambda decides where it runs
  auto later = [] { cppcoro::sync_wait(flush()); };
  (void)later;
  co_return;
}

void on_timeout(QTimer *timer) {
  // ok: a plain slot, where nothing can be awaited
  QObject::connect(timer, &QTimer::timeout, [] { QCoro::waitFor(query()); });
}

// Names of one's own.
struct clock_drift {};
int sync_wait(clock_drift drift);
lib::task<int> sync_wait(lib::task<int> first, int retries);
struct door {
  void waitFor(int seconds);
};

cppcoro::task<int> own_names(door front) {
  // ok: waits for no task
  front.waitFor(3);
  co_return sync_wait(clock_drift{});
}

lib::task<int> retried() {
  // ok: returns a task, which is awaited
  co_return co_await sync_wait(own_pages(retried()), 3);
}

int main() {
  // ok: where a program enters its coroutines
  return cppcoro::sync_wait(count_users()) + QCoro::waitFor(query());
}
