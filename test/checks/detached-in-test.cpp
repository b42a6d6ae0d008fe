// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_future.hpp>
#include <coro/task.hpp>
#include <coro/thread_pool.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <generic/eager_task.h>
#include <generic/lazy_task.h>

#include <exception>
#include <memory>
#include <stdexcept>
#include <utility>

asio::awaitable<void> replay();
coro::task<void> refill();
cppcoro::task<> later();
lib::eager_task publish();
lib::eager_task fails() {
  throw std::runtime_error("no");
  co_return;
}
lib::eager_task harmless() { co_return; }
asio::awaitable<void> throws() {
  throw std::runtime_error("no");
  co_return;
}
asio::awaitable<void> quiet() { co_return; }
extern asio::io_context &io;

namespace testing {
class Test {
public:
  virtual ~Test();
  virtual void TestBody() = 0;
};
} // namespace testing

//===-- The test is green whatever happens ------------------------------------------===//

struct Replay : testing::Test {
  void TestBody() override {
    asio::co_spawn(io, replay(), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this test does not notice when what 'co_spawn' starts fails: its exception is dropped [coro-detached-in-test]
    io.run();
  }
};

// What TEST_CASE of Catch2 and doctest, and BOOST_AUTO_TEST_CASE make.
static void CATCH2_INTERNAL_TEST_0() {
  asio::co_spawn(io, replay, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this test does not notice when what 'co_spawn' starts fails
  auto start = [] {
    asio::co_spawn(io, replay(), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this test does not notice when what 'co_spawn' starts fails
  };
  start();
  io.run();
}

static void DOCTEST_ANON_FUNC_2() {
  auto pool = coro::thread_pool::make_unique();
  pool->spawn_detached(refill());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this test does not notice when what 'spawn_detached' starts fails
}

struct reads_the_log {
  void test_method();
};
void reads_the_log::test_method() {
  (void)publish();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this test does not notice when what 'publish' starts fails
  std::ignore = fails();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this test does not notice when what 'fails' starts fails
}

//===-- Somebody notices, or nothing fails ------------------------------------------------===//

struct Notices : testing::Test {
  void TestBody() override {
    // ok: the future has the exception
    auto done = asio::co_spawn(io, replay(), asio::use_future);
    // ok: the handler lets it out of run()
    asio::co_spawn(io, replay(), [](std::exception_ptr e) {
      if (e)
        std::rethrow_exception(e);
    });
    // ok: seen to let nothing out
    asio::co_spawn(io, quiet(), asio::detached);
    (void)harmless();
    // ok: coro-detached-swallows-exception says so
    asio::co_spawn(io, throws(), asio::detached);
    // ok: coro-voided-lazy-task says so
    (void)later();
    io.run();
    done.get();
  }
  // ok: a scope that ends the program when a task fails
  void test(cppcoro::async_scope &scope) { scope.spawn(later()); }
};

// ok: no test
void start() {
  asio::co_spawn(io, replay(), asio::detached);
  (void)publish();
}

// ok: nor is this
int main() {
  asio::co_spawn(io, replay(), asio::detached);
  CATCH2_INTERNAL_TEST_0();
  DOCTEST_ANON_FUNC_2();
}
