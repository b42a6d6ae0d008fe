// RUN: %check
// Where exceptions come from, and what a spawn in a loop is told.
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

using asio::ip::tcp;

asio::awaitable<void> handshake(tcp::socket &socket);

// What the loop runs itself, and timers, cannot fail.
asio::awaitable<void> ticks(asio::steady_timer &timer) {
  for (int n = 0; n < 3; ++n) {
    timer.expires_after(std::chrono::seconds(1));
    co_await timer.async_wait(asio::use_awaitable);
    co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  }
}

asio::awaitable<int> port_of(std::string text) { co_return std::stoi(text); }

int checked(int port) {
  if (port <= 0)
    throw std::out_of_range("port");
  return port;
}

asio::awaitable<void> uses_port(std::string text) {
  std::printf("%d\n", checked(co_await port_of(text)));
}

asio::awaitable<void> parses_safely(std::string text) {
  try {
    std::printf("%d\n", std::stoi(text));
  } catch (const std::runtime_error &) {
  }
  co_return;
}

struct peer {
  asio::awaitable<void> run(tcp::socket socket) { co_await handshake(socket); }
  void start(asio::io_context &io, tcp::socket socket) {
    // The lambda is no coroutine: it makes one.
    asio::co_spawn(
        io, [this, s = std::move(socket)]() mutable { return run(std::move(s)); }, asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:84: warning: an exception that leaves 'peer::run' is dropped here without a trace [coro-detached-swallows-exception]
    // CHECK-MESSAGES: :[[@LINE-6]]:51: note: a failure of what is awaited here leaves the coroutine
    // CHECK-MESSAGES: :[[@LINE-3]]:84: note: let it out of the loop's run() with a handler, or handle it in the coroutine
    // CHECK-FIXES: {{^}}        io, [this, s = std::move(socket)]() mutable { return run(std::move(s)); }, [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  }
};

asio::awaitable<void> accept_all(asio::io_context &io, asio::steady_timer &timer,
                                 std::string port) {
  // ok: post and a timer's wait do not fail
  asio::co_spawn(io, ticks(timer), asio::detached);
  // ok: the handler is for std::runtime_error, a base of what operations throw
  asio::co_spawn(io, parses_safely(port), asio::detached);
  while (true) {
    // One connection's exception must not end the server: no edit.
    asio::co_spawn(io, uses_port(port), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: an exception that leaves 'uses_port' is dropped here without a trace [coro-detached-swallows-exception]
    // CHECK-MESSAGES: note:
    // CHECK-MESSAGES: :[[@LINE-3]]:41: note: handle it in the coroutine, or report it from a completion handler that takes a std::exception_ptr
    // CHECK-FIXES: {{^}}    asio::co_spawn(io, uses_port(port), asio::detached);
    co_await timer.async_wait(asio::use_awaitable);
  }
}
