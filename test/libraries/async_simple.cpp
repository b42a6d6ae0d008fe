// The checks on async_simple: what blocks, what is never awaited, what is dropped.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-future-get,coro-sync-wait-in-coroutine,coro-nested-loop-run,coro-unawaited-task,coro-voided-lazy-task,coro-coroutine-as-void-callback,coro-detached-swallows-exception,coro-ignored-gather-result,coro-dropped-await-guard
#include <async_simple/Future.h>
#include <async_simple/coro/Collect.h>
#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Mutex.h>
#include <async_simple/coro/Sleep.h>
#include <async_simple/coro/SyncAwait.h>
#include <chrono>
#include <stdexcept>
#include <thread>

using namespace std::chrono_literals;
using async_simple::coro::Lazy;
using async_simple::coro::syncAwait;

Lazy<int> fetch(int id);
async_simple::Future<int> legacyFetch(int id);
Lazy<> refresh() {
  if (co_await fetch(0) == 0)
    throw std::runtime_error("nothing there");
}

// Blocking. A sleep is shown, not applied: which executor keeps the time is the user's to say.

Lazy<int> blocks() {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  int first = legacyFetch(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'get' waits for the future on this thread: {{.*}} [coro-blocking-future-get]
  // ok: these suspend.
  co_await async_simple::coro::sleep(100ms);
  co_return first + co_await legacyFetch(2);
}

// What waits for a task within one runs a loop within a loop, if it needs the executor that it stops.

Lazy<int> nested(async_simple::Executor *executor) {
  int first = syncAwait(fetch(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'syncAwait' {{.*}} [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: {{^}}  int first = co_await fetch(3);
  int second = syncAwait(fetch(4).via(executor));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'syncAwait' {{.*}} [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: {{^}}  int second = syncAwait(fetch(4).via(executor));
  co_return first + second;
}

// Never awaited.

Lazy<> forgets(async_simple::coro::Mutex &mutex, async_simple::Executor *executor) {
  fetch(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: {{.*}}never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await fetch(5);
  mutex.coLock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'coLock' is dropped: the mutex is not locked unless the operation is awaited [coro-unawaited-task]
  executor->after(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'after' is dropped: no time passes unless it is awaited [coro-unawaited-task]
  fetch(6).via(executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'via' is dropped: the task never runs [coro-unawaited-task]
  (void)fetch(7);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-voided-lazy-task]
  co_await mutex.coScopedLock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-dropped-await-guard]
  // ok: this one is kept for the block.
  auto lock = co_await mutex.coScopedLock();
  co_await fetch(8);
}

void callbacks(async_simple::Executor *executor) {
  executor->schedule([]() -> Lazy<> { co_await refresh(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: {{.*}} [coro-coroutine-as-void-callback]
  // ok: started, and the callback has the outcome.
  executor->schedule([] { refresh().start([](async_simple::Try<void> outcome) { outcome.value(); }); });
}

// Dropped.

void starts(async_simple::Executor *executor) {
  // ok: an exception that leaves a detached one is thrown where it is resumed.
  refresh().via(executor).detach();
  refresh().start([](async_simple::Try<void>) {});
}

Lazy<> gathers() {
  co_await async_simple::coro::collectAll(fetch(9), fetch(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-ignored-gather-result]
  // ok: each part says whether it failed.
  auto [first, second] = co_await async_simple::coro::collectAll(fetch(11), fetch(12));
  (void)(first.value() + second.value());
}

// As async_simple's own examples do it: nothing to say.

Lazy<int> countLines(async_simple::coro::Mutex &mutex, int &count) {
  auto lock = co_await mutex.coScopedLock();
  count += co_await fetch(13);
  co_return count;
}

int main() {
  async_simple::coro::Mutex mutex;
  int count = 0;
  // ok: main is no coroutine.
  return syncAwait(countLines(mutex, count));
}
