// The checks on Drogon: what blocks, what is never awaited, what is dropped, what runs a loop within a loop.
// RUN: %check --checks=coro-blocking-sleep,coro-blocking-network-call,coro-sync-wait-in-coroutine,coro-nested-loop-run,coro-unawaited-task,coro-voided-lazy-task,coro-coroutine-as-void-callback,coro-detached-swallows-exception
#include <chrono>
#include <drogon/HttpClient.h>
#include <drogon/utils/coroutine.h>
#include <stdexcept>
#include <thread>
#include <trantor/net/EventLoop.h>
#include <vector>

using namespace std::chrono_literals;

drogon::Task<int> fetch(int id);
drogon::Task<> refresh() {
  if (co_await fetch(0) == 0)
    throw std::runtime_error("nothing there");
}

// Blocking.

drogon::Task<std::size_t> blocks(drogon::HttpClient &client, drogon::orm::DbClient &db, drogon::HttpRequestPtr request) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  // CHECK-FIXES: {{^}}  co_await drogon::sleepCoro(trantor::EventLoop::getEventLoopOfCurrentThread(), 100ms);
  auto before = client.sendRequest(request, 2.5);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'sendRequest' waits for the peer's answer: {{.*}} [coro-blocking-network-call]
  auto answer = client.sendRequest(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'sendRequest' waits for the peer's answer: {{.*}} [coro-blocking-network-call]
  auto rows = db.execSqlSync("select 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'execSqlSync' waits for the database: {{.*}} [coro-blocking-network-call]
  int number = drogon::sync_wait(fetch(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'sync_wait' {{.*}} [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: {{^}}  int number = co_await fetch(1);
  // ok: with a callback it returns at once.
  client.sendRequest(request, [](drogon::ReqResult, const drogon::HttpResponsePtr &) {}, 1.0);
  client.sendRequest(request, [](drogon::ReqResult, const drogon::HttpResponsePtr &) {});
  co_return rows.size() + number + (answer.second ? 1 : 0);
}

// A loop within a loop.

drogon::Task<> nested(trantor::EventLoop &loop) {
  loop.loop();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'loop' runs an event loop inside coroutine 'nested'{{.*}} [coro-nested-loop-run]
  co_return;
}

// Never awaited.

drogon::Task<> forgets(drogon::HttpClient &client, drogon::orm::DbClient &db, drogon::HttpRequestPtr request) {
  fetch(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: {{.*}}never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await fetch(2);
  client.sendRequestCoro(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'sendRequestCoro' is dropped: the request is not sent unless it is awaited [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await client.sendRequestCoro(request);
  db.execSqlCoro("delete from t");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'execSqlCoro' is dropped: the command is not sent unless it is awaited [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await db.execSqlCoro("delete from t");
  drogon::sleepCoro(trantor::EventLoop::getEventLoopOfCurrentThread(), 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'sleepCoro' is dropped: no time passes unless it is awaited [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await drogon::sleepCoro(trantor::EventLoop::getEventLoopOfCurrentThread(), 1.0);
  (void)fetch(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [coro-voided-lazy-task]
  co_return;
}

// Dropped.

void callbacks(trantor::EventLoop &loop) {
  loop.queueInLoop([]() -> drogon::Task<> { co_await refresh(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: {{.*}} [coro-coroutine-as-void-callback]
  // ok: an AsyncTask is made for that, and async_run runs the task; an exception ends the program.
  loop.queueInLoop([]() -> drogon::AsyncTask { co_await fetch(4); });
  drogon::async_run(refresh);
}

// As Drogon's own examples do it: nothing to say.

drogon::AsyncTask handle(drogon::HttpClient &client, drogon::orm::DbClient &db, drogon::HttpRequestPtr request) {
  try {
    auto answer = co_await client.sendRequestCoro(request, 10);
    auto rows = co_await db.execSqlCoro("select 1");
    co_await drogon::switchThreadCoro(trantor::EventLoop::getEventLoopOfCurrentThread());
    std::vector<drogon::Task<int>> tasks;
    for (int id = 0; id < 3; ++id)
      tasks.push_back(fetch(id));
    co_await drogon::when_all(std::move(tasks));
  } catch (const std::exception &) {
  }
}

int main() {
  trantor::EventLoop loop;
  drogon::async_run([]() -> drogon::Task<> { co_await refresh(); });
  // ok: main is no coroutine.
  drogon::sync_wait(refresh());
  loop.loop();
}
