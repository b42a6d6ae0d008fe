// The checks on D++: what blocks, what is never awaited, what is dropped, what runs a loop within a loop.
// RUN: %check --checks=coro-blocking-sleep,coro-sync-wait-in-coroutine,coro-nested-loop-run,coro-unawaited-task,coro-voided-lazy-task,coro-coroutine-as-void-callback
#include <chrono>
#include <dpp/dpp.h>
#include <thread>

using namespace std::chrono_literals;

dpp::task<int> fetch(int id);
dpp::coroutine<int> prepare(int id);

// Blocking. A sleep is shown, not applied: it needs the cluster, and knows whole seconds.

dpp::task<int> blocks(dpp::cluster &bot) {
  std::this_thread::sleep_for(2s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  int number = prepare(1).sync_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'sync_wait' {{.*}} [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: {{^}}  int number = co_await prepare(1);
  co_await bot.co_sleep(1);
  co_return number;
}

// A loop within a loop.

dpp::job nested(dpp::cluster &bot) {
  bot.start(dpp::st_wait);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'start' runs an event loop inside coroutine 'nested'{{.*}} [coro-nested-loop-run]
  // ok: returns at once.
  bot.start(dpp::st_return);
  co_return;
}

// Never awaited, dropped.

dpp::task<void> forgets(dpp::cluster &bot) {
  prepare(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'prepare' is dropped: it is lazy, so 'prepare' never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await prepare(2);
  fetch(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: that cancels 'fetch' where it is suspended [coro-unawaited-task]
  (void)prepare(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-voided-lazy-task]
  bot.queue_work(0, []() -> dpp::coroutine<> { co_await prepare(5); });
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: {{.*}} [coro-coroutine-as-void-callback]
  // ok: a thread of the pool may wait.
  bot.queue_work(0, [] { std::this_thread::sleep_for(1s); });
  co_return;
}

// As D++'s own examples do it: nothing to say.

dpp::job remind(dpp::cluster &bot) {
  co_await bot.co_sleep(60);
  auto sent = co_await bot.co_message_create(dpp::message());
  if (sent.is_error())
    co_return;
  auto first = fetch(6);
  auto second = fetch(7);
  co_await first;
  co_await second;
}

int main() {
  dpp::cluster bot;
  bot.on_message_create([&bot](const dpp::message &) -> dpp::task<void> {
    remind(bot);
    co_await bot.co_message_create(dpp::message());
  });
  // ok: main is no coroutine.
  bot.start(dpp::st_wait);
}
