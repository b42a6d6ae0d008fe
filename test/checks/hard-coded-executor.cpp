// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/bind_executor.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/strand.hpp>
#include <asio/system_executor.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <boost/cobalt.hpp>
#include <cppcoro/task.hpp>
#include <drogon/HttpAppFramework.h>
#include <drogon/HttpClient.h>
#include <drogon/utils/coroutine.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/executors/GlobalExecutor.h>
#include <folly/futures/Future.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

using namespace std::chrono_literals;

//===-- In place of the coroutine's own ------------------------------------------------------------===//

asio::awaitable<void> backoff(int attempt) {
  asio::steady_timer timer(asio::system_executor(), attempt * 100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'steady_timer' is given 'system_executor', an executor of the whole process, and not the one that 'backoff' runs on: the work leaves its loop or strand, and no test can put another in its place [coro-hard-coded-executor]
  // CHECK-MESSAGES: :[[@LINE-2]]:28: note: the executor that it runs on: 'co_await asio::this_coro::executor'
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> breathe() {
  // Comes back at once: what it awaits is resumed where the coroutine runs.
  co_await asio::post(asio::system_executor(), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'post' is given 'system_executor'
}

struct Session {
  asio::awaitable<void> greet_later(std::string host) {
    asio::any_io_executor executor = asio::system_executor();
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'socket' is given 'system_executor', {{.*}} that 'Session::greet_later' runs on
    asio::ip::tcp::socket socket(executor);
    co_await asio::steady_timer(executor, 1s).async_wait(asio::use_awaitable);
    co_await socket.async_connect(asio::ip::tcp::endpoint(), asio::use_awaitable);
  }
};

auto tick = []() -> asio::awaitable<void> {
  co_return;
};
asio::awaitable<void> ticks() {
  auto once = []() -> asio::awaitable<void> {
    asio::system_executor everywhere;
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'steady_timer' is given 'system_executor', {{.*}} that 'a lambda' runs on
    asio::steady_timer timer(everywhere, 1s);
    co_await timer.async_wait(asio::use_awaitable);
  };
  co_await once();
}

// Found in servers: after the pause the handler goes on in the thread of the main loop.
drogon::Task<> slow_down(drogon::orm::DbClient &db) {
  co_await drogon::sleepCoro(drogon::app().getLoop(), 0.75);
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'sleepCoro' is given 'getLoop', {{.*}} that 'slow_down' runs on
  // CHECK-MESSAGES: :[[@LINE-2]]:44: note: the executor that it runs on: 'trantor::EventLoop::getEventLoopOfCurrentThread()'
  co_await db.execSqlCoro("insert into pages values ($1)", 1);
}

drogon::Task<> forward(drogon::HttpRequestPtr request) {
  auto client = drogon::HttpClient::newHttpClient("http://backend", drogon::app().getLoop());
  // CHECK-MESSAGES: :[[@LINE-1]]:83: warning: 'HttpClient::newHttpClient' is given 'getLoop'
  co_await client->sendRequestCoro(request);
}

// Found in a relay: a delay is no work for another pool.
folly::coro::Task<void> paced() {
  co_await folly::coro::sleep(20ms).scheduleOn(folly::getGlobalCPUExecutor());
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'scheduleOn' is given 'getGlobalCPUExecutor'
  // CHECK-MESSAGES: :[[@LINE-2]]:48: note: the executor that it runs on: 'co_await folly::coro::co_current_executor'
  co_await folly::coro::co_withExecutor(folly::getGlobalIOExecutor().get(), folly::coro::sleep(20ms));
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'co_withExecutor' is given 'getGlobalIOExecutor'
}

//===-- Where it is meant --------------------------------------------------------------------------===//

folly::coro::Task<int> compress(std::string text);
asio::awaitable<int> resize(int image);
void write_log();

folly::coro::Task<int> offloads(std::string text) {
  // ok: this is how work goes to the pool
  int first = co_await folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), compress(text));
  int second = co_await compress(text).scheduleOn(folly::getGlobalCPUExecutor());
  folly::getGlobalCPUExecutor().get()->add([] { write_log(); });
  co_return first + second;
}

folly::coro::Task<void> starts(folly::coro::AsyncScope &scope) {
  folly::Executor::KeepAlive<> pool = folly::getGlobalCPUExecutor();
  // ok: work is handed to it, by way of a variable
  scope.add(folly::coro::co_withExecutor(pool, compress("a")));
  co_return;
}

folly::coro::Task<int> continues(folly::SemiFuture<int> answer) {
  // ok: what is deferred may be meant to run there
  co_return co_await std::move(answer).via(folly::getGlobalCPUExecutor());
}

asio::awaitable<void> goes_there() {
  // ok: from here on it runs there
  co_await asio::post(asio::bind_executor(asio::system_executor(), asio::use_awaitable));
  co_await asio::post(asio::system_executor(), asio::bind_executor(asio::system_executor(), asio::use_awaitable));
  // ok: it is given something to run
  asio::post(asio::system_executor(), [] { write_log(); });
  co_await asio::co_spawn(asio::system_executor(), resize(1), asio::use_awaitable);
}

asio::awaitable<void> in_order() {
  // ok: a strand is an executor of its own
  auto strand = asio::make_strand(asio::system_executor());
  co_await asio::co_spawn(strand, resize(1), asio::use_awaitable);
}

drogon::Task<> to_the_main_loop() {
  // ok: it says that it goes there
  co_await drogon::switchThreadCoro(drogon::app().getLoop());
  co_await drogon::queueInLoopCoro(drogon::app().getLoop(), [] { write_log(); });
  drogon::app().getLoop()->queueInLoop([] { write_log(); });
}

struct Go {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Go resume_on(trantor::EventLoop *);
drogon::Task<> resumed_there() {
  // ok: given nothing else, it is about going there
  co_await resume_on(drogon::app().getLoop());
}

//===-- Where there is no other --------------------------------------------------------------------===//

// ok: no coroutine
void plain() {
  asio::steady_timer timer(asio::system_executor(), 1s);
  timer.wait();
}

// ok: a default argument
asio::awaitable<void> waits(asio::any_io_executor executor = asio::system_executor()) {
  asio::steady_timer timer(executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> start_background() {
  // ok: named for setting things up
  asio::steady_timer timer(asio::system_executor(), 1s);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> application() {
  // ok: called by main alone
  asio::steady_timer timer(asio::system_executor(), 1s);
  co_await timer.async_wait(asio::use_awaitable);
}

struct Timers {
  std::unique_ptr<asio::steady_timer> timer;
  asio::awaitable<void> prepare() {
    // ok: only stored
    timer = std::make_unique<asio::steady_timer>(asio::system_executor());
    asio::steady_timer unused(asio::system_executor(), 1s);
    co_return;
  }
};

// ok: these coroutines have no executor to ask for
cppcoro::task<> no_current(drogon::HttpRequestPtr request) {
  auto client = drogon::HttpClient::newHttpClient("http://backend", drogon::app().getLoop());
  co_await client->sendRequestCoro(request);
}

drogon::Task<> asks(drogon::HttpRequestPtr request) {
  // ok: the loop that it runs on
  co_await drogon::sleepCoro(trantor::EventLoop::getEventLoopOfCurrentThread(), 0.75);
  // ok: one of many loops
  co_await drogon::sleepCoro(drogon::app().getIOLoop(1), 0.75);
}

asio::awaitable<void> captured() {
  asio::system_executor everywhere;
  // ok: somebody else uses it, too
  auto later = [everywhere] { asio::post(everywhere, [] { write_log(); }); };
  asio::steady_timer timer(everywhere, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  later();
}

int main() {
  asio::io_context io;
  asio::co_spawn(io, application(), asio::detached);
  asio::co_spawn(
      io,
      []() -> asio::awaitable<void> {
        // ok: in main
        co_await asio::steady_timer(asio::system_executor(), 1s).async_wait(asio::use_awaitable);
      },
      asio::detached);
  io.run();
}
