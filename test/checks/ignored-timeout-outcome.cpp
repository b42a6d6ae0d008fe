// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

#include <cstdio>
#include <string>

using namespace asio::experimental::awaitable_operators;
using asio::use_awaitable;
using asio::ip::tcp;

asio::awaitable<void> handshake(tcp::socket &socket);
asio::awaitable<int> read_header(tcp::socket &socket);
asio::awaitable<void> serve(tcp::socket &socket);
asio::awaitable<void> wait_for_peer();

//===-- Nobody looks which it was --------------------------------------------------===//

asio::awaitable<void> session(tcp::socket &socket, asio::steady_timer &timer) {
  co_await (handshake(socket) || timer.async_wait(use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks whether 'handshake' was done or its time was up: after a timeout the coroutine goes on as if it had succeeded [coro-ignored-timeout-outcome]
  // CHECK-MESSAGES: :[[@LINE-2]]:40: note: the time limit
  co_await serve(socket);
}

asio::awaitable<void> many(tcp::socket &socket, asio::steady_timer &timer) {
  for (int i = 0; i < 3; ++i)
    co_await (timer.async_wait(use_awaitable) || read_header(socket) || wait_for_peer());
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody looks whether 'read_header' was done or its time was up
}

asio::awaitable<void> nested(tcp::socket &socket, asio::steady_timer &timer, bool secure) {
  if (secure) {
    co_await (handshake(socket) || timer.async_wait(use_awaitable));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody looks whether 'handshake' was done
  }
  co_await serve(socket);
}

asio::awaitable<void> in_condition(tcp::socket &socket, asio::steady_timer &timer, bool secure) {
  if (secure)
    co_await (handshake(socket) || timer.async_wait(use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody looks whether 'handshake' was done
  else
    co_await (timer.async_wait(use_awaitable) || read_header(socket));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody looks whether 'read_header' was done
  co_await serve(socket);
}

asio::awaitable<int> then_returns(tcp::socket &socket, asio::steady_timer &timer) {
  co_await (handshake(socket) || timer.async_wait(use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks whether 'handshake' was done
  co_return 1;
}

//===-- Looked at, or dropped on purpose ---------------------------------------------===//

// ok: the index is looked at, or dropped on purpose
asio::awaitable<void> looks(tcp::socket &socket, asio::steady_timer &timer) {
  auto done = co_await (handshake(socket) || timer.async_wait(use_awaitable));
  if (done.index() == 1)
    co_return;
  if ((co_await (handshake(socket) || timer.async_wait(use_awaitable))).index() == 0)
    co_await serve(socket);
  (void)co_await (handshake(socket) || timer.async_wait(use_awaitable));
  co_await serve(socket);
}

//===-- It does not matter -------------------------------------------------------------===//

// ok: the session is over, whoever won
asio::awaitable<void> last(tcp::socket &socket, asio::steady_timer &timer) {
  co_await (serve(socket) || timer.async_wait(use_awaitable));
  std::puts("bye");
  socket.close();
  co_return;
}

// ok: nothing follows the branch either
asio::awaitable<void> last_of_branch(tcp::socket &socket, asio::steady_timer &timer, bool limited) {
  if (limited)
    co_await (serve(socket) || timer.async_wait(use_awaitable));
  else
    co_await serve(socket);
}

// ok: nothing follows in the lambda, whatever follows around it
asio::awaitable<void> last_of_lambda(tcp::socket &socket, asio::steady_timer &timer) {
  for (int i = 0; i < 3; ++i)
    co_await [](tcp::socket &socket, asio::steady_timer &timer) -> asio::awaitable<void> {
      co_await (serve(socket) || timer.async_wait(use_awaitable));
    }(socket, timer);
  co_await serve(socket);
}

// ok: two delays, or a delay and something that is waited for: which it was changes nothing
asio::awaitable<void> pause(asio::steady_timer &one, asio::steady_timer &other, tcp::socket &socket) {
  co_await (one.async_wait(use_awaitable) || other.async_wait(use_awaitable));
  co_await (one.async_wait(use_awaitable) || wait_for_peer());
  co_await serve(socket);
}

// ok: no time limit
asio::awaitable<void> first_of_two(tcp::socket &socket, tcp::socket &other) {
  co_await (handshake(socket) || handshake(other));
  co_await serve(socket);
}

// ok: both are waited for
asio::awaitable<void> both(tcp::socket &socket, asio::steady_timer &timer) {
  co_await (handshake(socket) && timer.async_wait(use_awaitable));
  co_await serve(socket);
}
