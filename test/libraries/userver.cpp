// The checks on userver, whose coroutines are stackful: what blocks in what it runs, what is dropped, what runs a loop
// within a loop.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-thread-sync,coro-blocking-file-io,coro-nested-loop-run,coro-unawaited-task
#include <chrono>
#include <mutex>
#include <thread>
#include <userver/engine/async.hpp>

using namespace std::chrono_literals;
namespace engine = userver::engine;
namespace utils = userver::utils;

int compute(int id);

// Blocking, in what a task processor runs.

void blocks(engine::TaskProcessor &files) {
  auto first = utils::Async("first", [] {
    std::this_thread::sleep_for(100ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
    return compute(1);
  });
  auto second = engine::AsyncNoSpan([] { return userver::fs::blocking::ReadFileContents("a").size(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'ReadFileContents' {{.*}} [coro-blocking-file-io]
  auto third = engine::AsyncNoSpan([&first] { first.BlockingWait(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'BlockingWait' stops the thread until the task is done: {{.*}} [coro-blocking-thread-sync]
  // ok: the task processor of its own is there for that.
  auto fourth = utils::Async(files, "fourth", [] { return userver::fs::blocking::ReadFileContents("a"); });
  // ok: these suspend the coroutine, not its thread.
  third.Get();
  engine::SleepFor(100ms);
  (void)(first.Get() + static_cast<int>(second.Get() + fourth.Get().size()));
}

// A loop within a loop.

void nested(userver::concurrent::BackgroundTaskStorage &storage) {
  storage.AsyncDetach("nested", [] { engine::RunStandalone([] { compute(2); }); });
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'RunStandalone' runs an event loop inside a handler{{.*}} [coro-nested-loop-run]
}

// Never waited for: dropped, it is cancelled.

void forgets() {
  utils::Async("lost", [] { return compute(3); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'Async' is dropped: that cancels 'Async' where it is suspended [coro-unawaited-task]
  // ok: detached on purpose.
  engine::AsyncNoSpan([] { compute(4); }).Detach();
}

// As userver's own examples do it: nothing to say.

int work(userver::concurrent::BackgroundTaskStorage &storage, engine::Mutex &mutex) {
  storage.AsyncDetach("tick", [] { engine::SleepFor(10ms); });
  auto first = utils::Async("first", [] { return compute(5); });
  auto second = utils::Async("second", [&mutex] {
    std::lock_guard lock(mutex);
    engine::SleepFor(10ms);
    return compute(6);
  });
  return first.Get() + second.Get();
}

int main() {
  // ok: main is in no coroutine.
  engine::RunStandalone([] {
    userver::concurrent::BackgroundTaskStorage storage;
    engine::Mutex mutex;
    work(storage, mutex);
  });
}
