// The checks on YACLib: what blocks, what is never awaited, what is dropped.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-future-get,coro-blocking-thread-sync,coro-blocking-destructor,coro-unawaited-task,coro-voided-lazy-task,coro-detached-swallows-exception
#include <chrono>
#include <stdexcept>
#include <thread>
#include <yaclib/coro/future.hpp>

using namespace std::chrono_literals;

yaclib::Future<int> fetch(int id);
yaclib::Task<int> prepare(int id);
yaclib::Task<> refresh() {
  if (co_await prepare(0) == 0)
    throw std::runtime_error("nothing there");
  co_return {};
}
yaclib::Task<> quiet() { co_return {}; }

// Blocking; waiting for a future is also how a loop is run within a loop here: there is no other loop.

yaclib::Future<int> blocks(yaclib::FairThreadPool &pool, yaclib::IExecutor &executor) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  int first = fetch(1).Get().Ok();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Get' waits for the future on this thread: {{.*}} [coro-blocking-future-get]
  auto later = fetch(2);
  yaclib::Wait(later);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' waits for the future on this thread: {{.*}} [coro-blocking-future-get]
  pool.Wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Wait' waits for the threads of the pool to end: {{.*}} [coro-blocking-thread-sync]
  co_await yaclib::On(pool);
  // ok: on a thread of the pool.
  std::this_thread::sleep_for(100ms);
  co_await yaclib::On(executor);
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  co_return first + co_await std::move(later);
}

yaclib::Future<> ownPool() {
  yaclib::FairThreadPool pool(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: at the end of its scope the destructor of 'pool' waits for the threads of the pool to end{{.*}} [coro-blocking-destructor]
  co_await yaclib::Run(pool, [] { std::this_thread::sleep_for(100ms); });
  co_return {};
}

// Never awaited.

yaclib::Future<> forgets(yaclib::Mutex &mutex, yaclib::FairThreadPool &pool) {
  prepare(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'prepare' is dropped: {{.*}}never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await prepare(3);
  fetch(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: 'fetch' goes on with nobody waiting for it, and its exception is lost [coro-unawaited-task]
  mutex.Lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'Lock' is dropped: the mutex is not locked unless the operation is awaited [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await mutex.Lock();
  mutex.Unlock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'Unlock' is dropped: the mutex stays locked unless the operation is awaited [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await mutex.Unlock();
  yaclib::On(pool);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'On' is dropped: the coroutine does not change threads unless it is awaited [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await yaclib::On(pool);
  (void)prepare(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-voided-lazy-task]
  co_return {};
}

// Dropped.

void starts() {
  refresh().Detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'refresh' is dropped here without a trace [coro-detached-swallows-exception]
  // ok: nothing in it fails; and who has the future has the exception.
  quiet().Detach();
  auto kept = refresh().ToFuture();
  std::move(kept).Get().Ok();
}

// As YACLib's own documentation does it: nothing to say.

yaclib::Future<int> session(yaclib::IExecutor &executor, yaclib::Mutex &mutex, int &count) {
  co_await yaclib::On(executor);
  co_await mutex.Lock();
  ++count;
  co_await mutex.Unlock();
  auto first = fetch(6);
  auto second = fetch(7);
  if (first.Ready())
    count += std::move(first).Get().Ok();
  count += co_await std::move(second);
  co_return count + co_await prepare(8);
}

int main() {
  yaclib::FairThreadPool pool{4};
  yaclib::Mutex mutex;
  int count = 0;
  // ok: main is no coroutine.
  count += session(pool, mutex, count).Get().Ok();
  pool.Stop();
  pool.Wait();
  return count;
}
