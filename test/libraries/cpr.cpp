// The checks on cpr, which blocks, in the coroutines of another library.
// RUN: %check --checks=coro-blocking-network-call,coro-blocking-future-get
#include <chrono>
#include <cpr/cpr.h>
#include <generic/lazy_task.h>
#include <utility>

using namespace std::chrono_literals;

lib::task<long> fetches(cpr::Session &session) {
  auto first = cpr::Get(cpr::Url("http://localhost"));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Get' waits for the peer's answer: {{.*}} [coro-blocking-network-call]
  session.SetUrl("http://localhost");
  auto second = session.Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'Get' waits for the peer's answer: {{.*}} [coro-blocking-network-call]
  auto later = cpr::GetAsync(cpr::Url("http://localhost"));
  auto third = later.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' waits for the future on this thread: {{.*}} [coro-blocking-future-get]
  co_return first.status_code + second.status_code + third.status_code;
}

lib::task<bool> asks() {
  // ok: on a thread of cpr's own, and a question that does not wait.
  auto later = cpr::GetCallback([](cpr::Response) { return cpr::Get(cpr::Url("http://localhost")).status_code; },
                                cpr::Url("http://localhost"));
  co_return later.wait_for(0s) == std::future_status::ready;
}

int main() {
  // ok: main is no coroutine.
  return cpr::Get(cpr::Url("http://localhost")).status_code == 200;
}
