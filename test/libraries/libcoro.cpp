// The checks on libcoro: what blocks, what is never awaited, what is dropped, what runs a loop within a loop.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-thread-sync,coro-sync-wait-in-coroutine,coro-nested-loop-run,coro-unawaited-task,coro-detached-swallows-exception,coro-ignored-gather-result
#include <chrono>
#include <coro/coro.hpp>
#include <memory>
#include <stdexcept>
#include <thread>

using namespace std::chrono_literals;

coro::task<int> fetch(int id);
coro::task<void> refresh() {
  if (co_await fetch(0) == 0)
    throw std::runtime_error("nothing there");
}

// Blocking.

coro::task<void> blocks(coro::scheduler &scheduler, coro::thread_pool &pool) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  int number = coro::sync_wait(fetch(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'sync_wait' {{.*}} [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: {{^}}  int number = co_await fetch(1);
  pool.shutdown();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'shutdown' joins the threads: {{.*}} [coro-blocking-thread-sync]
  (void)number;
  // ok: suspends.
  co_await scheduler.yield_for(100ms);
}

coro::task<void> hops(coro::scheduler &scheduler, coro::thread_pool &pool) {
  co_await pool.schedule();
  // ok: on a thread of the pool.
  std::this_thread::sleep_for(100ms);
  co_await scheduler.schedule();
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep
}

// A loop within a loop.

coro::task<void> nested(coro::scheduler &scheduler) {
  scheduler.process_events(1000ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'process_events' runs an event loop inside coroutine 'nested'{{.*}} [coro-nested-loop-run]
  co_return;
}

// Never awaited.

coro::task<void> forgets(coro::scheduler &scheduler, coro::mutex &mutex) {
  fetch(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: {{.*}}never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await fetch(2);
  scheduler.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'schedule' is dropped: the coroutine does not change threads unless it is awaited [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await scheduler.schedule();
  mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'lock' is dropped: the mutex is not locked unless the operation is awaited [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await mutex.lock();
  // ok: these are awaited.
  auto lock = co_await mutex.scoped_lock();
  co_await scheduler.schedule();
}

// Dropped.

void starts(coro::thread_pool &pool) {
  pool.spawn_detached(refresh());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'refresh'{{.*}} [coro-detached-swallows-exception]
}

coro::task<void> gathers() {
  co_await coro::when_all(fetch(3), fetch(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-ignored-gather-result]
  // ok: each part says whether it failed.
  auto [third, fourth] = co_await coro::when_all(fetch(3), fetch(4));
  (void)(third.return_value() + fourth.return_value());
}

// As libcoro's own examples do it: nothing to say.

coro::task<void> serve(std::unique_ptr<coro::scheduler> &scheduler) {
  co_await scheduler->schedule();
  for (int turn = 0; turn < 3; ++turn) {
    int number = co_await scheduler->schedule(fetch(turn));
    (void)number;
    co_await scheduler->yield_for(10ms);
  }
}

int main() {
  auto scheduler = coro::scheduler::make_unique();
  // ok: main is no coroutine.
  coro::sync_wait(serve(scheduler));
  scheduler->shutdown();
}
