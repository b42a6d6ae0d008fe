// The checks on concurrencpp: what blocks, what is never awaited, what is dropped, what runs a loop within a loop.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-future-get,coro-blocking-thread-sync,coro-nested-loop-run,coro-unawaited-task,coro-voided-lazy-task,coro-coroutine-as-void-callback
#include <chrono>
#include <concurrencpp/concurrencpp.h>
#include <memory>
#include <thread>

using namespace std::chrono_literals;
using concurrencpp::executor_tag;
using concurrencpp::lazy_result;
using concurrencpp::result;

result<int> fetch(int id);
lazy_result<int> prepare(int id);

// Blocking.

result<int> blocks(concurrencpp::timer_queue &timers, std::shared_ptr<concurrencpp::executor> executor,
                   std::shared_ptr<concurrencpp::thread_pool_executor> pool) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  int number = fetch(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get' waits for the future on this thread: {{.*}} [coro-blocking-future-get]
  pool->shutdown();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'shutdown' waits for the threads of the executor to end: {{.*}} [coro-blocking-thread-sync]
  // ok: these suspend, and this one was waited for.
  co_await timers.make_delay_object(100ms, executor);
  auto later = fetch(2);
  auto ready = co_await later.resolve();
  co_return number + ready.get();
}

result<void> hops(std::shared_ptr<concurrencpp::thread_pool_executor> pool,
                  std::shared_ptr<concurrencpp::manual_executor> loop) {
  co_await concurrencpp::resume_on(pool);
  // ok: on a thread of the pool.
  std::this_thread::sleep_for(100ms);
  co_await concurrencpp::resume_on(loop);
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
}

// A loop within a loop.

result<void> nested(std::shared_ptr<concurrencpp::manual_executor> loop) {
  loop->loop_for(10, 100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'loop_for' runs an event loop inside coroutine 'nested'{{.*}} [coro-nested-loop-run]
  co_return;
}

// Never awaited, dropped: an eager result runs on, and its exception is lost.

result<void> forgets(std::shared_ptr<concurrencpp::thread_pool_executor> pool) {
  fetch(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: 'fetch' goes on with nobody waiting for it, and its exception is lost [coro-unawaited-task]
  prepare(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'prepare' is dropped: {{.*}}never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await prepare(4);
  (void)prepare(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-voided-lazy-task]
  pool->post([]() -> lazy_result<void> { co_await fetch(6); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: {{.*}} [coro-coroutine-as-void-callback]
  // ok: blocking is what the pool is for, and a null_result is made to be forgotten.
  pool->post([] { std::this_thread::sleep_for(100ms); });
  pool->post([]() -> concurrencpp::null_result { co_await fetch(7); });
  co_return;
}

result<int> gathers(std::shared_ptr<concurrencpp::executor> executor) {
  // ok: all of them are ready.
  auto [first, second] = co_await concurrencpp::when_all(executor, fetch(8), fetch(9));
  co_return first.get() + second.get();
}

// As concurrencpp's own examples do it: nothing to say.

result<int> work(executor_tag, std::shared_ptr<concurrencpp::thread_pool_executor>,
                 std::shared_ptr<concurrencpp::thread_pool_executor> background) {
  int size = co_await background->submit([] {
    std::this_thread::sleep_for(10ms);
    return 42;
  });
  auto later = prepare(size);
  co_return co_await later;
}

// ok: they begin on the executor that they are given.
result<void> on_a_thread(executor_tag, std::shared_ptr<concurrencpp::thread_executor>) {
  std::this_thread::sleep_for(10ms);
  co_return;
}
result<int> after_an_await(executor_tag, concurrencpp::executor &) {
  int number = co_await fetch(10);
  std::this_thread::sleep_for(10ms);
  co_return number;
}

result<void> on_a_loop(executor_tag, std::shared_ptr<concurrencpp::manual_executor> loop) {
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  co_return;
}

int main() {
  concurrencpp::runtime runtime;
  auto loop = runtime.make_manual_executor();
  loop->loop_for(10, 10ms);
  // ok: main is no coroutine.
  return work({}, runtime.thread_pool_executor(), runtime.background_executor()).get();
}
