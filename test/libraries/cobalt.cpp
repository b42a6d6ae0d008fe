// The checks on Boost.Cobalt: what blocks, what is never awaited, what is dropped, what runs a loop within a loop.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-thread-sync,coro-blocking-destructor,coro-sync-wait-in-coroutine,coro-nested-loop-run,coro-unawaited-task,coro-voided-lazy-task,coro-detached-swallows-exception,coro-ignored-gather-result,coro-unjoined-scope
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/cobalt.hpp>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace cobalt = boost::cobalt;
using namespace std::chrono_literals;

cobalt::task<int> fetch(int id);
cobalt::promise<int> prefetch(int id);
cobalt::promise<void> notify();
cobalt::task<void> refresh() {
  if (co_await fetch(0) == 0)
    throw std::runtime_error("nothing there");
}
cobalt::thread background();

// Blocking.

cobalt::task<int> blocks() {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  // CHECK-FIXES: {{^}}  co_await boost::asio::steady_timer(co_await boost::cobalt::this_coro::executor, 100ms).async_wait(boost::cobalt::use_op);
  int number = cobalt::run(fetch(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'run' {{.*}} [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: {{^}}  int number = co_await fetch(1);
  auto worker = background();
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' waits for the thread to end: {{.*}} [coro-blocking-thread-sync]
  co_return number;
}

cobalt::task<void> blocksAtTheEnd() {
  auto worker = background();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: at the end of its scope the destructor of 'worker' stops the thread's loop and waits for the thread{{.*}} [coro-blocking-destructor]
  co_await fetch(2);
}

// A task that is spawned on a pool may block.
cobalt::task<void> offloaded() {
  std::this_thread::sleep_for(100ms);
  co_return;
}
void offloads(boost::asio::thread_pool &pool) { cobalt::spawn(pool, offloaded(), boost::asio::use_future).get(); }

// A loop within a loop.

cobalt::task<void> nested(boost::asio::io_context &context) {
  context.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run' runs an event loop inside coroutine 'nested'{{.*}} [coro-nested-loop-run]
  co_return;
}

// Never awaited.

cobalt::task<void> forgets(boost::asio::steady_timer &timer) {
  fetch(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: {{.*}}never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await fetch(3);
  prefetch(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'prefetch' is dropped: that cancels 'prefetch' where it is suspended [coro-unawaited-task]
  cobalt::join(fetch(5), fetch(6));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'join' is dropped: nobody waits for the tasks, and those that run are cancelled [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await cobalt::join(fetch(5), fetch(6));
  (void)fetch(7);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-voided-lazy-task]
  // ok: detached on purpose.
  +prefetch(8);
  co_await timer.async_wait(cobalt::use_op);
}

// Dropped.

void starts(boost::asio::io_context &context) {
  cobalt::spawn(context, refresh(), boost::asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: an exception that leaves 'refresh' is dropped here without a trace [coro-detached-swallows-exception]
  // ok: the future has the exception.
  auto kept = cobalt::spawn(context, refresh(), boost::asio::use_future);
  kept.get();
}

cobalt::task<void> gathers() {
  co_await cobalt::gather(prefetch(9), prefetch(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-ignored-gather-result]
  co_await cobalt::join(prefetch(11), prefetch(12));
}

cobalt::task<void> unjoined() {
  cobalt::wait_group group;
  group.push_back(notify());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'group' gets work here and is destroyed without being joined: its tasks are cancelled [coro-unjoined-scope]
  co_await fetch(13);
}

// As Cobalt's own examples do it: nothing to say.

cobalt::promise<void> session(int id) {
  boost::asio::steady_timer timer(co_await cobalt::this_coro::executor, 50ms);
  co_await timer.async_wait(cobalt::use_op);
  auto first = prefetch(id);
  auto second = prefetch(id + 1);
  co_await cobalt::race(first, second);
  co_await first + co_await second;
}

cobalt::detached serve() {
  cobalt::wait_group group;
  for (int turn = 0; turn < 3; ++turn)
    group.push_back(session(turn));
  co_await group.wait();
  +session(4);
}

int main() {
  serve();
  // ok: main is no coroutine.
  cobalt::run(refresh());
}
