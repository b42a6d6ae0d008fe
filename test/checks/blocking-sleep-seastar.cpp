// RUN: %check --checks=coro-blocking-sleep
#include <chrono>
#include <seastar/core/coroutine.hh>
// CHECK-FIXES-SAFE: #include <seastar/core/sleep.hh>
// CHECK-FIXES: #include <seastar/core/sleep.hh>
#include <thread>

#include <unistd.h>

using namespace std::chrono_literals;

seastar::future<> stalls() {
  std::this_thread::sleep_for(50ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep
  // CHECK-FIXES-SAFE: {{^}}  co_await seastar::sleep(50ms);
  // CHECK-FIXES: {{^}}  co_await seastar::sleep(50ms);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' 
  // CHECK-FIXES-SAFE: {{^}}  co_await seastar::sleep(std::chrono::seconds(1));
  // CHECK-FIXES: {{^}}  co_await seastar::sleep(std::chrono::seconds(1));
  co_return;
}
