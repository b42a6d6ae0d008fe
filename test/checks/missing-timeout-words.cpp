// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

class Session {
public:
  awaitable<void> greet() {
    // ok: the session has a timer, which may close the socket
    co_await asio::async_write(socket, asio::buffer("hello"), use_awaitable);
  }

private:
  tcp::socket socket;
  asio::steady_timer deadline;
};
