// RUN: %check --option Operations=Client::get
#include <asio/as_tuple.hpp>
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/connect.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/ip/udp.hpp>
#include <asio/read.hpp>
#include <asio/read_until.hpp>
#include <asio/redirect_error.hpp>
#include <asio/signal_set.hpp>
#include <asio/streambuf.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>

// Every way to set a time has a word in its name, and one in the file is enough: those are in the test beside this one.
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using asio::ip::udp;

struct Client {
  awaitable<std::string> get(std::string url);
  awaitable<std::string> post(std::string url);
};
void use(std::string text);
template <typename T> awaitable<T> within(awaitable<T> work, std::chrono::milliseconds most);
awaitable<void> stopped();

//===-- Waits for a peer for ever ------------------------------------------------------===//

awaitable<void> connects(tcp::socket &socket, tcp::endpoint peer) {
  co_await socket.async_connect(peer, use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: no deadline is in sight for 'async_connect': when the peer does not answer, the coroutine is suspended for ever, with all that it holds [coro-missing-timeout]
  // ok: one finding for a coroutine
  co_await asio::async_write(socket, asio::buffer("hello"), use_awaitable);
}

awaitable<std::size_t> reads(tcp::socket &socket) {
  char data[64];
  co_return co_await asio::async_read(socket, asio::buffer(data), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: no deadline is in sight for 'async_read'
}

awaitable<void> echoes(tcp::socket socket) {
  char data[64];
  while (true) {
    const std::size_t size = co_await socket.async_read_some(asio::buffer(data), use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: no deadline is in sight for 'async_read_some'
    co_await asio::async_write(socket, asio::buffer(data, size), use_awaitable);
  }
}

awaitable<void> resolves(tcp::resolver &resolver) {
  auto found = co_await resolver.async_resolve("example.com", "80", use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: no deadline is in sight for 'async_resolve'
  (void)found;
}

awaitable<void> with_other_tokens(tcp::socket &socket) {
  asio::error_code ec;
  char data[64];
  co_await asio::async_read(socket, asio::buffer(data), asio::redirect_error(use_awaitable, ec));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: no deadline is in sight for 'async_read'
}

auto global = [](tcp::socket &socket) -> awaitable<void> {
  char data[64];
  co_await asio::async_read(socket, asio::buffer(data), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: no deadline is in sight for 'async_read'
};

awaitable<void> lambdas(tcp::socket &socket) {
  auto read = [&socket]() -> awaitable<void> {
    char data[64];
    co_await asio::async_read(socket, asio::buffer(data), asio::as_tuple(use_awaitable));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: no deadline is in sight for 'async_read'
  };
  co_await read();
}

template <typename Stream> awaitable<void> of_template(Stream &stream) {
  co_await asio::async_write(stream, asio::buffer("hello"), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: no deadline is in sight for 'async_write'
}
template awaitable<void> of_template(tcp::socket &);

awaitable<std::string> of_the_project(Client &client) {
  co_return co_await client.get("https://example.com");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: no deadline is in sight for 'get'
}

//===-- Waits that may be long ------------------------------------------------------------===//

awaitable<void> accepts(tcp::acceptor &acceptor) {
  // ok: clients come when they come
  tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
  // ok: to be told that there is something to read
  co_await socket.async_wait(tcp::socket::wait_read, use_awaitable);
}

// ok: signals come when they come
awaitable<void> signals(asio::signal_set &set) { co_await set.async_wait(use_awaitable); }

// ok: nobody said that it waits for a peer
awaitable<std::string> unknown(Client &client) { co_return co_await client.post("https://example.com"); }

awaitable<void> datagrams(udp::socket &socket, udp::endpoint peer) {
  // ok: notes the address, and waits for nobody
  co_await socket.async_connect(peer, use_awaitable);
}

// ok: the way out
awaitable<void> close(tcp::socket &socket) {
  co_await asio::async_write(socket, asio::buffer("bye"), use_awaitable);
}

void by_handler(tcp::socket &socket) {
  static char data[64];
  // ok: no coroutine
  socket.async_read_some(asio::buffer(data), [](asio::error_code, std::size_t) {});
}

//===-- Ended by others ----------------------------------------------------------------------===//

using namespace asio::experimental::awaitable_operators;

awaitable<void> raced_at_once(tcp::socket &socket) {
  // ok: whichever is first
  co_await (asio::async_write(socket, asio::buffer("hello"), use_awaitable) || stopped());
}

// ok: whoever calls it ends it
awaitable<void> talk(tcp::socket &socket) {
  co_await asio::async_write(socket, asio::buffer("hello"), use_awaitable);
}
awaitable<void> talks(tcp::socket &socket) { co_await (talk(socket) || stopped()); }

// ok: the same, by a function that is given a time
awaitable<std::size_t> answer(tcp::socket &socket) {
  co_return co_await asio::async_write(socket, asio::buffer("hello"), use_awaitable);
}
awaitable<std::size_t> answers(tcp::socket &socket) {
  co_return co_await within(answer(socket), std::chrono::seconds(5));
}

// ok: is given a time
awaitable<void> for_a_while(tcp::socket &socket, std::chrono::milliseconds most) {
  co_await asio::async_write(socket, asio::buffer("hello"), use_awaitable);
  (void)most;
}

// ok: is given a token
awaitable<void> until_stopped(tcp::socket &socket, std::stop_token stop) {
  co_await asio::async_write(socket, asio::buffer("hello"), use_awaitable);
  (void)stop;
}

awaitable<void> closure_is_given(tcp::socket &socket, std::chrono::steady_clock::time_point end) {
  auto write = [&socket, end]() -> awaitable<void> {
    // ok: the function around is given a time
    co_await asio::async_write(socket, asio::buffer("hello"), use_awaitable);
    (void)end;
  };
  co_await write();
}
