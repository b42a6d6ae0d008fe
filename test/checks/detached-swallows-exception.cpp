// RUN: %check
// RUN: %check --suffix=ASSUME --option AssumeThrows=true
#include <asio/as_tuple.hpp>
#include <asio/awaitable.hpp>
#include <asio/bind_executor.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/redirect_error.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>
#include <asio/write.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <cstdio>
// CHECK-FIXES: #include <exception>
#include <stdexcept>
#include <string>
#include <utility>

using asio::ip::tcp;

asio::awaitable<void> handshake(tcp::socket &socket);
asio::awaitable<void> elsewhere(tcp::socket socket);
cppcoro::task<> load();

// Lets out what its awaits throw.
asio::awaitable<void> echo(tcp::socket socket) {
  char data[1024];
  for (;;) {
    std::size_t n = co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
    co_await asio::async_write(socket, asio::buffer(data, n), asio::use_awaitable);
  }
}

asio::awaitable<int> count_bytes(tcp::socket socket) {
  char data[1024];
  co_return static_cast<int>(
      co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable));
}

asio::awaitable<void> rethrowing(tcp::socket socket) {
  try {
    co_await handshake(socket);
  } catch (const std::exception &) {
    std::puts("handshake failed");
    throw;
  }
}

struct protocol_error {};

asio::awaitable<void> half_guarded(tcp::socket socket) {
  co_await handshake(socket);
  try {
    co_await handshake(socket);
  } catch (...) {
  }
}

asio::awaitable<void> wrong_handler(tcp::socket socket) {
  try {
    co_await handshake(socket);
  } catch (const protocol_error &) {
  }
}

asio::awaitable<void> throwing(int port) {
  if (port <= 0)
    throw std::invalid_argument("port");
  co_return;
}

asio::awaitable<void> noexcept_is_no_guard(int port) noexcept {
  if (port <= 0)
    throw std::invalid_argument("port");
  co_return;
}

template <typename Stream> asio::awaitable<void> greet(Stream stream) {
  co_await asio::async_write(stream, asio::buffer("hello", 5), asio::use_awaitable);
}

void check_port(int port) {
  if (port <= 0)
    throw std::invalid_argument("port");
}

asio::awaitable<void> configured(const std::string &port) {
  check_port(std::stoi(port));
  co_return;
}

class server {
public:
  explicit server(asio::io_context &io) : io(io) {}
  asio::awaitable<void> serve(tcp::socket socket) { co_await echo(std::move(socket)); }
  void start(tcp::socket socket) {
    asio::co_spawn(io, serve(std::move(socket)), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: an exception that leaves 'server::serve' is dropped here without a trace [coro-detached-swallows-exception]
    // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:50: warning: an exception that leaves 'server::serve'
    // CHECK-FIXES: {{^}}    asio::co_spawn(io, serve(std::move(socket)), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  }

private:
  asio::io_context &io;
};

void spawn(asio::io_context &io, tcp::socket socket) {
  asio::co_spawn(io, echo(std::move(socket)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: an exception that leaves 'echo' is dropped here without a trace [coro-detached-swallows-exception]
  // CHECK-MESSAGES: :34:21: note: a failure of what is awaited here leaves the coroutine
  // CHECK-MESSAGES: :[[@LINE-3]]:47: note: let it out of the loop's run() with a handler, or handle it in the coroutine
  // CHECK-MESSAGES-ASSUME: :[[@LINE-4]]:47: warning: an exception that leaves 'echo'
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, echo(std::move(socket)), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  asio::co_spawn(io, rethrowing(std::move(socket)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: an exception that leaves 'rethrowing'
  // CHECK-MESSAGES: :50:5: note: thrown here
  // CHECK-MESSAGES-ASSUME: :[[@LINE-3]]:53: warning: an exception that leaves 'rethrowing'
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, rethrowing(std::move(socket)), [](std::exception_ptr e)
  asio::co_spawn(io, half_guarded(std::move(socket)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: an exception that leaves 'half_guarded'
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:55: warning: an exception that leaves 'half_guarded'
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, half_guarded(std::move(socket)), [](std::exception_ptr e)
  asio::co_spawn(io, wrong_handler(std::move(socket)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: an exception that leaves 'wrong_handler'
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:56: warning: an exception that leaves 'wrong_handler'
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, wrong_handler(std::move(socket)), [](std::exception_ptr e)
  asio::co_spawn(io, throwing(0), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: an exception that leaves 'throwing'
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:35: warning: an exception that leaves 'throwing'
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, throwing(0), [](std::exception_ptr e)
  asio::co_spawn(io, noexcept_is_no_guard(0), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: an exception that leaves 'noexcept_is_no_guard'
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:47: warning: an exception that leaves 'noexcept_is_no_guard'
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, noexcept_is_no_guard(0), [](std::exception_ptr e)
  asio::co_spawn(io, configured("http"), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: an exception that leaves 'configured'
  // CHECK-MESSAGES: note: what this call throws leaves the coroutine
  // CHECK-MESSAGES-ASSUME: :[[@LINE-3]]:42: warning: an exception that leaves 'configured'
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, configured("http"), [](std::exception_ptr e)
  if (socket.is_open())
    asio::co_spawn(io, greet(std::move(socket)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: an exception that leaves 'greet'
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:50: warning: an exception that leaves 'greet'
  // CHECK-FIXES: {{^}}    asio::co_spawn(io, greet(std::move(socket)), [](std::exception_ptr e)
}

void lambdas(asio::io_context &io, tcp::socket &socket) {
  asio::co_spawn(
      io, [&socket]() -> asio::awaitable<void> { co_await handshake(socket); }, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:81: warning: an exception that leaves this coroutine is dropped here without a trace [coro-detached-swallows-exception]
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:81: warning: an exception that leaves this coroutine
  // CHECK-FIXES: handshake(socket); }, [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  auto session = [&socket]() -> asio::awaitable<void> { co_await handshake(socket); };
  asio::co_spawn(io, session, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: an exception that leaves this coroutine
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:31: warning: an exception that leaves this coroutine
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, session, [](std::exception_ptr e)
  asio::co_spawn(io, session(), asio::detached_t{});
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: an exception that leaves this coroutine
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:33: warning: an exception that leaves this coroutine
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, session(), [](std::exception_ptr e)
  auto task = greet(std::move(socket));
  asio::co_spawn(io, std::move(task), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: an exception that leaves 'greet'
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:39: warning: an exception that leaves 'greet'
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, std::move(task), [](std::exception_ptr e)
}

// No fix inside of a macro, nor where the token carries more than itself.
#define SPAWN(io, task) asio::co_spawn(io, task, asio::detached)
void no_fix(asio::io_context &io, tcp::socket socket) {
  SPAWN(io, echo(std::move(socket)));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'echo'
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:3: warning: an exception that leaves 'echo'
  // CHECK-FIXES: {{^}}  SPAWN(io, echo(std::move(socket)));
  asio::co_spawn(io, echo(std::move(socket)), asio::bind_executor(io, asio::detached));
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: an exception that leaves 'echo'
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:47: warning: an exception that leaves 'echo'
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, echo(std::move(socket)), asio::bind_executor(io, asio::detached));
}

// A coroutine with a result.
void with_result(asio::io_context &io, tcp::socket socket) {
  asio::co_spawn(io, count_bytes(std::move(socket)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: an exception that leaves 'count_bytes'
  // CHECK-MESSAGES-ASSUME: :[[@LINE-2]]:54: warning: an exception that leaves 'count_bytes'
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, count_bytes(std::move(socket)), [](std::exception_ptr e, auto &&...) { if (e) std::rethrow_exception(e); });
}

// With a body in another file nothing shows whether it handles its exceptions.
void unseen(asio::io_context &io, tcp::socket socket) {
  asio::co_spawn(io, elsewhere(std::move(socket)), asio::detached);
  // CHECK-MESSAGES-ASSUME: :[[@LINE-1]]:52: warning: an exception that leaves 'elsewhere' is dropped here without a trace [coro-detached-swallows-exception]
  // CHECK-FIXES: {{^}}  asio::co_spawn(io, elsewhere(std::move(socket)), asio::detached);
  // CHECK-FIXES-ASSUME: {{^}}  asio::co_spawn(io, elsewhere(std::move(socket)), [](std::exception_ptr e)
}

// Safe code.

asio::awaitable<void> guarded(tcp::socket socket) {
  try {
    co_await handshake(socket);
  } catch (const std::exception &error) {
    std::puts(error.what());
  }
}

asio::awaitable<void> guarded_by_all(tcp::socket socket) try {
  co_await handshake(socket);
} catch (...) {
}

asio::awaitable<void> guarded_by_what_asio_throws(tcp::socket socket) {
  try {
    co_await handshake(socket);
  } catch (const std::system_error &error) {
    std::puts(error.what());
  }
}

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

asio::awaitable<void> error_codes(tcp::socket socket) {
  char data[64];
  auto [error, n] = co_await socket.async_read_some(asio::buffer(data), no_throw);
  if (error)
    co_return;
  auto [write_error, written] = co_await asio::async_write(
      socket, asio::buffer(data, n), asio::as_tuple(asio::use_awaitable));
  asio::error_code again;
  co_await asio::async_write(socket, asio::buffer(data, n),
                             asio::redirect_error(asio::use_awaitable, again));
}

asio::awaitable<void> never_throws() {
  auto executor = co_await asio::this_coro::executor;
  co_return;
}

asio::awaitable<void> awaits_guarded(tcp::socket socket) { co_await guarded(std::move(socket)); }

asio::awaitable<void> throws_in_a_lambda(tcp::socket socket) {
  auto fail = [] { throw std::runtime_error("called by somebody else"); };
  try {
    fail();
  } catch (...) {
  }
  co_return;
}

asio::awaitable<void> calls_plain_code(tcp::socket socket) {
  std::puts("a plain call may throw in theory");
  socket.close();
  co_return;
}

void spawn_safely(asio::io_context &io, cppcoro::async_scope &scope, tcp::socket socket) {
  // ok: the whole body is in a try
  asio::co_spawn(io, guarded(std::move(socket)), asio::detached);
  asio::co_spawn(io, guarded_by_all(std::move(socket)), asio::detached);
  // ok: operations fail with a system_error, which is caught
  asio::co_spawn(io, guarded_by_what_asio_throws(std::move(socket)), asio::detached);
  // ok: every await hands out its error as a value
  asio::co_spawn(io, error_codes(std::move(socket)), asio::detached);
  // ok: the await is noexcept
  asio::co_spawn(io, never_throws(), asio::detached);
  asio::co_spawn(io, never_throws, asio::detached);
  // ok: what it awaits lets nothing out
  asio::co_spawn(io, awaits_guarded(std::move(socket)), asio::detached);
  // ok: a throw in a nested lambda is the lambda's
  asio::co_spawn(io, throws_in_a_lambda(std::move(socket)), asio::detached);
  // ok: no await, no throw
  asio::co_spawn(io, calls_plain_code(std::move(socket)), asio::detached);
  // ok: the exception is rethrown out of run()
  asio::co_spawn(io, echo(std::move(socket)), [](std::exception_ptr e) {
    if (e)
      std::rethrow_exception(e);
  });
  // ok: the exception is kept in the future, or goes to the awaiter
  auto done = asio::co_spawn(io, echo(std::move(socket)), asio::use_future);
  auto task = asio::co_spawn(io, echo(std::move(socket)), asio::use_awaitable);
  // ok: terminates, which is a trace
  scope.spawn(load());
}
