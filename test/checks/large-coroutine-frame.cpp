// RUN: %check
// RUN: %check --suffix=SMALL --option Bytes=1000 -- -DSMALL
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/task.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

cppcoro::task<int> next();
cppcoro::task<> read_into(char *buffer, size_t size);
void fill(char *buffer);
void show(const char *buffer);
struct Table {
  int rows[100][100];
};
struct Owner {
  char bytes[20000];
  ~Owner();
};

#ifndef SMALL
//===-- Kept while it is suspended ----------------------------------------------------------===//

asio::awaitable<void> echo(asio::ip::tcp::socket socket) {
  char data[65536];
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'echo' keeps {{[0-9]+}} bytes of variables in its frame while it is suspended, 65536 of them in 'data': each one that waits holds as much memory [coro-large-coroutine-frame]
  for (;;)
    co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: note: it is suspended here
}

cppcoro::task<> used_later() {
  char data[20000];
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'used_later' keeps 20000 bytes of variables in its frame while it is suspended
  fill(data);
  co_await next();
  show(data);
}

cppcoro::task<> given_to_the_await() {
  std::array<char, 20000> data;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'given_to_the_await' keeps 20000 bytes
  co_await read_into(data.data(), data.size());
}

cppcoro::task<int> parameter(Table table) {
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'parameter' keeps 40000 bytes of variables in its frame while it is suspended, 40000 of them in 'table'
  co_return co_await next() + table.rows[0][0];
}

cppcoro::task<> destroyed_later() {
  Owner owner;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'destroyed_later' keeps 20000 bytes
  co_await next();
}

cppcoro::task<> next_round(int rounds) {
  char data[20000];
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'next_round' keeps {{[0-9]+}} bytes
  while (rounds--) {
    show(data);
    const int more = co_await next();
    rounds += more;
  }
}

cppcoro::task<> together() {
  char header[9000], body[9000];
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'together' keeps 18000 bytes of variables in its frame while it is suspended, 9000 of them in 'header'
  co_await next();
  show(header);
  show(body);
}

auto lambda = []() -> cppcoro::task<> {
  char data[20000];
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'a lambda' keeps 20000 bytes
  co_await read_into(data, sizeof data);
};

//===-- On the stack, or on the heap by itself ------------------------------------------------===//

cppcoro::task<> before() {
  char data[65536];
  fill(data);
  show(data);
  // ok: nobody needs it any more
  co_await next();
}

cppcoro::task<> other_scopes() {
  {
    char data[65536];
    fill(data);
  }
  // ok: between the two
  co_await next();
  char data[65536];
  fill(data);
}

cppcoro::task<> one_at_a_time() {
  {
    char data[9000];
    co_await read_into(data, sizeof data);
  }
  // ok: the frame has room for the larger of the two
  {
    char data[9000];
    co_await read_into(data, sizeof data);
  }
}

cppcoro::task<> each_round(int rounds) {
  // ok: a new one in each round, and not used after the wait
  while (rounds--) {
    co_await next();
    char data[65536];
    fill(data);
  }
}

cppcoro::task<> elsewhere() {
  auto data = std::make_unique<char[]>(65536);
  std::vector<char> more(65536);
  static char shared[65536];
  // ok: on the heap when it is needed, and one for all
  co_await read_into(data.get(), 65536);
  co_await read_into(more.data(), more.size());
  co_await read_into(shared, sizeof shared);
}

cppcoro::task<> by_reference(Table &table) {
  // ok: somebody else's
  co_await next();
  table.rows[0][0] = 1;
}

// ok: the lambda's own
cppcoro::task<> in_lambda() {
  auto plain = [] {
    char data[65536];
    fill(data);
    show(data);
  };
  co_await next();
  plain();
}

cppcoro::task<> only_its_size() {
  char data[65536];
  fill(data);
  // ok: the size is no use of it
  co_await next();
  fill(nullptr);
  (void)sizeof(data);
}

// ok: no coroutine
void plain() {
  char data[65536];
  fill(data);
  show(data);
}

cppcoro::task<> small() {
  char data[4096];
  // ok: small enough
  co_await read_into(data, sizeof data);
}
#else
cppcoro::task<> small() {
  char data[4096];
  // CHECK-MESSAGES-SMALL: :[[@LINE-1]]:8: warning: 'small' keeps 4096 bytes
  co_await read_into(data, sizeof data);
}
#endif
