// Loops and scopes in code that is being typed.
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <cppcoro/async_scope.hpp>

void runs(asio::io_context &io, unknown &other) {
  io.run();
  io.run(nothing);
  io.run();
  other.run();
  (io.*missing)();
  for (auto x : unknown_range)
    io.run();
  while (io.run(
}

template <typename T> void dependent(T &io) {
  io.run();
  io.run();
  T own;
  asio::post(own, [] {});
}

void never() {
  asio::io_context io(bad;
  asio::io_context again, io2 = , io3;
  asio::post(io, );
  asio::post(io2, [&io3 = nothing] { io3.run( });
  asio::steady_timer timer(io3, );
  timer.async_wait();
  asio::post(io3.get_executor(), [&] {});
}

cppcoro::missing scopes() {
  cppcoro::async_scope scope(;
  cppcoro::async_scope other{1, 2};
  other.spawn();
  other.spawn(unknown());
  co_await other.join(;
  throw;
}

struct holder {
  asio::io_context io_ = asio::io_context();
  int n = io_.run() + io_.run();
  holder() : n(io_.run() + io_.run()) { this->io_.run(); (*this).io_.run(); this.io_.run(); }
};
auto lambda = [io = asio::io_context()]() mutable { io.run(); io.run(); };
