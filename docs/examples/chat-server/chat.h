// A room, its clients, and the coroutines that serve them. Everything runs on one thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace asio = boost::asio;

/// One connection. Lines for it go through a bounded outbox, which the writer empties.
class Client {
public:
  explicit Client(asio::ip::tcp::socket socket);

  /// Queues a line; waits while the outbox is full. Does nothing once the client has gone.
  asio::awaitable<void> send(std::string line);
  /// Sends a last line and hangs up.
  asio::awaitable<void> close(std::string farewell);
  /// Slows a client down that floods the room.
  asio::awaitable<void> throttle();
  /// Drops everything that is still queued.
  void abandon() { outbox.close(); }

  asio::ip::tcp::socket socket;
  asio::experimental::channel<void(boost::system::error_code, std::string)> outbox;
  std::string nick;
  std::size_t unsent = 0;

private:
  std::chrono::steady_clock::time_point windowStart;
  int linesInWindow = 0;
};

/// Who is here, and what was said last.
class Room {
public:
  void join(std::shared_ptr<Client> client) { clients.insert(std::move(client)); }
  void leave(const std::shared_ptr<Client> &client) { clients.erase(client); }
  bool hasNick(const std::string &nick) const;

  /// Sends a line to everybody and remembers it.
  asio::awaitable<void> say(std::string line);

  std::vector<std::shared_ptr<Client>> members() const { return {clients.begin(), clients.end()}; }
  std::vector<std::string> lastLines(std::size_t count) const;

private:
  std::set<std::shared_ptr<Client>> clients;
  std::deque<std::string> history;
};

/// Accepts connections and serves each of them in a coroutine of its own.
asio::awaitable<void> listen(asio::ip::tcp::acceptor acceptor, std::shared_ptr<Room> room);
