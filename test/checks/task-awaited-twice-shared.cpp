// RUN: %check --suffix=KNOWN --profile task-awaited-twice-shared.yaml
// RUN: %check
#include <generic/free_co_await.h>
#include <generic/lazy_task.h>
#include <generic/taken_task.h>

// What a profile says of a type, and what its code says without one.

lib::free_task probe();
lib::taken_task<int> take_sample();
lib::task<int> measure();

lib::task<int> measures_twice() {
  auto m = measure();
  int sum = co_await m;
  co_return sum + co_await m;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'm' is awaited again: its coroutine has ended, and to resume it once more is undefined behaviour
  // CHECK-MESSAGES-KNOWN: :[[@LINE-2]]:19: warning: 'm' is awaited again: its coroutine has ended
}

lib::task<int> probes_twice() {
  auto p = probe();
  int sum = co_await p;
  // ok: shared, says the profile
  co_return sum + co_await p;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'p' is awaited again: its coroutine has ended
}

lib::task<int> samples_twice() {
  auto sample = take_sample();
  int sum = co_await sample;
  // ok: nothing to wait for in an empty one, says the profile
  co_return sum + co_await sample;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'sample' is awaited again: it is empty, and to await that throws
}
