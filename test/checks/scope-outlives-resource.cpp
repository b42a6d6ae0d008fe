// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_future.hpp>
// Behind Asio: Qt's headers make macros of words that it uses.
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

asio::awaitable<void> handle(std::string_view text);
asio::awaitable<void> fill(std::vector<char> &buffer);
void use(int n);

void lambda() {
  asio::thread_pool pool(4);
  std::atomic<int> done = 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'done' is destroyed before 'pool', whose destructor waits for work that refers to 'done' [coro-scope-outlives-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: the work is started here
  // CHECK-MESSAGES: :[[@LINE-4]]:21: note: 'pool' is declared first and destroyed last
  asio::post(pool, [&done] { ++done; });
}

void coroutine() {
  asio::thread_pool pool(4);
  std::string text = "hello";
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' is destroyed before 'pool'
  asio::co_spawn(pool, handle(text), asio::detached);
}

void coroutine_by_reference() {
  asio::thread_pool pool(4);
  std::vector<char> buffer(1024);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'buffer' is destroyed before 'pool'
  asio::co_spawn(pool, fill(buffer), asio::detached);
}

void named_lambda(int rounds) {
  asio::thread_pool pool(4);
  std::vector<int> results(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'results' is destroyed before 'pool'
  auto work = [&] { results[0] = 1; };
  for (int i = 0; i < rounds; ++i)
    asio::post(pool, work);
}

void in_a_block() {
  asio::thread_pool pool(4);
  {
    std::string text = "hello";
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'text' is destroyed before 'pool'
    asio::post(pool, [&text] { use(static_cast<int>(text.size())); });
  }
  use(1);
  pool.join();
}

void joined_too_early() {
  asio::thread_pool pool(4);
  std::string text = "hello";
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' is destroyed before 'pool'
  pool.join();
  asio::post(pool, [&text] { use(static_cast<int>(text.size())); });
}

void qt() {
  QThreadPool pool;
  std::string text = "hello";
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' is destroyed before 'pool'
  pool.start([&text] { use(static_cast<int>(text.size())); });
}

void declared_before() {
  std::atomic<int> done = 0;
  asio::thread_pool pool(4);
  // ok: the destructor of the pool waits before the counter is destroyed
  asio::post(pool, [&done] { ++done; });
}

void joined() {
  asio::thread_pool pool(4);
  // ok: joined before anything is destroyed
  std::atomic<int> done = 0;
  asio::post(pool, [&done] { ++done; });
  pool.join();
}

void waited_for() {
  asio::thread_pool pool(4);
  // ok: the result is waited for
  std::string text = "hello";
  asio::co_spawn(pool, handle(text), asio::use_future).get();
}

void by_value() {
  asio::thread_pool pool(4);
  // ok: the lambda has copies
  auto counter = std::make_shared<int>(0);
  std::string text = "hello";
  asio::post(pool, [counter, text] { *counter += static_cast<int>(text.size()); });
}

void others_pool(asio::thread_pool &pool) {
  // ok: another check's matter, and plain functions nobody's
  std::string text = "hello";
  asio::post(pool, [&text] { use(static_cast<int>(text.size())); });
}

void loop() {
  asio::io_context io;
  // ok: the destructor of a loop waits for nothing
  std::string text = "hello";
  asio::post(io, [&text] { use(static_cast<int>(text.size())); });
}

void parameter(std::string text) {
  asio::thread_pool pool(4);
  // ok: parameters are destroyed after the pool
  asio::post(pool, [&text] { use(static_cast<int>(text.size())); });
}
