// Loops that are run again, or never, against the real headers of standalone Asio 1.22.
// REQUIRES: asio
// RUN: %check --real --checks=coro-loop-rerun-without-restart,coro-io-context-never-run -- -DASIO_HAS_CO_AWAIT=1 -DASIO_HAS_STD_COROUTINE=1
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/io_service.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <chrono>
#include <cstdio>
#include <system_error>

asio::awaitable<void> work();

void twice(asio::io_context &io) {
  io.run();
  asio::co_spawn(io, work(), asio::detached);
  io.poll();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'poll' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
  // CHECK-MESSAGES: :[[@LINE-4]]:6: note: it has stopped when this returns
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: restart it first
  // CHECK-FIXES: {{^}}  io.restart();
}

// The class of the time before 1.11, and its reset().
void old_names() {
  asio::io_service io;
  std::error_code error;
  io.post([] { std::puts("one"); });
  io.run(error);
  io.reset();
  // ok: restarted
  io.run(error);
  io.run_one();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'run_one' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
  // CHECK-MESSAGES: :[[@LINE-3]]:6: note: it has stopped when this returns
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: restart it first
}

void pools(asio::io_context &io) {
  asio::thread_pool pool;
  pool.join();
  // ok: a pool is not restarted
  pool.join();
  io.poll();
  io.run_for(std::chrono::seconds(1));
  // ok: these may have left the loop running
  io.run();
}

void old_post() {
  asio::io_service io;
  io.post([] { std::puts("never"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: nothing runs 'io': what 'post' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: 'io' is declared here, and only ever given work
}

asio::awaitable<void> nap() {
  asio::io_context own;
  co_await asio::steady_timer(own, std::chrono::seconds(1)).async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:61: warning: nothing runs 'own': what 'async_wait' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note:
}

int main() {
  asio::io_context io;
  asio::steady_timer timer(io, std::chrono::seconds(1));
  timer.async_wait([](std::error_code) { std::puts("tick"); });
  // ok: run
  io.run();
}
