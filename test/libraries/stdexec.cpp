// The checks on stdexec: what blocks, what is never awaited, what is dropped, what runs a loop within a loop.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-destructor,coro-sync-wait-in-coroutine,coro-nested-loop-run,coro-unawaited-task,coro-voided-lazy-task,coro-detached-swallows-exception,coro-unjoined-scope,coro-async-busy-wait
#include <chrono>
#include <exec/task.hpp>
#include <stdexcept>
#include <stdexec/execution.hpp>
#include <thread>

using namespace std::chrono_literals;

exec::task<int> fetch(int id);
stdexec::task<int> compute(int id);
exec::task<void> refresh() {
  if (co_await fetch(0) == 0)
    throw std::runtime_error("nothing there");
}

// Blocking. A sleep is shown, not applied: it needs a scheduler that knows the time.

exec::task<int> blocks() {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  auto [number] = stdexec::sync_wait(fetch(1)).value();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'sync_wait' {{.*}} [coro-sync-wait-in-coroutine]
  exec::static_thread_pool pool(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: at the end of its scope the destructor of 'pool' waits for its threads to end{{.*}} [coro-blocking-destructor]
  co_return number;
}

// A loop within a loop.

stdexec::task<void> nested(stdexec::run_loop &loop) {
  loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'run' runs an event loop inside coroutine 'nested'{{.*}} [coro-nested-loop-run]
  co_return;
}

// Never awaited.

exec::task<void> forgets() {
  fetch(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: {{.*}}never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await fetch(2);
  compute(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'compute' is dropped: {{.*}}never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await compute(3);
  (void)fetch(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-voided-lazy-task]
  co_await fetch(5);
}

exec::task<void> waits(exec::timed_thread_scheduler scheduler, const bool &done) {
  while (!done)
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-async-busy-wait]
    co_await exec::schedule_after(scheduler, 10ms);
}

// Dropped.

exec::task<void> unjoined() {
  exec::async_scope scope;
  scope.spawn(refresh());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
  co_await fetch(6);
}

void starts() {
  // ok: an exception that leaves it ends the program.
  exec::start_detached(refresh());
}

// As stdexec's own examples do it: nothing to say.

exec::task<int> work(exec::timed_thread_scheduler scheduler) {
  exec::async_scope scope;
  scope.spawn(refresh());
  co_await exec::schedule_after(scheduler, 10ms);
  co_await stdexec::when_all(fetch(7), compute(8));
  co_await scope.on_empty();
  co_return co_await fetch(9);
}

int main() {
  exec::static_thread_pool pool(4);
  // ok: main is no coroutine.
  auto [number] = stdexec::sync_wait(work({})).value();
  return number;
}
