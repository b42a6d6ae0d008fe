// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/read.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/task.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

struct Reply {
  bool ready;
};
cppcoro::task<Reply> ask(int id);
cppcoro::task<bool> is_ready();
cppcoro::task<> retry_pause();

//===-- Kept by looking at the clock ---------------------------------------------------------------===//

asio::awaitable<std::string> read_all(asio::ip::tcp::socket &socket, std::chrono::milliseconds timeout) {
  // CHECK-MESSAGES: :[[@LINE-1]]:96: warning: 'timeout' is only compared with the clock, and not while 'async_read_some' is suspended: when the time is up then, nothing ends it [coro-timeout-parameter]
  const auto deadline = Clock::now() + timeout;
  std::string text(512, ' ');
  std::size_t size = 0;
  while (size < text.size()) {
    if (Clock::now() > deadline)
      // CHECK-MESSAGES: :[[@LINE-1]]:22: note: the clock is looked at here
      throw std::runtime_error("timed out");
    size += co_await socket.async_read_some(asio::buffer(text), asio::use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: note: suspends here, for as long as 'async_read_some' takes
  }
  co_return text;
}

cppcoro::task<bool> poll_until(int id, Clock::time_point deadline) {
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'deadline' is only compared with the clock, and not while 'ask' is suspended
  while (Clock::now() < deadline)
    // CHECK-MESSAGES: :[[@LINE-1]]:23: note: the clock is looked at here
    if ((co_await ask(id)).ready)
      // CHECK-MESSAGES: :[[@LINE-1]]:10: note: suspends here, for as long as 'ask' takes
      co_return true;
  co_return false;
}

cppcoro::task<Reply> late(int id, int timeout_ms) {
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'timeout_ms' is only compared with the clock, and not while 'ask' is suspended
  const auto start = Clock::now();
  Reply reply = co_await ask(id);
  auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
  if (elapsed.count() > timeout_ms)
    throw std::runtime_error("timed out");
  co_return reply;
}

cppcoro::task<bool> optional_limit(std::optional<std::chrono::seconds> timeout) {
  // CHECK-MESSAGES: :[[@LINE-1]]:72: warning: 'timeout' is only compared with the clock, and not while 'is_ready' is suspended
  auto start = Clock::now();
  do {
    if (timeout && Clock::now() - start >= *timeout)
      co_return false;
  } while (!co_await is_ready());
  co_return true;
}

struct Device {
  cppcoro::task<bool> ready();
  cppcoro::task<> attach(std::chrono::seconds timeout) {
    // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'timeout' is only compared with the clock, and not while 'ready' is suspended
    for (auto until = Clock::now() + timeout; Clock::now() < until;)
      if (co_await ready())
        co_return;
    throw std::runtime_error("no answer for " + std::to_string(timeout.count()));
  }
};

template <typename T> cppcoro::task<T> insist(T value, std::chrono::seconds timeout) {
  // CHECK-MESSAGES: :[[@LINE-1]]:77: warning: 'timeout' is only compared with the clock, and not while 'is_ready' is suspended
  auto start = Clock::now();
  while (!co_await is_ready())
    if (Clock::now() - start > timeout)
      break;
  co_return value;
}
cppcoro::task<int> insists() { co_return co_await insist(1, 5s); }

//===-- Handed on to what keeps it -----------------------------------------------------------------===//

cppcoro::task<Reply> ask_within(int id, std::chrono::milliseconds limit);
cppcoro::task<> wait_for(std::chrono::milliseconds);

cppcoro::task<Reply> wrapper(int id, std::chrono::milliseconds timeout) {
  // ok: another function keeps it
  co_return co_await ask_within(id, timeout);
}

cppcoro::task<Reply> remaining(int id, std::chrono::milliseconds timeout) {
  const auto deadline = Clock::now() + timeout;
  while (Clock::now() < deadline) {
    // ok: each is given what is left
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (Reply r = co_await ask_within(id, left); r.ready)
      co_return r;
  }
  throw std::runtime_error("timed out");
}

asio::awaitable<std::string> raced(asio::ip::tcp::socket &socket, Clock::time_point deadline) {
  using namespace asio::experimental::awaitable_operators;
  std::string text(16, ' ');
  asio::steady_timer timer(co_await asio::this_coro::executor);
  // ok: a timer keeps it, whatever the clock is asked for besides
  timer.expires_at(deadline);
  while (Clock::now() < deadline)
    co_await (asio::async_read(socket, asio::buffer(text), asio::use_awaitable) ||
              timer.async_wait(asio::use_awaitable));
  co_return text;
}

cppcoro::task<> later(std::chrono::milliseconds timeout, std::function<void(std::function<bool()>)> watch) {
  auto deadline = Clock::now() + timeout;
  // ok: the lambda is somebody else's
  watch([deadline] { return Clock::now() > deadline; });
  if (Clock::now() < deadline)
    co_await ask(1);
  if (Clock::now() > deadline)
    throw std::runtime_error("timed out");
}

//===-- Nothing is suspended for long --------------------------------------------------------------===//

asio::awaitable<bool> polled(const bool &flag, std::chrono::seconds timeout) {
  asio::steady_timer pause(co_await asio::this_coro::executor, 10ms);
  auto deadline = Clock::now() + timeout;
  while (!flag) {
    if (Clock::now() > deadline)
      co_return false;
    // ok: only time passes
    co_await pause.async_wait(asio::use_awaitable);
  }
  co_return true;
}

asio::awaitable<bool> turns(const bool &flag, std::chrono::seconds timeout) {
  auto deadline = Clock::now() + timeout;
  while (!flag && Clock::now() < deadline)
    // ok: others have a turn
    co_await asio::post(asio::use_awaitable);
  co_return flag;
}

cppcoro::task<bool> limited_each(int id, std::chrono::seconds timeout) {
  auto deadline = Clock::now() + timeout;
  while (Clock::now() < deadline)
    // ok: each has a limit of its own
    if ((co_await ask_within(id, 100ms)).ready)
      co_return true;
  co_return false;
}

cppcoro::task<Reply> cancellable(int id, cppcoro::cancellation_token token);
cppcoro::task<bool> ended_by_token(int id, cppcoro::cancellation_token token, std::chrono::seconds timeout) {
  auto deadline = Clock::now() + timeout;
  while (Clock::now() < deadline)
    // ok: whoever has the token's source ends it
    if ((co_await cancellable(id, token)).ready)
      co_return true;
  co_return false;
}

struct Watchdog {
  void set_timeout(std::chrono::seconds);
};
cppcoro::task<bool> watched(Watchdog &dog, std::chrono::seconds timeout) {
  auto deadline = Clock::now() + timeout;
  // ok: something else keeps a time
  dog.set_timeout(5s);
  while (Clock::now() < deadline)
    if (co_await is_ready())
      co_return true;
  co_return false;
}

cppcoro::task<Reply> before_it_starts(int id, Clock::time_point deadline) {
  // ok: what comes too late is not begun
  if (Clock::now() > deadline)
    throw std::runtime_error("too late");
  co_return co_await ask(id);
}

cppcoro::task<int> between_others(int id, std::chrono::seconds timeout) {
  int spins = 0;
  // ok: nothing is awaited in this loop
  for (auto start = Clock::now(); Clock::now() - start < timeout;)
    ++spins;
  co_await ask(id);
  co_return spins;
}

//===-- Not its own choice -------------------------------------------------------------------------===//

struct Transport {
  virtual ~Transport() = default;
  // ok: others implement it, too
  virtual cppcoro::task<bool> connect(std::chrono::seconds timeout) {
    for (auto start = Clock::now(); Clock::now() - start < timeout;)
      if (co_await is_ready())
        co_return true;
    co_return false;
  }
};
struct Tcp : Transport {
  // ok: overrides
  cppcoro::task<bool> connect(std::chrono::seconds timeout) override {
    for (auto start = Clock::now(); Clock::now() - start < timeout;)
      if (co_await is_ready())
        co_return true;
    co_return false;
  }
  // ok: an operator
  cppcoro::task<bool> operator()(std::chrono::seconds timeout) {
    for (auto start = Clock::now(); Clock::now() - start < timeout;)
      if (co_await is_ready())
        co_return true;
    co_return false;
  }
};

// ok: handed to others as a value, who say what it takes
cppcoro::task<bool> probe(std::chrono::seconds timeout) {
  for (auto start = Clock::now(); Clock::now() - start < timeout;)
    if (co_await is_ready())
      co_return true;
  co_return false;
}
std::function<cppcoro::task<bool>(std::chrono::seconds)> probes = probe;

auto handler = [](std::chrono::seconds timeout) -> cppcoro::task<bool> {
  // ok: a lambda is what others call
  for (auto start = Clock::now(); Clock::now() - start < timeout;)
    if (co_await is_ready())
      co_return true;
  co_return false;
};

// ok: it is what keeps a time for others
cppcoro::task<bool> wait_until(Clock::time_point deadline) {
  while (Clock::now() < deadline)
    if (co_await is_ready())
      co_return true;
  co_return false;
}
cppcoro::task<bool> with_timeout(cppcoro::task<bool> operation, std::chrono::seconds timeout) {
  auto start = Clock::now();
  bool done = co_await is_ready();
  if (Clock::now() - start > timeout)
    throw std::runtime_error("timed out");
  co_return done;
}

//===-- No limit -----------------------------------------------------------------------------------===//

cppcoro::task<int> load(std::chrono::seconds duration) {
  int requests = 0;
  // ok: how long to go on, and not how long to wait
  for (auto start = Clock::now(); Clock::now() - start < duration; ++requests)
    co_await ask(requests);
  co_return requests;
}

// ok: not used
cppcoro::task<Reply> ignored(int id, std::chrono::seconds /*timeout*/) { co_return co_await ask(id); }

cppcoro::task<Reply> checked(int id, std::chrono::seconds timeout) {
  // ok: the clock has no part in it
  if (timeout < 0s)
    throw std::invalid_argument("timeout");
  co_return co_await ask(id);
}

// ok: no coroutine
bool plain(std::chrono::seconds timeout) {
  for (auto start = Clock::now(); Clock::now() - start < timeout;)
    ;
  return false;
}
