#include "chat.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <iostream>
#include <sstream>
#include <thread>
#include <utility>

using asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t OutboxLines = 256;
constexpr std::size_t HistoryLines = 1000;
constexpr std::size_t LongestLine = 4096;
constexpr int LinesPerSecond = 5;
constexpr auto FloodPause = 2s;

} // namespace

Client::Client(tcp::socket peer)
    : socket(std::move(peer)), outbox(socket.get_executor(), OutboxLines),
      windowStart(std::chrono::steady_clock::now()) {}

asio::awaitable<void> Client::send(std::string line) {
  if (!outbox.is_open())
    co_return;
  ++unsent;
  error_code gone;
  co_await outbox.async_send({}, std::move(line) + "\n",
                             asio::redirect_error(asio::use_awaitable, gone));
}

asio::awaitable<void> Client::close(std::string farewell) {
  co_await send(std::move(farewell));
  // The writer has to get the farewell out before the socket is shut.
  auto &io = static_cast<asio::io_context &>(socket.get_executor().context());
  while (unsent > 0 && outbox.is_open())
    io.run_one();
  error_code ignored;
  socket.shutdown(tcp::socket::shutdown_both, ignored);
  outbox.close();
}

asio::awaitable<void> Client::throttle() {
  const auto now = std::chrono::steady_clock::now();
  if (now - windowStart > 1s) {
    windowStart = now;
    linesInWindow = 0;
  }
  if (++linesInWindow > LinesPerSecond) {
    co_await send("* not so fast");
    std::this_thread::sleep_for(FloodPause);
  }
}

bool Room::hasNick(const std::string &nick) const {
  return std::any_of(clients.begin(), clients.end(),
                     [&](const auto &client) { return client->nick == nick; });
}

asio::awaitable<void> Room::say(std::string line) {
  history.push_back(line);
  if (history.size() > HistoryLines)
    history.pop_front();
  // members() is a copy: clients come and go while this coroutine waits for a slow one.
  for (const auto &member : members())
    co_await member->send(line);
}

std::vector<std::string> Room::lastLines(std::size_t count) const {
  const auto first = history.end() - std::min(count, history.size());
  return {first, history.end()};
}

namespace {

/// Moves lines from the outbox to the socket until either is closed.
asio::awaitable<void> writeLines(std::shared_ptr<Client> client) {
  try {
    for (;;) {
      const std::string line = co_await client->outbox.async_receive(asio::use_awaitable);
      co_await asio::async_write(client->socket, asio::buffer(line), asio::use_awaitable);
      --client->unsent;
    }
  } catch (const std::exception &) {
    client->abandon(); // the reader sees the end of the connection too, and says so
  }
}

/// The name of the peer's host, or its address if it has none.
asio::awaitable<std::string> hostOf(tcp::endpoint peer) {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  error_code unknown;
  const auto names = resolver.resolve(peer, unknown);
  co_return unknown || names.empty() ? peer.address().to_string() : names.begin()->host_name();
}

asio::awaitable<void> showHistory(std::shared_ptr<Client> client, std::shared_ptr<Room> room,
                                  std::size_t count) {
  for (const std::string &line : room->lastLines(count))
    co_await client->send("| " + line);
}

asio::awaitable<void> rename(std::shared_ptr<Client> client, std::shared_ptr<Room> room,
                             std::string nick) {
  if (nick.empty() || room->hasNick(nick)) {
    co_await client->send("* that name is taken");
    co_return;
  }
  const std::string before = std::exchange(client->nick, nick);
  (void)room->say("* " + before + " is now " + nick);
}

/// Does what a line that begins with a slash asks for. Returns false when the client is done.
asio::awaitable<bool> obey(std::shared_ptr<Client> client, std::shared_ptr<Room> room,
                           std::string line) {
  std::istringstream words(line);
  std::string command, argument;
  words >> command >> argument;

  if (command == "/nick") {
    co_await rename(client, room, argument);
  } else if (command == "/history") {
    co_await showHistory(client, room, argument.empty() ? 10 : std::stoul(argument));
  } else if (command == "/who") {
    for (const auto &member : room->members())
      co_await client->send("* " + member->nick);
  } else if (command == "/quit") {
    co_await client->close("* bye");
    co_return false;
  } else {
    co_await client->send("* commands: /nick NAME, /history [LINES], /who, /quit");
  }
  co_return true;
}

/// Serves one client from its first line to its last.
asio::awaitable<void> serve(tcp::socket socket, std::shared_ptr<Room> room) {
  static int guests = 0;
  const std::string host = co_await hostOf(socket.remote_endpoint());
  auto client = std::make_shared<Client>(std::move(socket));
  client->nick = "guest" + std::to_string(++guests);
  asio::co_spawn(client->socket.get_executor(), writeLines(client), asio::detached);
  std::clog << client->nick << " connected from " << host << "\n";

  co_await client->send("* welcome, " + client->nick);
  showHistory(client, room, 10);
  room->join(client);
  co_await room->say("* " + client->nick + " joined");

  std::string buffer;
  for (bool more = true; more;) {
    error_code end;
    const std::size_t length =
        co_await asio::async_read_until(client->socket, asio::dynamic_buffer(buffer, LongestLine),
                                        '\n', asio::redirect_error(asio::use_awaitable, end));
    if (end)
      break;
    std::string line = buffer.substr(0, length - 1);
    buffer.erase(0, length);
    if (line.ends_with('\r'))
      line.pop_back();

    co_await client->throttle();
    if (line.starts_with('/'))
      more = co_await obey(client, room, std::move(line));
    else if (!line.empty())
      co_await room->say(client->nick + ": " + line);
  }

  room->leave(client);
  client->abandon();
  std::clog << client->nick << " disconnected\n";
  co_await room->say("* " + client->nick + " left");
}

} // namespace

asio::awaitable<void> listen(tcp::acceptor acceptor, std::shared_ptr<Room> room) {
  const auto executor = co_await asio::this_coro::executor;
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    // One client's trouble must not stop the others.
    asio::co_spawn(executor, serve(std::move(socket), room), asio::detached);
  }
}
