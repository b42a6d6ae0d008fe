// Loops that are run again, or never, against the real headers of Boost.Asio 1.81 or later, and of Beast.
// REQUIRES: boost-asio
// RUN: %check --real --checks=coro-loop-rerun-without-restart,coro-io-context-never-run
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;

asio::awaitable<void> session(tcp::socket socket);
asio::awaitable<void> listen(tcp::acceptor acceptor) {
  asio::co_spawn(acceptor.get_executor(), session(co_await acceptor.async_accept(asio::use_awaitable)),
                 asio::detached);
}

// --- run again -----------------------------------------------------------------------------------

void twice() {
  asio::io_context io;
  asio::post(io, [] { std::puts("one"); });
  io.run();
  asio::post(io, [] { std::puts("two"); });
  io.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'run' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
  // CHECK-MESSAGES: :[[@LINE-4]]:6: note: it has stopped when this returns
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: restart it first
  // CHECK-FIXES: {{^}}  io.restart();
}

void each(const std::vector<std::string> &names) {
  asio::io_context io;
  tcp::resolver resolver(io);
  for (const std::string &name : names) {
    resolver.async_resolve(name, "http", [](boost::system::error_code, auto) { std::puts("found"); });
    io.run();
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: from the second round on 'run' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: restart it first
    // CHECK-FIXES: {{^}}    io.restart();
  }
}

class client {
public:
  explicit client(std::shared_ptr<asio::io_context> io) : io_(std::move(io)), timer_(*io_) {}

  bool ask() {
    timer_.expires_after(std::chrono::seconds(1));
    timer_.async_wait([this](boost::system::error_code) { late_ = true; });
    io_->run();
    if (!late_)
      return true;
    asio::co_spawn(*io_, session(tcp::socket(*io_)), asio::detached);
    return io_->run_for(std::chrono::seconds(5)) != 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'run_for' returns at once and runs nothing: 'io_' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
    // CHECK-MESSAGES: :[[@LINE-6]]:10: note: it has stopped when this returns
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: restart it first
    // CHECK-FIXES: {{^}}    io_->restart();
  }

  bool ask_again() {
    io_->run();
    io_->restart();
    // ok: restarted
    io_->run();
    // ok: polls while there is something to do
    while (!io_->stopped())
      io_->run();
    return late_;
  }

private:
  std::shared_ptr<asio::io_context> io_;
  asio::steady_timer timer_;
  bool late_ = false;
};

// --- never run -----------------------------------------------------------------------------------

void forgotten() {
  asio::io_context io{1};
  asio::signal_set signals(io, 2);
  tcp::acceptor acceptor(io, {tcp::v4(), 0});
  signals.async_wait([&](auto, auto) { io.stop(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing runs 'io': what 'async_wait' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-5]]:20: note: 'io' is declared here, and only ever given work
  asio::co_spawn(io, listen(std::move(acceptor)), asio::detached);
}

int waits_for_ever() {
  asio::io_context io;
  auto strand = asio::make_strand(io);
  auto guard = asio::make_work_guard(io);
  auto result = asio::co_spawn(
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing runs 'io': what 'co_spawn' starts here never happens, and is destroyed with it [coro-io-context-never-run]
      // CHECK-MESSAGES: :[[@LINE-5]]:20: note:
      strand, []() -> asio::awaitable<int> { co_return 1; }, asio::use_future);
  return result.get();
}

void stream(std::vector<char> &data) {
  asio::io_context io;
  boost::beast::tcp_stream stream(io);
  asio::async_read(stream, asio::buffer(data), [](boost::system::error_code, std::size_t) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing runs 'io': what 'async_read' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note:
}

std::size_t synchronous(tcp::endpoint peer, std::vector<char> &data) {
  // ok: only synchronous calls
  asio::io_context io;
  tcp::socket socket(io);
  socket.connect(peer);
  return asio::read(socket, asio::buffer(data));
}

int main() {
  asio::io_context io;
  auto guard = asio::make_work_guard(io);
  // ok: run on a thread
  std::jthread runner([&io] { io.run(); });
  asio::co_spawn(io, listen(tcp::acceptor(io, {tcp::v4(), 0})), asio::detached);
}
