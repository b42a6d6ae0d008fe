// The checks on TooManyCooks: what blocks, what is never awaited, what is dropped, what runs a loop within a loop.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-future-get,coro-nested-loop-run,coro-unawaited-task,coro-voided-lazy-task,coro-lazy-tasks-awaited-sequentially,coro-detached-swallows-exception
#include <chrono>
#include <stdexcept>
#include <thread>
#include <tmc/task.hpp>

using namespace std::chrono_literals;

tmc::task<int> fetch(int id);
tmc::task<void> refresh() {
  if (co_await fetch(0) == 0)
    throw std::runtime_error("nothing there");
}

// Blocking. A sleep is shown, not applied: it needs an Asio executor.

tmc::task<int> blocks() {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  co_return tmc::post_waitable(tmc::cpu_executor(), fetch(1)).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'get' waits for the future on this thread: {{.*}} [coro-blocking-future-get]
}

// A loop within a loop.

tmc::task<int> nested() {
  co_return tmc::async_main(fetch(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'async_main' runs an event loop inside coroutine 'nested'{{.*}} [coro-nested-loop-run]
}

// Never awaited.

tmc::task<void> forgets() {
  fetch(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: it is lazy, so 'fetch' never runs, and its frame leaks [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await fetch(3);
  tmc::spawn(fetch(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'spawn' is dropped: nothing is started, and the tasks leak [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await tmc::spawn(fetch(4));
  (void)fetch(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-voided-lazy-task]
  auto first = fetch(6);
  auto second = fetch(7);
  co_await std::move(first);
  // CHECK-MESSAGES: :[[@LINE+1]]:3: warning: {{.*}} [coro-lazy-tasks-awaited-sequentially]
  co_await std::move(second);
}

// Dropped: an exception that leaves what they start ends the program, so nothing is lost.

void starts() {
  // ok: started, and an exception does not go unseen.
  tmc::spawn(refresh()).detach();
  tmc::post(tmc::cpu_executor(), refresh());
}

// As TooManyCooks' own examples do it: nothing to say.

tmc::task<int> work(tmc::mutex &mutex) {
  auto [first, second] = co_await tmc::spawn_tuple(fetch(8), fetch(9));
  co_await mutex;
  int third = co_await tmc::spawn(fetch(10)).run_on(tmc::cpu_executor());
  mutex.unlock();
  int fourth = co_await tmc::spawn_func([] { return 4; }).run_on(tmc::cpu_executor());
  co_return first + second + third + fourth;
}

int main() {
  static tmc::mutex mutex;
  // ok: main is no coroutine.
  return tmc::async_main([]() -> tmc::task<int> { co_return co_await work(mutex); }());
}
