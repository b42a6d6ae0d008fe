// The checks on C++/WinRT: what blocks, what is never awaited, what is dropped.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-future-get,coro-sync-wait-in-coroutine,coro-unawaited-task,coro-use-after-suspend-of-parameter
#include <chrono>
#include <string>
#include <thread>
#include <winrt/base.h>

using namespace std::chrono_literals;
using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

IAsyncOperation<int> fetch(int id);
IAsyncAction notify();

// Blocking; get() within a coroutine also waits for itself when the work needs this apartment.

IAsyncOperation<int> blocks(void *handle) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  // CHECK-FIXES: {{^}}  co_await winrt::resume_after(std::chrono::duration_cast<winrt::Windows::Foundation::TimeSpan>(100ms));
  int number = fetch(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' {{.*}} [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: {{^}}  int number = co_await fetch(1);
  auto action = notify();
  action.wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait_for' {{.*}} [coro-blocking-future-get]
  // ok: these suspend.
  co_await winrt::resume_on_signal(handle);
  co_await action;
  co_return number;
}

IAsyncAction hops(winrt::apartment_context ui) {
  co_await winrt::resume_background();
  // ok: on a thread of the pool.
  std::this_thread::sleep_for(100ms);
  co_await ui;
}

// Never awaited.

IAsyncAction forgets() {
  fetch(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: 'fetch' goes on with nobody waiting for it, and its exception is lost [coro-unawaited-task]
  winrt::resume_after(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'resume_after' is dropped: no time passes unless it is awaited [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await winrt::resume_after(100ms);
  co_await notify();
}

// Dropped: what comes in by reference from an event or across the ABI is not kept.

winrt::fire_and_forget onClick(const std::string &name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: what 'name' refers to may be gone when 'onClick' uses it{{.*}} [coro-use-after-suspend-of-parameter]
  co_await notify();
  fetch(static_cast<int>(name.size())).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' {{.*}} [coro-sync-wait-in-coroutine]
}

// As the documentation of C++/WinRT does it: nothing to say.

void start() {
  // ok: how work is started from a plain function.
  notify();
}

winrt::fire_and_forget onLoaded(std::string name) {
  winrt::apartment_context ui;
  co_await winrt::resume_background();
  int size = co_await fetch(static_cast<int>(name.size()));
  co_await winrt::when_all(notify(), notify());
  co_await ui;
  (void)size;
}

int main() {
  // ok: main is no coroutine.
  return fetch(3).get();
}
