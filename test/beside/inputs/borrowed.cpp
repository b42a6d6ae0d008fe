// What is borrowed by a coroutine: clang-tidy's checks about captures and reference parameters, and corolint's
// about lifetimes, on code that is safe and code that is not.
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/task.hpp>
#include <seastar/core/future.hh>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

cppcoro::task<int> load();
void print(const std::string &text);

// case: a capturing lambda, called, whose task outlives it (bug)
cppcoro::task<> outlives(std::string name) {
  return [name]() -> cppcoro::task<> {
    co_await load();
    print(name);
  }();
}

// case: a capturing lambda that is awaited where it stands (safe)
cppcoro::task<> awaited(std::string name) {
  co_await [name]() -> cppcoro::task<> {
    co_await load();
    print(name);
  }();
}

// case: a capturing lambda given to `asio::co_spawn`, which keeps it (safe)
void kept(asio::io_context &io, std::string name) {
  asio::co_spawn(io, [name]() -> asio::awaitable<void> {
    print(name);
    co_return;
  }, asio::detached);
}

// case: a reference parameter of a coroutine that is awaited at once (safe)
cppcoro::task<> greet(const std::string &name) {
  co_await load();
  print(name);
}
cppcoro::task<> greets() {
  std::string name = "a";
  co_await greet(name);
}

// case: a capturing lambda given to `seastar::future::then`, which destroys it (bug)
seastar::future<> flush();
struct connection {
  int sent = 0;
  seastar::future<> send() {
    return flush().then([this]() -> seastar::future<> {
      co_await flush();
      ++sent;
    });
  }
};

// case: the lambda captures a reference and is spawned by a function that returns at once (bug)
void spawned(asio::io_context &io, std::string name) {
  asio::co_spawn(io, [&name]() -> asio::awaitable<void> {
    print(name);
    co_return;
  }, asio::detached);
}

// case: a temporary for a reference parameter of a task that is awaited later (bug)
cppcoro::task<> greets_later() {
  auto greeting = greet("a");
  co_await std::move(greeting);
}

// case: a temporary for a reference parameter of a task that is awaited at once (safe)
cppcoro::task<> greets_temporary() { co_await greet("a"); }

// case: a plain function returns a task that refers to its local (bug)
cppcoro::task<> greets_local() {
  std::string name = "a";
  return greet(name);
}

// case: a socket of an accept loop, passed by reference to a session in the background (bug)
asio::awaitable<void> session(asio::ip::tcp::socket &client);
asio::awaitable<void> serve(asio::io_context &io, asio::ip::tcp::acceptor acceptor) {
  for (;;) {
    asio::ip::tcp::socket client = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(io, session(client), asio::detached);
  }
}

// case: the same, moved (safe)
asio::awaitable<void> own_session(asio::ip::tcp::socket client);
asio::awaitable<void> serve_safely(asio::io_context &io, asio::ip::tcp::acceptor acceptor) {
  for (;;) {
    asio::ip::tcp::socket client = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(io, own_session(std::move(client)), asio::detached);
  }
}

// case: a method in the background without a shared pointer to its object (bug)
struct peer : std::enable_shared_from_this<peer> {
  int received = 0;
  asio::awaitable<int> receive();
  asio::awaitable<void> read() { received += co_await receive(); }
  void start(asio::io_context &io) { asio::co_spawn(io, read(), asio::detached); }
};
