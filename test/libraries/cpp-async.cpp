// The checks on cpp-async: what blocks, what is never awaited, what is dropped.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-thread-sync,coro-sync-wait-in-coroutine,coro-unawaited-task
#include <async/task.h>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

async::task<int> fetch(int id);
async::task<void> notify();

// Blocking; waiting for a task within one is also how a loop would be run within a loop.

async::task<int> blocks(const async::event_signal &signal) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  int number = async::awaitable_get(fetch(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'awaitable_get' {{.*}} [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: {{^}}  int number = co_await fetch(1);
  signal.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' {{.*}} [coro-blocking-thread-sync]
  co_return number;
}

// Never awaited, dropped: it runs on, and its exception is lost.

async::task<void> forgets() {
  fetch(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: 'fetch' goes on with nobody waiting for it, and its exception is lost [coro-unawaited-task]
  notify();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'notify' is dropped: 'notify' goes on with nobody waiting for it, and its exception is lost [coro-unawaited-task]
  // ok: kept, and awaited later.
  auto third = fetch(3);
  (void)co_await third;
}

// As cpp-async's own documentation does it: nothing to say.

async::task<int> sum() {
  auto first = fetch(4);
  auto second = fetch(5);
  co_return co_await first + co_await second;
}

int main() {
  // ok: main is no coroutine.
  return async::awaitable_get(sum());
}
