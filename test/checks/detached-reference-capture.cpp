// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <asio/strand.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <generic/eager_task.h>
#include <generic/fire_and_forget.h>

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using asio::ip::tcp;

asio::awaitable<void> reply(std::string text);
asio::awaitable<void> session(tcp::socket &client);
asio::awaitable<void> own_session(tcp::socket client);
asio::awaitable<void> greet(std::string_view name);
asio::awaitable<void> count(int *counter);
asio::awaitable<void> count_into(std::reference_wrapper<int> counter);
cppcoro::task<> work(const std::string &name);
lib::eager_task rest();
void log(std::string_view text);
void helper(asio::io_context &io);

// --- passed to a coroutine -----------------------------------------------------------------------

asio::awaitable<void> accept(asio::io_context &io, tcp::acceptor &acceptor) {
  for (;;) {
    tcp::socket client = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(io, session(client), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'client' may be gone when the coroutine that is started here uses it: it is passed by reference [coro-detached-reference-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: started here; nothing waits for it before 'client' dies
  }
}

void forms(asio::io_context &io, std::string name, int n) {
  asio::co_spawn(io, greet(name), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'name' may be gone {{.*}}: it is passed as a view [coro-detached-reference-capture]
  asio::co_spawn(io, count(&n), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'n' may be gone {{.*}}: it is passed by pointer
  asio::co_spawn(io, count_into(std::ref(n)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'n' may be gone {{.*}}: it is passed as a view
}

void in_a_scope_of_the_caller(cppcoro::async_scope &scope, std::string name) {
  scope.spawn(work(name));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'name' may be gone {{.*}}: it is passed by reference
}

class listener {
public:
  asio::awaitable<void> run() { co_await reply(name_); }

private:
  std::string name_;
};

void of_an_object(asio::io_context &io) {
  listener l;
  asio::co_spawn(io, l.run(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'l' may be gone {{.*}}: it is the object of the coroutine
}

void through_a_variable(asio::io_context &io, std::string name) {
  auto task = greet(name);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'name' may be gone {{.*}}: it is passed as a view
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: started here; nothing waits for it before 'name' dies
  asio::co_spawn(io, std::move(task), asio::detached);
}

// An eager coroutine whose task is dropped goes on.
static lib::eager_task poll(const bool &stop) {
  while (!stop)
    co_await rest();
}
static lib::fire_and_forget shout(const std::string &text) {
  co_await rest();
  log(text);
}
static lib::eager_task once(const std::string &text) {
  log(text);
  co_await rest();
}
void dropped(std::string text) {
  bool stop = false;
  (void)poll(stop);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'stop' may be gone {{.*}}: it is passed by reference
  // CHECK-MESSAGES: :[[@LINE-15]]:11: note: it is used here, after a suspension
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: started here; nothing waits for it before 'stop' dies
  shout(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' may be gone {{.*}}: it is passed by reference
  // ok: it has been used when the call returns
  (void)once(text);
}

// --- captured by a lambda ------------------------------------------------------------------------

void captured(asio::io_context &io, std::string name, std::string other) {
  asio::co_spawn(
      io, [&name]() -> asio::awaitable<void> { co_await reply(name); }, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'name' may be gone {{.*}}: it is captured by reference
  // CHECK-MESSAGES: :[[@LINE-2]]:63: note: it is used here
  asio::co_spawn(
      io, [&]() -> asio::awaitable<void> { co_await reply(other); }, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'other' may be gone {{.*}}: it is captured by reference
  asio::co_spawn(
      io, [view = std::string_view(name)]() -> asio::awaitable<void> { co_await greet(view); }, asio::detached);
  auto lambda = [&name]() -> asio::awaitable<void> { co_await reply(name); };
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'name' may be gone {{.*}}: it is captured by reference
  asio::co_spawn(io, std::move(lambda), asio::detached);
}

// A block ends before the loop runs.
void run_too_late(std::vector<std::string> names) {
  asio::io_context io;
  for (std::string name : names) {
    std::string text = "hello " + name;
    asio::co_spawn(io, greet(text), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'text' may be gone {{.*}}: it is passed as a view
  }
  int rounds = 3;
  asio::co_spawn(io, count(&rounds), asio::detached);
  io.run();
}

void joined_on_one_path(asio::io_context &io, std::string name, bool wait) {
  asio::co_spawn(io, greet(name), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'name' may be gone
  if (wait)
    io.run();
}

template <typename T> void in_a_template(asio::io_context &io, T value) {
  std::string text = std::to_string(value);
  asio::co_spawn(io, greet(text), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'text' may be gone
}
template void in_a_template<int>(asio::io_context &, int);

// --- an object that is shared --------------------------------------------------------------------

class connection : public std::enable_shared_from_this<connection> {
public:
  void start(asio::io_context &io) {
    asio::co_spawn(
        io, [this]() -> asio::awaitable<void> { co_await reply(name_); }, asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the coroutine that is started here does not keep the object alive: 'this' may be gone when it is resumed [coro-detached-reference-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:64: note: it is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: capture 'self = shared_from_this()' as well
    asio::co_spawn(io, greet_of(this), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: the coroutine that is started here does not keep the object alive
    asio::co_spawn(io, greet(name_), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the coroutine that is started here does not keep the object alive
  }

  void start_safely(asio::io_context &io) {
    // ok: the lambda has an owner
    asio::co_spawn(
        io, [this, self = shared_from_this()]() -> asio::awaitable<void> { co_await reply(name_); }, asio::detached);
    auto self = shared_from_this();
    asio::co_spawn(
        io, [this, self]() -> asio::awaitable<void> { co_await reply(name_); }, asio::detached);
    // ok: so has the coroutine, as an argument
    asio::co_spawn(io, serve(this, shared_from_this()), asio::detached);
    // ok: the coroutine takes one before it is first suspended
    asio::co_spawn(
        io,
        [this]() -> asio::awaitable<void> {
          auto self = shared_from_this();
          co_await reply(name_);
        },
        asio::detached);
  }

private:
  static asio::awaitable<void> greet_of(connection *c);
  static asio::awaitable<void> serve(connection *c, std::shared_ptr<connection> self);
  std::string name_;
};

class plain {
public:
  void start(asio::io_context &io) {
    // ok: how long the object lives cannot be told
    asio::co_spawn(
        io, [this]() -> asio::awaitable<void> { co_await reply(name_); }, asio::detached);
  }

private:
  std::string name_;
};

// --- what is safe --------------------------------------------------------------------------------

asio::awaitable<void> values(asio::io_context &io, tcp::acceptor &acceptor) {
  for (;;) {
    tcp::socket client = co_await acceptor.async_accept(asio::use_awaitable);
    // ok: the coroutine has the socket
    asio::co_spawn(io, own_session(std::move(client)), asio::detached);
  }
}

void run_in_the_same_scope(int argc, char **argv) {
  asio::io_context io;
  std::string name = argv[0];
  int rounds = argc;
  // ok: the loop runs until the coroutines are done
  asio::co_spawn(io, greet(name), asio::detached);
  asio::co_spawn(
      io, [&]() -> asio::awaitable<void> { co_await count(&rounds); }, asio::detached);
  io.run();
}

void through_a_strand(std::string name) {
  asio::io_context io;
  auto strand = asio::make_strand(io);
  // ok: the strand is the loop's
  asio::co_spawn(strand, greet(name), asio::detached);
  io.run();
}

void in_threads(std::string name) {
  asio::io_context io;
  // ok: the thread that runs the loop is joined
  asio::co_spawn(io, greet(name), asio::detached);
  std::thread t([&io] { io.run(); });
  t.join();
}

void in_a_helper(asio::io_context &io, std::string name) {
  // ok: whoever gets the loop may run it
  asio::co_spawn(io, greet(name), asio::detached);
  helper(io);
}

void waits(asio::io_context &io, std::string name) {
  // ok: the future is waited for
  asio::co_spawn(io, greet(name), asio::use_future).get();
  std::future<void> done = asio::co_spawn(io, greet(name), asio::use_future);
  done.get();
  // ok: something is waited for that the coroutine may signal
  std::promise<int> result;
  asio::co_spawn(
      io,
      [&]() -> asio::awaitable<void> {
        result.set_value(1);
        co_return;
      },
      asio::detached);
  result.get_future().get();
}

asio::awaitable<void> awaits(asio::io_context &io, std::string name) {
  // ok: awaited
  co_await asio::co_spawn(io, greet(name), asio::use_awaitable);
  // ok: something is awaited before the end, which may be what the coroutine does
  asio::co_spawn(io, greet(name), asio::detached);
  co_await asio::steady_timer(io).async_wait(asio::use_awaitable);
}

cppcoro::task<> joins(std::string name) {
  cppcoro::async_scope scope;
  // ok: joined before the name dies
  scope.spawn(work(name));
  co_await scope.join();
}

void on_a_pool(std::string name) {
  asio::thread_pool pool(4);
  // ok: waits for all that was given to it
  asio::co_spawn(pool, greet(name), asio::detached);
  pool.join();
}

void on_a_pool_of_its_own(std::string name) {
  asio::thread_pool pool(4);
  // ok: the destructor of the pool waits, and what the name is a parameter of ends after that
  asio::co_spawn(pool, greet(name), asio::detached);
}

void loop_of_its_own(std::string name) {
  asio::io_context io;
  // ok: the loop has not run when it is destroyed, and the coroutine with it
  asio::co_spawn(io, greet(name), asio::detached);
}

void of_the_caller(asio::io_context &io, std::string &name, tcp::socket &client) {
  // ok: how long the caller's objects live cannot be told
  asio::co_spawn(io, greet(name), asio::detached);
  asio::co_spawn(io, session(client), asio::detached);
  static std::string fixed;
  // ok: static
  asio::co_spawn(io, greet(fixed), asio::detached);
}

void fails(asio::io_context &io, std::string name) {
  // ok: an exception that nobody expects
  asio::co_spawn(io, greet(name), asio::detached);
  if (name.empty())
    throw 1;
  io.run();
}
