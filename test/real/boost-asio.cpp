// The checks against the real headers of Boost.Asio 1.81 or later.
// REQUIRES: boost-asio
// RUN: %check --real --checks=coro-blocking-sleep,coro-blocking-network-call,coro-blocking-future-get,coro-blocking-thread-sync,coro-blocking-console-input,coro-unawaited-task,coro-voided-lazy-task,coro-coroutine-as-void-callback,coro-detached-swallows-exception,coro-nested-loop-run -- -DBOOST_ASIO_NO_DEPRECATED
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <utility>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

// Blocking.

awaitable<void> fetch(tcp::socket socket, std::string host) {
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'fetch' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES: {{^}}  co_await asio::steady_timer(co_await asio::this_coro::executor, 10ms).async_wait(asio::use_awaitable);

  tcp::resolver resolver(socket.get_executor());
  auto endpoints = resolver.resolve(host, "http");
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'resolve' waits for the name server: nothing else on the thread of coroutine 'fetch' runs until it returns [coro-blocking-network-call]
  // CHECK-FIXES: {{^}}  auto endpoints = co_await resolver.async_resolve(host, "http", asio::use_awaitable);

  asio::connect(socket, endpoints);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' waits for the peer
  // CHECK-FIXES: {{^}}  co_await asio::async_connect(socket, endpoints, asio::use_awaitable);

  char data[64];
  boost::system::error_code error;
  socket.read_some(asio::buffer(data), error);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' waits for the peer to send
  // CHECK-FIXES: {{^}}  co_await socket.async_read_some(asio::buffer(data), asio::redirect_error(asio::use_awaitable, error));

  asio::steady_timer timer(socket.get_executor(), 1s);
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' puts the thread to sleep until the timer expires
  // CHECK-FIXES: {{^}}  co_await timer.async_wait(asio::use_awaitable);

  // ok: the asynchronous forms suspend.
  co_await timer.async_wait(use_awaitable);
  co_await socket.async_read_some(asio::buffer(data), use_awaitable);
  co_await asio::async_write(socket, asio::buffer(data), use_awaitable);
  co_await resolver.async_resolve(host, "http", use_awaitable);
}

awaitable<int> answer(asio::io_context &io) {
  std::future<void> done = asio::steady_timer(io, 1s).async_wait(asio::use_future);
  done.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'get' waits for the future on this thread

  std::thread worker([] {
    // ok: a thread of its own may sleep.
    std::this_thread::sleep_for(1s);
  });
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' waits for the thread to end

  co_return std::getchar();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'getchar' waits for a person to type
}

void handlers(asio::io_context &io, asio::thread_pool &pool, asio::steady_timer &timer) {
  timer.async_wait([](boost::system::error_code) { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'sleep_for' puts the thread to sleep: the loop that runs this handler stands still until it returns
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: the handler is given to the loop here
  asio::post(io, [] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sleep_for' puts the thread to sleep: the loop that runs this handler
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the handler is given to the loop here
  // ok: the pool is there for what blocks.
  asio::post(pool, [] { std::this_thread::sleep_for(1s); });
  // ok: no coroutine, no handler.
  timer.wait();
}

awaitable<void> crunch() {
  // ok: only ever spawned on the pool, see below.
  std::this_thread::sleep_for(1s);
  co_return;
}

awaitable<void> offload(asio::thread_pool &pool) {
  co_await asio::co_spawn(pool, crunch(), use_awaitable);
  co_await asio::co_spawn(
      pool,
      []() -> awaitable<void> {
        // ok: on the pool.
        std::this_thread::sleep_for(1s);
        co_return;
      },
      use_awaitable);
  co_await asio::post(asio::bind_executor(pool, use_awaitable));
  // ok: on the pool until the next hop.
  std::this_thread::sleep_for(1s);
}

// Lost tasks.

awaitable<void> greet(tcp::socket &socket);

awaitable<void> serve(tcp::socket &socket, asio::io_context &io) {
  greet(socket);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'greet' is dropped: it is lazy, so 'greet' never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await greet(socket);
  (void)greet(socket);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}}'greet' never runs [coro-voided-lazy-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:{{[0-9]+}}: note:
  // CHECK-FIXES: {{^}}  co_await greet(socket);
  asio::steady_timer timer(io, 1s);
  timer.async_wait(use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} is dropped{{.*}} [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await timer.async_wait(use_awaitable);
  asio::post(io, [&socket] { return greet(socket); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'post' throws away the task that this callable returns, and 'awaitable' is lazy: the body never runs [coro-coroutine-as-void-callback]
  std::function<void()> later = [&socket]() -> awaitable<void> { co_await greet(socket); };
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'std::function' with a void result throws away the task that this callable returns, and 'awaitable' is lazy: the body never runs [coro-coroutine-as-void-callback]

  using namespace asio::experimental::awaitable_operators;
  // ok: awaited, alone and together; handed on; spawned.
  co_await greet(socket);
  co_await (greet(socket) && greet(socket));
  awaitable<void> last = greet(socket);
  co_await std::move(last);
  std::function<awaitable<void>()> factory = [&socket] { return greet(socket); };
  co_await factory();
  // ok: nothing is lost, the handler gets the result.
  asio::post(io, [] { std::puts("done"); });
}

// Fire and forget.

awaitable<void> session(tcp::socket socket) {
  char data[64];
  co_await asio::async_read(socket, asio::buffer(data), use_awaitable);
}

awaitable<void> careful_session(tcp::socket socket) {
  try {
    char data[64];
    co_await asio::async_read(socket, asio::buffer(data), use_awaitable);
  } catch (const std::exception &e) {
    std::fputs(e.what(), stderr);
  }
}

awaitable<void> error_code_session(tcp::socket socket) {
  char data[64];
  for (;;) {
    auto [error, size] = co_await socket.async_read_some(
        asio::buffer(data), asio::as_tuple(use_awaitable));
    if (error)
      break;
    boost::system::error_code ignored;
    co_await asio::async_write(socket, asio::buffer(data, size),
                               asio::redirect_error(use_awaitable, ignored));
  }
}

void rethrow(std::exception_ptr e) {
  if (e)
    std::rethrow_exception(e);
}

awaitable<void> listener(tcp::acceptor acceptor) {
  auto executor = co_await asio::this_coro::executor;
  for (;;) {
    asio::co_spawn(executor, session(co_await acceptor.async_accept(use_awaitable)), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:86: warning: an exception that leaves 'session' is dropped here without a trace [coro-detached-swallows-exception]
    // CHECK-MESSAGES: note: a failure of what is awaited here leaves the coroutine
    // CHECK-MESSAGES: :[[@LINE-3]]:86: note: handle it in the coroutine, or report it from a completion handler that takes a std::exception_ptr

    // ok: every failure is caught, comes back as a value, or goes to a handler.
    asio::co_spawn(executor, careful_session(co_await acceptor.async_accept(use_awaitable)),
                   asio::detached);
    asio::co_spawn(executor, error_code_session(co_await acceptor.async_accept(use_awaitable)),
                   asio::detached);
    asio::co_spawn(executor, session(co_await acceptor.async_accept(use_awaitable)), rethrow);
  }
}

// Nested loops.

awaitable<void> restart(asio::io_context &io, asio::thread_pool &pool) {
  io.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'run' runs an event loop inside coroutine 'restart'{{.*}} [coro-nested-loop-run]
  io.poll();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'poll' runs an event loop inside coroutine 'restart'
  asio::post(io, [&io] { io.run_one(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'run_one' runs an event loop inside a handler
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the handler is given to the loop here
  std::thread worker([&io] {
    // ok: a thread of its own.
    io.run();
  });
  worker.detach();
  // ok: work of the pool.
  asio::post(pool, [&io] { io.run(); });
  co_return;
}

int main() {
  asio::io_context io;
  asio::signal_set signals(io, 2);
  // ok: stopping is not running.
  signals.async_wait([&io](boost::system::error_code, int) { io.stop(); });
  asio::co_spawn(io, listener(tcp::acceptor(io, {tcp::v4(), 0})), rethrow);
  // ok: here the loop belongs.
  io.run();
}
