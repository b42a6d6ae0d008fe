// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <folly/coro/Task.h>
#include <seastar/core/future.hh>

#include <cstdio>
#include <exception>
#include <stdexcept>

asio::awaitable<void> elsewhere();
asio::awaitable<int> count();
folly::coro::Task<int> load(int id);

asio::awaitable<void> session(asio::steady_timer &timer) {
  co_await timer.async_wait(asio::use_awaitable);
  throw std::runtime_error("protocol");
}

asio::awaitable<void> careful(asio::steady_timer &timer) {
  try {
    co_await timer.async_wait(asio::use_awaitable);
  } catch (const std::exception &e) {
    std::puts(e.what());
  }
}

//===-- Not looked at --------------------------------------------------------------===//

void start(asio::io_context &io, asio::steady_timer &timer) {
  asio::co_spawn(io, session(timer), [](std::exception_ptr) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: an exception that leaves 'session' is lost: the handler that is given it does not look at it [coro-ignored-completion-error]
  // CHECK-MESSAGES: :[[@LINE-16]]:3: note: thrown here
  asio::co_spawn(io, elsewhere(), [](std::exception_ptr e) { std::puts("done"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: an exception that leaves 'elsewhere' is lost
  asio::co_spawn(io, count(), [](std::exception_ptr e, int n) { std::printf("%d\n", n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: an exception that leaves 'count' is lost
  asio::co_spawn(
      io, [&timer]() -> asio::awaitable<void> { co_await session(timer); },
      [](const std::exception_ptr &) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: an exception that leaves this coroutine is lost
}

void start(folly::Executor *executor) {
  load(2).scheduleOn(executor).start([](auto &&result) { std::puts("loaded"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: an exception that leaves 'load' is lost
  load(1).scheduleOn(executor).start([](auto &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: an exception that leaves 'load' is lost
}

//===-- Looked at, or ignored on purpose ---------------------------------------------===//

void start_well(asio::io_context &io, asio::steady_timer &timer, folly::Executor *executor) {
  // ok: rethrown
  asio::co_spawn(io, session(timer), [](std::exception_ptr e) {
    if (e)
      std::rethrow_exception(e);
  });
  // ok: mentioned
  asio::co_spawn(io, session(timer), [](std::exception_ptr e) { (void)e; });
  // ok: a comment says why
  asio::co_spawn(io, session(timer), [](std::exception_ptr) { /* the timer was cancelled */ });
  // ok: marked as unused
  asio::co_spawn(io, session(timer), []([[maybe_unused]] std::exception_ptr e) {});
  // ok: the result is taken
  load(1).scheduleOn(executor).start([](auto &&result) { (void)result.value(); });
}

//===-- Nothing to look at ---------------------------------------------------------------===//

void start_careful(asio::io_context &io, asio::steady_timer &timer) {
  // ok: it lets nothing out
  asio::co_spawn(io, careful(timer), [](std::exception_ptr) {});
  // ok: callbacks are no coroutines
  timer.async_wait([](asio::error_code) {});
}

seastar::future<int> fetch();
seastar::future<> continuations() {
  // ok: a continuation is given the value
  return fetch().then([](auto) { return fetch(); }).then([](auto &&) {});
}
seastar::future<> flush();
seastar::future<> handled() {
  // ok: a `catch` of its own
  return flush().handle_exception([](auto) { std::puts("lost"); }).handle_exception([](std::exception_ptr) {});
}

template <typename F> void on_failure(F) {}
void register_handlers() {
  // ok: handed to something that starts no task
  on_failure([](std::exception_ptr) {});
}
