// The checks on libunifex: what blocks, what is never awaited, what is dropped, what runs a loop within a loop.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-destructor,coro-sync-wait-in-coroutine,coro-nested-loop-run,coro-unawaited-task,coro-voided-lazy-task,coro-unjoined-scope
#include <chrono>
#include <stdexcept>
#include <thread>
#include <unifex/task.hpp>

using namespace std::chrono_literals;

unifex::task<int> fetch(int id);
unifex::task<void> refresh() {
  if (co_await fetch(0) == 0)
    throw std::runtime_error("nothing there");
}

// Blocking.

unifex::task<int> blocks() {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  int number = unifex::sync_wait(fetch(1)).value();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'sync_wait' {{.*}} [coro-sync-wait-in-coroutine]
  unifex::static_thread_pool pool(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: at the end of its scope the destructor of 'pool' waits for its threads to end{{.*}} [coro-blocking-destructor]
  co_return number;
}

unifex::task<void> hops(unifex::static_thread_pool &pool, unifex::timed_single_thread_context &timer) {
  co_await unifex::schedule(pool.get_scheduler());
  // ok: on a thread of the pool.
  std::this_thread::sleep_for(100ms);
  co_await unifex::schedule(timer.get_scheduler());
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
}

// A loop within a loop.

unifex::task<void> nested(unifex::manual_event_loop &loop) {
  loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'run' runs an event loop inside coroutine 'nested'{{.*}} [coro-nested-loop-run]
  co_await fetch(9);
}

// Never awaited.

unifex::task<void> forgets() {
  fetch(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: {{.*}}never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await fetch(2);
  (void)fetch(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-voided-lazy-task]
  co_await fetch(4);
}

// Dropped.

unifex::task<void> unjoined() {
  unifex::async_scope scope;
  scope.detached_spawn(refresh());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
  co_await fetch(5);
}

// As libunifex's own examples do it: nothing to say.

unifex::task<int> work(unifex::timed_single_thread_context &timer) {
  unifex::async_scope scope;
  scope.detached_spawn(refresh());
  co_await unifex::schedule_after(timer.get_scheduler(), 10ms);
  co_await unifex::when_all(fetch(6), fetch(7));
  co_await scope.complete();
  co_return co_await fetch(8);
}

int main() {
  unifex::timed_single_thread_context timer;
  // ok: main is no coroutine.
  return unifex::sync_wait(work(timer)).value();
}
