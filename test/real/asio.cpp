// The checks against the real headers of standalone Asio 1.22, which needs to be told that clang has
// coroutines.
// REQUIRES: asio
// RUN: %check --real --checks=coro-blocking-sleep,coro-blocking-network-call,coro-unawaited-task,coro-voided-lazy-task,coro-coroutine-as-void-callback,coro-detached-swallows-exception,coro-nested-loop-run -- -DASIO_HAS_CO_AWAIT=1 -DASIO_HAS_STD_COROUTINE=1
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/read.hpp>
#include <asio/steady_timer.hpp>
#include <asio/system_error.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <thread>

using asio::ip::tcp;

asio::awaitable<void> read_header(tcp::socket &socket) {
  char data[16];
  asio::read(socket, asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' waits for the peer: nothing else on the thread of coroutine 'read_header' runs until it returns [coro-blocking-network-call]
  // CHECK-FIXES: {{^}}  co_await asio::async_read(socket, asio::buffer(data), asio::use_awaitable);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'read_header' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES: {{^}}  co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(1)).async_wait(asio::use_awaitable);
  // ok: the asynchronous form suspends.
  co_await asio::async_read(socket, asio::buffer(data), asio::use_awaitable);
}

asio::awaitable<void> read_all(tcp::socket &socket) {
  read_header(socket);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'read_header' is dropped: it is lazy, so 'read_header' never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await read_header(socket);
  static_cast<void>(read_header(socket));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler, but it is lazy, so 'read_header' never runs [coro-voided-lazy-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it to run it
  // CHECK-FIXES: {{^}}  co_await read_header(socket);
  // ok: awaited.
  co_await read_header(socket);
}

asio::awaitable<void> quiet(tcp::socket &socket) {
  char data[16];
  // ok: the error comes back as a value.
  auto [error, size] = co_await asio::async_read(socket, asio::buffer(data),
                                                 asio::experimental::as_tuple(asio::use_awaitable));
  std::printf("%zu\n", error ? 0 : size);
}

void start(asio::io_context &io, asio::thread_pool &pool, tcp::socket &socket) {
  asio::co_spawn(io, read_all(socket), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: an exception that leaves 'read_all' is dropped here without a trace [coro-detached-swallows-exception]
  // CHECK-MESSAGES: note: a failure of what is awaited here leaves the coroutine
  // CHECK-MESSAGES: :[[@LINE-3]]:40: note:
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, read_all(socket), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  // ok: nothing that it awaits throws.
  asio::co_spawn(io, quiet(socket), asio::detached);
  asio::post(io, [&socket] { return read_all(socket); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'post' throws away the task that this callable returns, and 'awaitable' is lazy: the body never runs [coro-coroutine-as-void-callback]
  asio::post(io, [&io] { io.run(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'run' runs an event loop inside a handler: {{.*}} [coro-nested-loop-run]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the handler is given to the loop here
  // ok: the pool's thread runs no loop, and may wait.
  asio::post(pool, [&io] { io.run(); });
  asio::post(pool, [&socket] {
    char data[16];
    asio::read(socket, asio::buffer(data));
  });
}

int main() {
  asio::io_context io;
  asio::thread_pool pool;
  tcp::socket socket(io);
  start(io, pool, socket);
  // ok: here the loop belongs.
  io.run();
}
