// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cppcoro/io_service.hpp>

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

asio::awaitable<void> download(std::string url);
asio::awaitable<void> greet(asio::io_context &io);
bool done();
void log(const std::string &text);
void look(asio::io_context &io);

// --- a second run --------------------------------------------------------------------------------

int main() {
  asio::io_context io;
  asio::co_spawn(io, download("first"), asio::detached);
  io.run();
  asio::co_spawn(io, download("second"), asio::detached);
  io.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'run' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
  // CHECK-MESSAGES: :[[@LINE-4]]:6: note: it has stopped when this returns
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: restart it first
  // CHECK-FIXES: {{^}}  io.restart();
  // CHECK-FIXES: {{^}}  io.run();
}

std::size_t drain(boost::asio::io_context &io) {
  std::size_t handled = io.run();
  boost::asio::post(io, [] { log("last words"); });
  handled += io.poll();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'poll' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
  // CHECK-MESSAGES: :[[@LINE-4]]:28: note: it has stopped when this returns
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: restart it first
  // CHECK-FIXES: {{^}}  io.restart();
  // CHECK-FIXES: {{^}}  handled += io.poll();
  return handled;
}

class client {
public:
  void fetch(std::string url) {
    asio::co_spawn(io_, download(url), asio::detached);
    io_.run();
    if (retry_) {
      asio::co_spawn(io_, download(url), asio::detached);
      const std::size_t n = io_.run_for(std::chrono::seconds(1));
      // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'run_for' returns at once and runs nothing: 'io_' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
      // CHECK-MESSAGES: :[[@LINE-5]]:9: note: it has stopped when this returns
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: restart it first
      // CHECK-FIXES: {{^}}      io_.restart();
      retry_ = n == 0;
    }
  }

  std::size_t fetch_shared(std::string url) {
    shared_->run();
    asio::co_spawn(*shared_, download(url), asio::detached);
    return shared_->run_one();
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'run_one' returns at once and runs nothing: 'shared_' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
    // CHECK-MESSAGES: :[[@LINE-4]]:14: note: it has stopped when this returns
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: restart it first
    // CHECK-FIXES: {{^}}    shared_->restart();
    // CHECK-FIXES: {{^}}    return shared_->run_one();
  }

  void fetch_bounded(asio::io_context *bounded) {
    bounded->run();
    count();
    while (bounded->run_one() != 0) {
      // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'run_one' returns at once and runs nothing: 'bounded' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
      // CHECK-MESSAGES: :[[@LINE-4]]:14: note: it has stopped when this returns
    }
  }

private:
  void count() { ++counted_; }

  asio::io_context io_;
  std::shared_ptr<asio::io_context> shared_;
  bool retry_ = true;
  int counted_ = 0;
};

void both_ways(bool quick) {
  asio::io_context io;
  if (quick) {
    io.run();
  } else {
    asio::post(io, [] { log("slow"); });
    io.run();
  }
  asio::post(io, [] { log("after"); });
  io.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'run' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
  // CHECK-MESSAGES: :[[@LINE-8]]:8: note: it has stopped when this returns
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: restart it first
}

// The guard keeps the first run from ending, except when it is stopped; then the second needs a restart, too.
void guarded(asio::signal_set &signals) {
  asio::io_context io;
  auto guard = asio::make_work_guard(io);
  signals.async_wait([&io](asio::error_code, int) { io.stop(); });
  io.run();
  guard.reset();
  io.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'run' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
  // CHECK-MESSAGES: :[[@LINE-4]]:6: note: it has stopped when this returns
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: restart it first
}

// A lazy coroutine does nothing before the loop is run, and while it runs it must not be restarted.
void greet_twice() {
  asio::io_context io;
  asio::co_spawn(io, greet(io), asio::detached);
  io.run();
  asio::co_spawn(io, greet(io), asio::detached);
  io.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'run' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
  // CHECK-MESSAGES: :[[@LINE-4]]:6: note: it has stopped when this returns
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: restart it first
}

auto in_a_lambda = [](asio::io_context &io) {
  io.run();
  io.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'run' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
  // CHECK-MESSAGES: :[[@LINE-3]]:6: note: it has stopped when this returns
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: restart it first
};

// Reported once, however often it is instantiated.
template <typename Io> void run_twice(Io &io) {
  io.run();
  io.poll_one();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'poll_one' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
  // CHECK-MESSAGES: :[[@LINE-3]]:6: note: it has stopped when this returns
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: restart it first
}
template void run_twice(asio::io_context &);
template void run_twice(boost::asio::io_context &);

void process_twice(cppcoro::io_service &service) {
  service.process_events();
  service.process_events();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'process_events' returns at once and runs nothing: 'service' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it has stopped when this returns
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: restart it first
  // CHECK-FIXES: {{^}}  service.reset();
}

// --- round and round -----------------------------------------------------------------------------

void each(const std::vector<std::string> &urls) {
  asio::io_context io;
  for (const std::string &url : urls) {
    asio::co_spawn(io, download(url), asio::detached);
    io.run();
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: from the second round on 'run' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: restart it first
    // CHECK-FIXES: {{^}}    io.restart();
    // CHECK-FIXES: {{^}}    io.run();
  }
}

void timed(int rounds) {
  asio::io_context io;
  asio::steady_timer timer(io);
  for (int i = 0; i < rounds; ++i) {
    timer.expires_after(std::chrono::seconds(1));
    timer.async_wait([](asio::error_code) { log("tick"); });
    io.run();
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: from the second round on 'run' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: restart it first
  }
}

[[noreturn]] void serve_for_ever(asio::ip::tcp::endpoint where) {
  asio::io_context io;
  asio::ip::tcp::acceptor acceptor(io, where);
  for (;;)
    io.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: from the second round on 'run' returns at once and runs nothing: 'io' was not restarted after it ran out of work or was stopped [coro-loop-rerun-without-restart]
}

[[noreturn]] void count_for_ever(asio::ip::tcp::endpoint where) {
  asio::io_context io;
  asio::ip::tcp::acceptor acceptor(io, where);
  while (true) {
    const std::size_t handled = io.run();
    // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: from the second round on 'run' returns at once and runs nothing
    log(std::to_string(handled));
  }
}

// --- safe ----------------------------------------------------------------------------------------

void restarted() {
  asio::io_context io;
  asio::post(io, [] { log("one"); });
  io.run();
  io.restart();
  asio::post(io, [] { log("two"); });
  // ok: restarted in between
  io.run();
  io.reset();
  // ok: the old name of restart()
  io.run();
}

void restarted_each_round(const std::vector<std::string> &urls) {
  asio::io_context io;
  for (const std::string &url : urls) {
    asio::co_spawn(io, download(url), asio::detached);
    // ok: restarted at the end of each round
    io.run();
    io.restart();
  }
}

void fresh_each_round(const std::vector<std::string> &urls) {
  for (const std::string &url : urls) {
    asio::io_context io;
    asio::co_spawn(io, download(url), asio::detached);
    // ok: each round has a loop of its own
    io.run();
  }
}

void polled(asio::io_context &io) {
  // ok: none of these is certain to stop the loop
  io.poll();
  io.run_for(std::chrono::seconds(1));
  io.run_one();
  io.run();
}

void two_loops() {
  asio::io_context reads, writes;
  reads.run();
  // ok: another loop
  writes.run();
}

struct pair {
  asio::io_context reads, writes;
};
void two_members(pair &both, pair &others) {
  both.reads.run();
  // ok: another member, and another object's
  both.writes.run();
  others.reads.run();
}

void asked() {
  asio::io_context io;
  io.run();
  // ok: it was asked whether it is stopped
  if (io.stopped())
    log("stopped");
  io.run();
}

void while_running(asio::io_context &io) {
  // ok: ends when the loop has ended
  while (!io.stopped())
    io.run();
}

void after_exceptions(asio::io_context &io) {
  for (;;) {
    // ok: run again after an exception, which needs no restart
    try {
      io.run();
      break;
    } catch (const std::exception &) {
      log("a handler failed");
    }
  }
}

void after_one_exception(asio::io_context &io) {
  try {
    io.run();
  } catch (const std::exception &) {
    log("a handler failed");
  }
  // ok: does what the exception left
  io.run();
}

void swallows_exceptions() {
  asio::io_context io;
  while (!done()) {
    // ok: may be run again because a handler threw
    try {
      asio::co_spawn(io, download("next"), asio::detached);
      io.run();
    } catch (...) {
    }
  }
}

void in_the_handler(asio::io_context &io) {
  try {
    io.run();
  } catch (const std::exception &) {
    // ok: after an exception
    io.run();
  }
}

void on_some_paths(asio::io_context &io, bool first, bool second) {
  if (first)
    io.run();
  // ok: who says that both are true
  if (second)
    io.run();
}

void restarted_on_some_paths(bool again) {
  asio::io_context io;
  io.run();
  if (again)
    io.restart();
  // ok: restarted when it matters, for all that is known
  io.run();
}

void one_or_the_other(asio::io_context &io, bool quick) {
  // ok: one of the two
  if (quick)
    io.run();
  else
    io.run();
}

void shown(asio::io_context &io) {
  io.run();
  look(io);
  // ok: whoever saw it may have restarted it
  io.run();
}

void shown_before() {
  asio::io_context io;
  std::reference_wrapper<asio::io_context> kept(io);
  io.run();
  log("between");
  // ok: others know the loop, and what log() does is not seen
  io.run();
}

asio::io_context *current;
void found_by_others() {
  asio::io_context io;
  current = &io;
  io.run();
  log("between");
  // ok: log() may find it
  io.run();
}

void callback(const std::function<void()> &prepare) {
  asio::io_context io;
  auto again = [&io] { io.restart(); };
  io.run();
  again();
  // ok: the lambda restarts it
  io.run();
  prepare();
}

void any_callback(asio::io_context &io, const std::function<void()> &prepare, void (*hook)()) {
  io.run();
  prepare();
  // ok: anything may have happened
  io.run();
  hook();
  // ok: here as well
  io.run();
}

class resets {
public:
  void run_all() {
    io_.run();
    prepare();
    // ok: prepare() restarts it
    io_.run();
    announce();
    // ok: what is overridden is not seen
    io_.run();
    virtual_only();
    // ok: nor is this
    io_.run();
  }
  virtual ~resets();
  virtual void virtual_only() {}

private:
  void prepare() { again(); }
  void again() { io_.restart(); }
  void announce();
  asio::io_context io_;
};

void another_loop_now(std::unique_ptr<asio::io_context> io, asio::io_context *plain,
                      asio::io_context *other) {
  io->run();
  io = std::make_unique<asio::io_context>();
  // ok: the pointer points to another one
  io->run();
  io.reset(new asio::io_context);
  // ok: and again
  io->run();
  plain->run();
  plain = other;
  // ok: and this one, too
  plain->run();
}

void two_names(asio::io_context &io, asio::io_context &same) {
  io.run();
  same.restart();
  // ok: the two may be one
  io.run();
}

void on_threads() {
  asio::io_context io;
  std::thread first([&io] { io.run(); });
  // ok: both at the same time
  std::thread second([&io] { io.run(); });
  io.run();
  first.join();
  second.join();
}

void pools(asio::thread_pool &pool) {
  pool.join();
  // ok: a pool has no restart
  pool.join();
}

asio::awaitable<void> between(asio::io_context &other, asio::steady_timer &timer) {
  other.run();
  co_await timer.async_wait(asio::use_awaitable);
  // ok: meanwhile others had their turn
  other.run();
}

void until_done(asio::ip::tcp::endpoint where) {
  asio::io_context io;
  asio::ip::tcp::acceptor acceptor(io, where);
  // ok: done() may be true whenever run() returns
  while (!done())
    io.run();
}

void until_broken_off(asio::ip::tcp::endpoint where) {
  asio::io_context io;
  asio::ip::tcp::acceptor acceptor(io, where);
  for (;;) {
    // ok: there is a way out
    io.run();
    if (done())
      break;
  }
}

void drained() {
  asio::io_context io;
  asio::post(io, [] { log("work"); });
  // ok: the run that does nothing ends it
  while (io.run() != 0) {
  }
}

struct loop {
  void run();
};
void no_asio(loop &own) {
  own.run();
  // ok: some other class
  own.run();
}

// What Catch2 makes of an assertion: an operand that is not evaluated, the call, and one that is never reached.
#define CHECK(...)                                                                                 \
  do {                                                                                             \
    (void)__builtin_constant_p(__VA_ARGS__);                                                       \
    keep(__VA_ARGS__);                                                                             \
  } while ((void)0, (false) && static_cast<bool>(!!(__VA_ARGS__)))
void keep(std::size_t n);
void in_an_assertion() {
  asio::io_context io;
  asio::co_spawn(io, download("a"), asio::detached);
  // ok: it runs once
  CHECK(io.run());
}
void in_two_assertions() {
  asio::io_context io;
  asio::co_spawn(io, download("a"), asio::detached);
  CHECK(io.run());
  asio::co_spawn(io, download("b"), asio::detached);
  CHECK(io.run());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'run' returns at once and runs nothing
  // CHECK-MESSAGES: :[[@LINE-4]]:12: note: it has stopped when this returns
}
