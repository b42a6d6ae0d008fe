// The checks on folly::coro: what blocks, what is never awaited, what is dropped, what runs a loop within a loop.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-future-get,coro-blocking-thread-sync,coro-blocking-destructor,coro-sync-wait-in-coroutine,coro-nested-loop-run,coro-unawaited-task,coro-voided-lazy-task,coro-coroutine-as-void-callback,coro-detached-swallows-exception,coro-ignored-gather-result,coro-unjoined-scope,coro-dropped-await-guard
#include <chrono>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Collect.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/executors/GlobalExecutor.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>
#include <folly/synchronization/Baton.h>
#include <stdexcept>
#include <thread>

using namespace std::chrono_literals;

folly::coro::Task<int> fetch(int id);
folly::SemiFuture<int> legacyFetch(int id);
folly::coro::Task<void> refresh() {
  if (co_await fetch(0) == 0)
    throw std::runtime_error("nothing there");
}
folly::coro::Task<void> yields() { co_await folly::coro::co_reschedule_on_current_executor; }

// Blocking.

folly::coro::Task<int> blocks(folly::Baton<> &baton) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  // CHECK-FIXES: {{^}}  co_await folly::coro::sleep(100ms);
  int first = folly::coro::blockingWait(fetch(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'blockingWait' {{.*}} [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: {{^}}  int first = co_await fetch(1);
  int second = legacyFetch(2).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'get' waits for the future on this thread: {{.*}} [coro-blocking-future-get]
  baton.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' {{.*}} [coro-blocking-thread-sync]
  folly::CPUThreadPoolExecutor pool(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: at the end of its scope the destructor of 'pool' waits for its threads to end{{.*}} [coro-blocking-destructor]
  // ok: ready, or awaited.
  auto third = legacyFetch(3);
  if (third.isReady())
    co_return first + second + std::move(third).get();
  co_return co_await legacyFetch(4);
}

// What runs on a pool may block.
folly::coro::Task<int> readFile() {
  std::this_thread::sleep_for(100ms);
  co_return 1;
}
folly::coro::Task<int> offloads(folly::CPUThreadPoolExecutor &pool) {
  // ok: nothing but threads of the pool run it.
  co_return co_await folly::coro::co_withExecutor(&pool, readFile());
}

// A loop within a loop.

folly::coro::Task<void> nested(folly::EventBase &events) {
  events.loop();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'loop' runs an event loop inside coroutine 'nested'{{.*}} [coro-nested-loop-run]
  co_return;
}

// Never awaited.

folly::coro::Task<void> forgets(folly::coro::Mutex &mutex) {
  fetch(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: {{.*}}never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await fetch(5);
  folly::coro::sleep(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sleep' is dropped: {{.*}}never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await folly::coro::sleep(100ms);
  mutex.co_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'co_lock' is dropped: the mutex is not locked unless the operation is awaited [coro-unawaited-task]
  folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), fetch(6));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'co_withExecutor' is dropped: the task never runs [coro-unawaited-task]
  (void)fetch(7);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-voided-lazy-task]
  mutex.unlock();
  // ok: this one is kept for the block.
  auto lock = co_await mutex.co_scoped_lock();
  co_await folly::coro::co_reschedule_on_current_executor;
}

void callbacks(folly::EventBase &events) {
  events.runInEventBaseThread([]() -> folly::coro::Task<void> { co_await refresh(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: {{.*}} [coro-coroutine-as-void-callback]
  events.runInEventBaseThread([] { (void)legacyFetch(8); });
}

// Dropped.

void starts(folly::CPUThreadPoolExecutor &pool) {
  folly::coro::co_withExecutor(&pool, refresh()).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'refresh' is dropped here without a trace [coro-detached-swallows-exception]
  // ok: nothing in it fails.
  folly::coro::co_withExecutor(&pool, yields()).start();
  // ok: the callback is given the exception.
  folly::coro::co_withExecutor(&pool, refresh()).start([](folly::Try<void> &&) {});
  // ok: who asks for the result gets the exception.
  auto kept = folly::coro::co_withExecutor(&pool, refresh()).start();
  std::move(kept).get();
}

folly::coro::Task<void> gathers() {
  co_await folly::coro::collectAllTry(fetch(9), fetch(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-ignored-gather-result]
  co_await folly::coro::collectAll(fetch(11), fetch(12));
}

folly::coro::Task<void> unjoined() {
  folly::coro::AsyncScope scope;
  scope.add(folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), refresh()));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' gets work here and is destroyed without being joined: the destructor ends the program [coro-unjoined-scope]
  co_await fetch(13);
}

// As folly's own documentation does it: nothing to say.

folly::coro::Task<int> worker(folly::coro::Mutex &mutex, int &shared) {
  auto *executor = co_await folly::coro::co_current_executor;
  folly::coro::AsyncScope scope;
  for (int turn = 0; turn < 3; ++turn)
    scope.add(folly::coro::co_withExecutor(executor, refresh()));
  co_await scope.joinAsync();
  {
    auto lock = co_await mutex.co_scoped_lock();
    ++shared;
  }
  co_await folly::coro::sleep(10ms);
  auto results = co_await folly::coro::collectAllTry(fetch(14), fetch(15));
  co_return std::get<0>(results).hasValue() ? co_await folly::coro::co_invoke([]() -> folly::coro::Task<int> {
    co_return co_await fetch(16);
  }) : 0;
}

int main() {
  folly::coro::Mutex mutex;
  int shared = 0;
  // ok: main is no coroutine.
  return folly::coro::blockingWait(worker(mutex, shared));
}
