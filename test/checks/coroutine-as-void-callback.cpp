// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/bind_executor.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/dispatch.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/task.hpp>
#include <generic/cancelling_task.h>
#include <generic/fire_and_forget.h>
#include <qcoro/qcorotask.h>
#include <QtCore/qtimer.h>
#include <algorithm>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

asio::awaitable<void> accept_clients();
cppcoro::task<> save(int row);
cppcoro::task<> &saving(int row);
lib::cancelling_task watch_directory();
lib::fire_and_forget flush_log();
QCoro::Task<> reload();
void on_idle();

class session {
public:
  cppcoro::task<> run();
  cppcoro::task<> operator()();
  void start();
};

class event_bus {
public:
  void subscribe(std::function<void(int)> handler);
  void each(const std::function<cppcoro::task<>(int)> &handler);
};

// std::function with a void result takes any callable and drops what it returns.
void functions(event_bus &bus, session &s) {
  std::function<void()> on_start = []() -> cppcoro::task<> { co_await save(1); };
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'std::function' with a void result throws away the task that this callable returns, and 'task' is lazy: the body never runs [coro-coroutine-as-void-callback]
  on_start = [] { return save(2); };
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::function' with a void result throws away the task that this callable returns, and 'task' is lazy
  bus.subscribe(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::function' with a void result
  bus.subscribe([](int row) -> cppcoro::task<> { co_await save(row); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::function' with a void result
  std::function<void(session &)> on_session = &session::run;
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'std::function' with a void result
  std::function<void()> on_close = s;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'std::function' with a void result
  std::function<cppcoro::task<>(int)> saver = save;
  std::function<void(int)> on_row = saver;
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'std::function' with a void result
  std::packaged_task<void()> job([]() -> cppcoro::task<> { co_return; });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'std::packaged_task' with a void result throws away the task that this callable returns
  std::function<void()> on_change = watch_directory;
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'std::function' with a void result throws away the task that this callable returns, and the body is cancelled at its first suspension [coro-coroutine-as-void-callback]
}

struct listener {
  std::function<void()> on_stop = []() -> cppcoro::task<> { co_return; };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'std::function' with a void result
};

std::function<void()> make_handler() {
  return []() -> asio::awaitable<void> { co_return; };
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::function' with a void result throws away the task that this callable returns, and 'awaitable' is lazy
}

template <typename Handler> void store(Handler handler) {
  std::function<void()> stored = handler;
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'std::function' with a void result
}
void instantiate() {
  store([]() -> cppcoro::task<> { co_return; });
  store([]() -> asio::awaitable<void> { co_return; });
  store(on_idle);
}

// Handlers of Asio.
void handlers(asio::io_context &io, asio::thread_pool &pool, asio::steady_timer &timer) {
  asio::post(io, accept_clients);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'post' throws away the task that this callable returns, and 'awaitable' is lazy: the body never runs [coro-coroutine-as-void-callback]
  asio::post(pool, []() -> asio::awaitable<void> { co_await accept_clients(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'post' throws away
  asio::dispatch(io.get_executor(), [] { return accept_clients(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'dispatch' throws away
  timer.async_wait([](auto) -> asio::awaitable<void> { co_await accept_clients(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'async_wait' throws away
  timer.async_wait(asio::bind_executor(io, [](auto) -> asio::awaitable<void> { co_return; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'bind_executor' throws away
  if (timer.expiry() == asio::steady_timer::time_point())
    asio::post(io, std::function<void()>(accept_clients));
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning:
}

#define DEFER(io, callable) asio::post(io, callable)
void macros(asio::io_context &io) {
  DEFER(io, accept_clients);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'post' throws away
}

// Threads and algorithms.
void threads(session &s, const std::vector<int> &rows) {
  std::thread worker([]() -> cppcoro::task<> { co_await save(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'thread' throws away the task that this callable returns, and 'task' is lazy: the body never runs
  std::thread runner(&session::run, &s);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'thread' throws away
  std::vector<std::thread> workers;
  workers.emplace_back(save, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'emplace_back' throws away
  std::for_each(rows.begin(), rows.end(), save);
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'for_each' throws away
  std::ranges::for_each(rows, [](int row) -> cppcoro::task<> { co_await save(row); });
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'for_each' throws away
  std::once_flag once;
  std::call_once(once, [] { return save(3); });
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'call_once' throws away
  worker.join();
  runner.join();
}

// A lazy task is lost in a slot as well.
void timers() {
  QTimer::singleShot(100, []() -> cppcoro::task<> { co_return; });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'QTimer::singleShot' throws away the task that this callable returns, and 'task' is lazy
}

// Safe code.

void safe_functions(event_bus &bus) {
  // ok: the callable's task is returned to whoever calls it
  std::function<cppcoro::task<>(int)> saver = save;
  bus.each(save);
  bus.each([](int row) -> cppcoro::task<> { co_await save(row); });
  // ok: it returns nothing
  std::function<void()> idle = on_idle;
  std::function<void()> copy = idle;
  copy = std::move(idle);
  // ok: a reference to a task that somebody else owns
  bus.subscribe([](int row) -> cppcoro::task<> & { return saving(row); });
  // ok: made to be called and forgotten
  std::function<void()> flush = flush_log;
  std::thread(flush_log).detach();
  // ok: the task is kept
  std::packaged_task<cppcoro::task<>()> job([] { return save(1); });
}

void safe_handlers(asio::io_context &io, asio::steady_timer &timer) {
  // ok: co_spawn runs the coroutine that it is given
  asio::co_spawn(io, accept_clients, asio::detached);
  // ok: a handler that spawns one
  timer.async_wait([&io](auto) { asio::co_spawn(io, accept_clients(), asio::detached); });
  // ok: no callable
  auto wait = timer.async_wait(asio::use_awaitable);
}

void safe_threads(session &s, std::vector<std::function<cppcoro::task<>(int)>> &savers) {
  // ok: what follows the thread's function are its arguments
  std::thread runner([](auto make) { auto kept = make(1); }, save);
  std::vector<std::thread> workers;
  workers.emplace_back([](auto make) { auto kept = make(1); }, &save);
  // ok: returns nothing
  std::thread starter(&session::start, &s);
  // ok: a range of callables is no callable
  std::for_each(savers.begin(), savers.end(), [](auto &saver) { saver = save; });
  std::for_each(savers.data(), savers.data() + savers.size(), [](auto &saver) { saver = save; });
  runner.join();
  starter.join();
}

void safe_timers() {
  // ok: a slot may be an eager coroutine, that is how QCoro is used
  QTimer::singleShot(100, reload);
  QTimer::singleShot(100, []() -> QCoro::Task<> { co_await reload(); });
  std::function<void()> on_reload = reload;
}
