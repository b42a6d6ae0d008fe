// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/bind_executor.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/read.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <asio/strand.hpp>
#include <asio/system_context.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using asio::ip::tcp;

asio::awaitable<void> listen(tcp::acceptor acceptor);
asio::awaitable<int> fetch(std::string url);
boost::asio::awaitable<void> serve();
void log(const std::string &text);
void run_all(asio::io_context &io);

// --- never run -----------------------------------------------------------------------------------

int main() {
  asio::io_context io;
  tcp::acceptor acceptor(io, {tcp::v4(), 8080});
  asio::co_spawn(io, listen(std::move(acceptor)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing runs 'io': what 'co_spawn' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note: 'io' is declared here, and only ever given work
}

int wait_for_ever() {
  asio::io_context io;
  // Waits for a coroutine that never begins.
  std::future<int> result = asio::co_spawn(io, fetch("/"), asio::use_future);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: nothing runs 'io': what 'co_spawn' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note:
  return result.get();
}

void tick() {
  boost::asio::io_context io{1};
  boost::asio::steady_timer timer{io, std::chrono::seconds(1)};
  timer.async_wait([](boost::system::error_code) { log("tick"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: nothing runs 'io': what 'async_wait' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-4]]:27: note:
}

void through_an_executor() {
  asio::io_context io;
  auto executor = io.get_executor();
  asio::post(executor, [] { log("hello"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing runs 'io': what 'post' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note:
}

void through_a_strand() {
  asio::io_context io;
  auto strand = asio::make_strand(io);
  asio::co_spawn(strand, fetch("/"), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing runs 'io': what 'co_spawn' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note:
}

void guarded_for_nothing() {
  asio::io_context io;
  auto guard = asio::make_work_guard(io);
  asio::post(io.get_executor(), [&io] { io.stop(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing runs 'io': what 'post' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note:
  io.restart();
}

// The loop that runs the coroutine is another one: it never gets past the wait.
asio::awaitable<void> take_a_break() {
  asio::io_context own;
  asio::steady_timer timer(own, std::chrono::seconds(1));
  co_await timer.async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing runs 'own': what 'async_wait' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note:
}

void read_all(asio::ip::tcp::endpoint peer, std::vector<char> &data) {
  asio::io_context io;
  tcp::socket socket(io);
  socket.connect(peer);
  asio::async_read(socket, asio::buffer(data), [](asio::error_code, std::size_t) { log("read"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing runs 'io': what 'async_read' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-5]]:20: note:
}

// The coroutine is lent the socket, and would run on the loop.
asio::awaitable<void> talk(tcp::socket &socket);
void lent_to_a_coroutine() {
  asio::io_context io;
  tcp::socket socket(io);
  asio::co_spawn(io, talk(socket), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing runs 'io': what 'co_spawn' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note:
}

// A signal that stops a loop which does not run.
void until_signal() {
  asio::io_context io;
  asio::signal_set signals(io, 2);
  signals.async_wait([&](asio::error_code, int) { io.stop(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing runs 'io': what 'async_wait' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note:
}

auto in_a_lambda = [] {
  asio::io_context io;
  asio::post(io, [] { log("hello"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing runs 'io': what 'post' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note:
};

// Two loops, and the wrong one is run.
void mixed_up() {
  asio::io_context reads, writes;
  asio::co_spawn(reads, fetch("/"), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing runs 'reads': what 'co_spawn' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note:
  writes.run();
}

// Reported once, however often it is instantiated.
template <typename Handler> void later(Handler handler) {
  asio::io_context io;
  asio::post(io, handler);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing runs 'io': what 'post' starts here never happens, and is destroyed with it [coro-io-context-never-run]
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note:
}
void use_later() {
  later([] { log("one"); });
  later([] { log("two"); });
}

// --- safe ----------------------------------------------------------------------------------------

void is_run() {
  asio::io_context io;
  asio::co_spawn(io, fetch("/"), asio::detached);
  // ok: run below
  io.run();
}

void is_polled(bool now) {
  asio::io_context io;
  asio::post(io, [] { log("hello"); });
  // ok: run on some paths at least
  if (now)
    io.poll_one();
}

void on_a_thread() {
  asio::io_context io;
  // ok: another thread runs it
  std::jthread runner([&io] { io.run(); });
  asio::post(io, [] { log("hello"); });
}

void by_address() {
  asio::io_context io;
  // ok: by address, with a method pointer
  std::thread runner(&asio::io_context::stop, &io);
  asio::post(io, [] { log("hello"); });
  runner.join();
}

void by_reference() {
  asio::io_context io;
  asio::post(io, [] { log("hello"); });
  // ok: a function that may run it
  run_all(io);
}

class server {
public:
  explicit server(asio::io_context &io);
  void run();
};
void in_a_server() {
  asio::io_context io;
  asio::co_spawn(io, fetch("/"), asio::detached);
  // ok: the server has it
  server s(io);
  s.run();
}

void in_a_shared_server() {
  asio::io_context io;
  asio::co_spawn(io, fetch("/"), asio::detached);
  // ok: and so has this one
  auto s = std::make_shared<server>(io);
  s->run();
}

struct run_until_done {
  run_until_done(tcp::socket &socket);
};
void own_token(tcp::endpoint peer, std::vector<char> &data) {
  asio::io_context io;
  tcp::socket socket(io);
  socket.connect(peer);
  // ok: a token that gets at the loop through the socket, and may run it
  asio::async_read(socket, asio::buffer(data), run_until_done(socket));
}

void compiles(tcp::endpoint peer) {
  asio::io_context io;
  tcp::socket socket(io);
  // ok: a socket that connects twice: this is only compiled
  socket.async_connect(peer, [](asio::error_code) {});
  socket.async_connect(peer, asio::detached);
}

struct settings {
  asio::io_context &io;
  int port;
};
void run_with(settings with);
void in_an_aggregate() {
  asio::io_context io;
  asio::co_spawn(io, fetch("/"), asio::detached);
  // ok: kept in a structure
  settings with{io, 80};
  run_with(with);
}

void by_another_name() {
  asio::io_context io;
  asio::co_spawn(io, fetch("/"), asio::detached);
  // ok: run by another name
  auto &same = io;
  same.run();
}

void by_an_init_capture() {
  asio::io_context io;
  asio::co_spawn(io, fetch("/"), asio::detached);
  // ok: run by another name, in a lambda
  auto runner = [&same = io] { same.run(); };
  runner();
}

void by_a_stored_lambda(std::vector<std::function<void()>> &work) {
  asio::io_context io;
  asio::co_spawn(io, fetch("/"), asio::detached);
  // ok: a lambda gives it to somebody
  work.push_back([&] { run_all(io); });
  work.back()();
}

std::size_t synchronous(tcp::endpoint peer, std::vector<char> &data) {
  // ok: nothing asynchronous is started; sockets need an executor
  asio::io_context io;
  tcp::socket socket(io);
  socket.connect(peer);
  return asio::read(socket, asio::buffer(data));
}

void nothing_to_do() {
  // ok: nor here
  asio::io_context io;
  asio::steady_timer timer(io, std::chrono::seconds(1));
  timer.wait();
}

void other_executors(asio::thread_pool &pool, asio::io_context &given) {
  asio::thread_pool own;
  // ok: pools have threads, and others run what is given
  asio::post(own, [] { log("hello"); });
  asio::post(pool, [] { log("hello"); });
  asio::co_spawn(given, fetch("/"), asio::detached);
  // ok: the work goes elsewhere
  asio::io_context io;
  asio::steady_timer timer(io);
  asio::post(pool, [&timer] { timer.cancel(); });
}

void perhaps_later() {
  asio::io_context io;
  // ok: nobody calls it
  [[maybe_unused]] auto start = [&io] { asio::co_spawn(io, fetch("/"), asio::detached); };
  asio::steady_timer timer(io);
  [[maybe_unused]] auto wait = [&timer] { timer.async_wait([](asio::error_code) {}); };
}

void shared() {
  static asio::io_context io;
  // ok: others may find it
  asio::co_spawn(io, fetch("/"), asio::detached);
}

asio::io_context &global();
void somewhere() {
  // ok: not a variable of the function
  asio::io_context &io = global();
  asio::co_spawn(io, fetch("/"), asio::detached);
}

struct running_context : asio::io_context {
  running_context();
  std::jthread runner;
};
void derived() {
  // ok: it may run itself
  running_context io;
  asio::co_spawn(io.get_executor(), fetch("/"), asio::detached);
}

// ok: run in another instantiation, so whoever wrote this knows
template <bool Run> void maybe() {
  asio::io_context io;
  asio::co_spawn(io, fetch("/"), asio::detached);
  if constexpr (Run)
    io.run();
}
template void maybe<false>();
template void maybe<true>();
