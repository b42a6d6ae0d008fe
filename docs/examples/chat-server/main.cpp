// chat-server [PORT] [SECONDS BETWEEN ANNOUNCEMENTS]

#include "chat.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <csignal>
#include <cstdint>
#include <exception>
#include <future>
#include <iostream>

using asio::ip::tcp;

namespace {

/// Tells the room now and then how long the server has been up.
asio::awaitable<void> announce(std::shared_ptr<Room> room, std::chrono::seconds interval) {
  const auto start = std::chrono::steady_clock::now();
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(interval);
    co_await timer.async_wait(asio::use_awaitable);
    const auto up = std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::steady_clock::now() - start);
    co_await room->say("* up for " + std::to_string(up.count()) + " s, " +
                       std::to_string(room->members().size()) + " here");
  }
}

/// On Ctrl-C or SIGTERM: says goodbye to everybody, then stops the server.
asio::awaitable<void> stopOnSignal(asio::io_context &io, std::shared_ptr<Room> room) {
  asio::signal_set signals(io, SIGINT, SIGTERM);
  const int signal = co_await signals.async_wait(asio::use_awaitable);
  std::clog << "stopping on signal " << signal << "\n";
  for (const auto &member : room->members())
    asio::co_spawn(io, member->close("* the server is going down"), asio::use_future).get();
  io.stop();
}

/// For the coroutines without which there is no server: their errors end run().
void rethrow(std::exception_ptr error) {
  if (error)
    std::rethrow_exception(error);
}

} // namespace

int main(int argc, char *argv[]) {
  try {
    const auto port = static_cast<std::uint16_t>(argc > 1 ? std::stoi(argv[1]) : 4000);
    const std::chrono::seconds interval(argc > 2 ? std::stoi(argv[2]) : 600);

    asio::io_context io;
    auto room = std::make_shared<Room>();
    tcp::acceptor acceptor(io, {tcp::v4(), port});
    std::clog << "listening on port " << acceptor.local_endpoint().port() << "\n";

    asio::co_spawn(io, listen(std::move(acceptor), room), rethrow);
    asio::co_spawn(io, stopOnSignal(io, room), rethrow);
    asio::co_spawn(io, announce(room, interval), asio::detached);
    io.run();
    std::clog << "stopped\n";
  } catch (const std::exception &error) {
    std::cerr << "chat-server: " << error.what() << "\n";
    return 1;
  }
}
