// A pool that waits when what its work refers to is gone, in programs that AddressSanitizer stops.
// RUN: %check --real -- -I%S/inputs
// RUN: %sanitized -- -I%S/inputs -pthread
// REQUIRES: asan, boost-asio
#include "runtime.h"
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <thread>

namespace asio = boost::asio;

// A `while` that spins is taken for a wait until the work is done; these loops wait until it has begun.
// The work has begun, and takes until the function that started it is left.
static std::atomic<bool> begun;
static void take_long() {
  begun = true;
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
}
static asio::awaitable<void> fill(std::vector<std::string> &lines) {
  take_long();
  lines.front() = rt::text("filled");
  co_return;
}

namespace before {

void lambda() {
  asio::thread_pool pool(1);
  std::string text = rt::text("lambda");
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' is destroyed before 'pool', whose destructor waits for work that refers to 'text' [coro-scope-outlives-resource]
  asio::post(pool, [&text] {
    take_long();
    rt::use(text);
  });
  for (; !begun;)
    ;
}

void coroutine() {
  asio::thread_pool pool(1);
  std::vector<std::string> lines(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' is destroyed before 'pool'
  asio::co_spawn(pool, fill(lines), asio::detached);
  for (; !begun;)
    ;
}

} // namespace before

namespace after {

void lambda() {
  std::string text = rt::text("lambda");
  // ok: declared first, destroyed last
  asio::thread_pool pool(1);
  asio::post(pool, [&text] {
    take_long();
    rt::use(text);
  });
  while (!begun)
    ;
}

void coroutine() {
  asio::thread_pool pool(1);
  // ok: the pool is joined before the lines are destroyed
  std::vector<std::string> lines(1);
  asio::co_spawn(pool, fill(lines), asio::detached);
  pool.join();
}

} // namespace after

int main(int argc, char **argv) {
  return rt::programs(argc, argv,
                      {{"lambda", before::lambda, after::lambda},
                       {"coroutine", before::coroutine, after::coroutine}});
}
