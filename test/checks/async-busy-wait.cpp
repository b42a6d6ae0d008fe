// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <coro/scheduler.hpp>
#include <coro/task.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/single_consumer_event.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sleep.hh>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <future>
#include <iostream>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using asio::use_awaitable;

std::atomic<bool> ready{false};
bool probe(const std::string &url);
void send_heartbeat();
cppcoro::task<bool> ask_server();

//===-- A flag and a delay, in each library ------------------------------------===//

class session {
public:
  bool is_open() const { return open_; }
  int peers() const;

  cppcoro::task<> wait_cppcoro(cppcoro::io_service &io) {
    while (!open_)
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'open_': it wakes after every delay to find nothing changed, and sees the change up to a whole delay late [coro-async-busy-wait]
      // CHECK-MESSAGES: :[[@LINE+1]]:7: note: it waits for time to pass here, and not for the change
      co_await io.schedule_after(10ms);
  }

  QCoro::Task<void> wait_qt() {
    do {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'is_open'
      co_await QCoro::sleepFor(50ms);
    } while (!is_open());
    while (pending_.empty())
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'pending_'
      co_await QCoro::sleepUntil(std::chrono::steady_clock::now() + 1s);
  }

  folly::coro::Task<void> wait_folly() {
    for (; pending_.size() < 3;) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'pending_'
      co_await folly::coro::sleep(5ms);
    }
  }

  seastar::future<> wait_seastar() {
    for (;;) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'open_'
      if (open_)
        break;
      co_await seastar::sleep(100ms);
    }
  }

  coro::task<void> wait_libcoro(coro::scheduler &scheduler) {
    while (true) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'open_'
      co_await scheduler.yield_for(10ms);
      if (open_ || closing_) {
        co_return;
      }
    }
  }

  coro::task<void> wait_scheduled(coro::scheduler &scheduler) {
    while (!closing_)
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'closing_'
      co_await scheduler.schedule_after(10ms);
  }

  // Remote, for all the check knows.
  cppcoro::task<> wait_unknown(cppcoro::io_service &io) {
    // ok: the getter's body is not seen, it may ask a device
    while (peers() == 0)
      co_await io.schedule_after(10ms);
  }

  asio::awaitable<void> wait_event() {
    // ok: the timer is cancelled when there is something to do
    while (pending_.empty()) {
      asio::error_code error;
      co_await wake_.async_wait(asio::redirect_error(use_awaitable, error));
    }
    // ok: the same, with an upper bound
    while (!open_) {
      wake_.expires_after(5s);
      asio::error_code error;
      co_await wake_.async_wait(asio::redirect_error(use_awaitable, error));
    }
  }

  void open() {
    open_ = true;
    wake_.cancel();
  }

private:
  bool open_ = false;
  bool closing_ = false;
  std::deque<std::string> pending_;
  asio::steady_timer wake_;
};

asio::awaitable<void> wait_asio(std::atomic<bool> &done, std::stop_token stop) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (!done.load()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop polls 'done'
    timer.expires_after(10ms);
    co_await timer.async_wait(use_awaitable);
  }
  auto executor = co_await asio::this_coro::executor;
  while (!stop.stop_requested()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop polls 'stop'
    asio::steady_timer pause(executor, 10ms);
    co_await pause.async_wait(use_awaitable);
  }
  while (!ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop polls 'ready'
    co_await asio::steady_timer(executor, 1ms).async_wait(use_awaitable);
  asio::error_code error;
  while (!ready && !done) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop polls 'ready'
    timer.expires_after(10ms);
    co_await timer.async_wait(asio::redirect_error(use_awaitable, error));
  }
}

boost::asio::awaitable<void> wait_boost() {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  while (!ready) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop polls 'ready'
    timer.expires_from_now(10ms);
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
}

// A project's own way to sleep.
asio::awaitable<void> doze(std::chrono::milliseconds duration) {
  asio::steady_timer timer(co_await asio::this_coro::executor, duration);
  co_await timer.async_wait(use_awaitable);
}

asio::awaitable<void> doze_and_beat(std::chrono::milliseconds duration) {
  asio::steady_timer timer(co_await asio::this_coro::executor, duration);
  co_await timer.async_wait(use_awaitable);
  send_heartbeat();
}

asio::awaitable<void> wait_dozing() {
  while (!ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop polls 'ready'
    co_await doze(10ms);
  // ok: the awaited coroutine has work of its own
  while (!ready)
    co_await doze_and_beat(10ms);
}

//===-- What a loop may do besides ---------------------------------------------===//

cppcoro::task<> wait_talking(cppcoro::io_service &io) {
  int rounds = 0;
  while (!ready) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop polls 'ready'
    ++rounds;
    std::cout << "still not ready after " << rounds << " rounds\n";
    co_await io.schedule_after(100ms);
  }
  // ok: periodic work that ends when it is told to
  while (!ready) {
    send_heartbeat();
    co_await io.schedule_after(1s);
  }
  // ok: and here
  while (!ready) {
    co_await io.schedule_after(1s);
    if (rounds > 3)
      send_heartbeat();
  }
  // ok: awaits something else as well
  while (!ready) {
    co_await ask_server();
    co_await io.schedule_after(1s);
  }
}

template <typename Flag> cppcoro::task<> wait_flag(cppcoro::io_service &io, Flag &flag) {
  while (!flag)
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop polls 'flag'
    co_await io.schedule_after(1ms);
}

cppcoro::task<> wait_flags(cppcoro::io_service &io, bool &a, std::atomic<int> &b) {
  co_await wait_flag(io, a);
  co_await wait_flag(io, b);
}

auto wait_in_lambda(cppcoro::io_service &io, bool &flag) {
  return [&]() -> cppcoro::task<> {
    while (!flag)
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'flag'
      co_await io.schedule_after(1ms);
  };
}

//===-- Polling what cannot tell -----------------------------------------------===//

cppcoro::task<> wait_outside(cppcoro::io_service &io, const std::string &url) {
  // ok: another program
  while (!probe(url))
    co_await io.schedule_after(1s);
  // ok: the file system
  while (!std::filesystem::exists("/run/ready"))
    co_await io.schedule_after(1s);
  // ok: the server
  while (!co_await ask_server())
    co_await io.schedule_after(1s);
  // ok: the server again
  while (true) {
    if (co_await ask_server())
      break;
    co_await io.schedule_after(1s);
  }
}

struct device {
  volatile unsigned status;
};

cppcoro::task<int> wait_thread(cppcoro::io_service &io, std::future<int> answer, volatile unsigned *status) {
  // ok: the future of a thread tells nobody
  while (answer.wait_for(0s) != std::future_status::ready)
    co_await io.schedule_after(1ms);
  // ok: and so does a register
  while ((*status & 1) == 0)
    co_await io.schedule_after(1ms);
  co_return answer.get();
}

cppcoro::task<> wait_bounded(cppcoro::io_service &io) {
  // ok: so many attempts and no more
  for (int i = 0; i < 10 && !ready; ++i)
    co_await io.schedule_after(1ms);
  int attempts = 0;
  // ok: the same
  while (!ready && attempts < 10) {
    ++attempts;
    co_await io.schedule_after(1ms);
  }
  // ok: the same
  while (!ready) {
    if (++attempts > 20)
      co_return;
    co_await io.schedule_after(1ms);
  }
  auto deadline = std::chrono::steady_clock::now() + 1s;
  // ok: it waits for time to pass
  while (!ready && std::chrono::steady_clock::now() < deadline)
    co_await io.schedule_after(1ms);
}

asio::awaitable<void> wait_shared(asio::steady_timer &shared, asio::io_context &io) {
  // ok: whoever has the timer may cancel it
  while (!ready) {
    shared.expires_after(1s);
    co_await shared.async_wait(use_awaitable);
  }
  asio::steady_timer local(io);
  auto wake = [&local] { local.cancel(); };
  // ok: the lambda cancels it
  while (!ready) {
    local.expires_after(1s);
    co_await local.async_wait(use_awaitable);
  }
  wake();
  asio::steady_timer never(io);
  // ok: nothing says that it ever goes off
  while (!ready)
    co_await never.async_wait(use_awaitable);
}

cppcoro::task<> wait_properly(cppcoro::io_service &io, cppcoro::single_consumer_event &event) {
  // ok: an event
  while (!ready)
    co_await event;
  // ok: it gives the thread away, and takes no time
  while (!ready)
    co_await io.schedule();
  // ok: a heartbeat without an end
  while (true)
    co_await io.schedule_after(1h);
}

cppcoro::task<> wait_as_meant(cppcoro::io_service &io) {
  // ok: said to be meant
  while (!ready) // NOLINT(coro-async-busy-wait)
    co_await io.schedule_after(1ms);
}
