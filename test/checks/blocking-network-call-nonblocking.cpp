// RUN: %check --checks=coro-blocking-network-call
// In a file that makes descriptors non-blocking, or handles what they then return, nothing is certain.
#include <asio/awaitable.hpp>
#include <asio/connect.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
// CHECK-FIXES: #include <asio/use_awaitable.hpp>
#include <cppcoro/task.hpp>

#include <array>
#include <cerrno>
#include <netdb.h>
#include <sys/socket.h>

asio::awaitable<std::size_t> poll_socket(asio::ip::tcp::socket &socket) {
  std::array<char, 512> data;
  asio::error_code ec;
  socket.non_blocking(true);
  // ok: a non-blocking socket returns at once
  co_return socket.read_some(asio::buffer(data), ec);
}

cppcoro::task<long> try_read(int fd, char *data, std::size_t size) {
  // ok: the file handles EAGAIN, so the descriptor is non-blocking
  long n = recv(fd, data, size, 0);
  co_return n < 0 && errno == EAGAIN ? 0 : n;
}

cppcoro::task<int> look_up_number(const char *address, addrinfo **found) {
  addrinfo hints = {};
  hints.ai_flags = AI_NUMERICHOST;
  // ok: a numeric address needs no name server
  co_return getaddrinfo(address, "80", &hints, found);
}

// Looking up a name waits whatever the socket does.
asio::awaitable<void> look_up(asio::ip::tcp::resolver &resolver) {
  resolver.resolve("example.com", "https");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resolve' waits for the name server: nothing else on the thread of coroutine 'look_up' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: await the asynchronous form 'async_resolve' instead
  // CHECK-FIXES: co_await resolver.async_resolve("example.com", "https", asio::use_awaitable);
  co_return;
}
