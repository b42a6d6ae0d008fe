// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <QCoro/QCoroTask>
#include <QThreadPool>
#include <condition_variable>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace boost {
class thread {
public:
  template <typename F> explicit thread(F) {}
  thread(thread &&);
  void join();
};
struct join_if_joinable {};
struct detach {};
template <typename Policy = join_if_joinable, typename Thread = thread> class scoped_thread {
public:
  template <typename F> explicit scoped_thread(F) {}
  scoped_thread(scoped_thread &&);
  ~scoped_thread();
  void join();
};
} // namespace boost

asio::awaitable<void> read_request(int client);
asio::awaitable<void> send_reply(int client);
void compress(std::string text);
int count_rows(int table);
void watch(std::stop_token stop);

// A thread of its own.
asio::awaitable<void> serve(int client) {
  std::jthread watcher([](std::stop_token stop) { watch(stop); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: at the end of its scope the destructor of 'watcher' asks its thread to stop and waits until it has ended, and stops the thread of coroutine 'serve' meanwhile [coro-blocking-destructor]
  co_await read_request(client);
  watcher.request_stop();
}
asio::awaitable<void> archive(std::string text) {
  std::jthread([text] { compress(text); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: right here the destructor of this temporary asks its thread to stop and waits until it has ended, and stops the thread of coroutine 'archive' meanwhile [coro-blocking-destructor]
  (void)std::jthread{[text] { compress(text); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: right here the destructor of this temporary asks its thread to stop
  co_await send_reply(1);
}
asio::awaitable<void> late(std::string text) {
  std::jthread worker;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: at the end of its scope the destructor of 'worker' asks its thread to stop
  if (!text.empty())
    worker = std::jthread([text] { compress(text); });
  co_await send_reply(1);
}
cppcoro::task<> several(std::vector<std::string> texts) {
  std::vector<std::jthread> workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: at the end of its scope the destructor of 'workers' asks its thread to stop
  workers.reserve(texts.size());
  for (const std::string &text : texts)
    workers.emplace_back([&text] { compress(text); });
  co_return;
}
cppcoro::task<> owned(std::string text) {
  auto worker = std::make_unique<std::jthread>([text] { compress(text); });
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: at the end of its scope the destructor of 'worker' asks its thread to stop
  worker->request_stop();
  std::optional<std::jthread> other(std::in_place, [text] { compress(text); });
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: at the end of its scope the destructor of 'other' asks its thread to stop
  co_return;
}
cppcoro::task<> boosted(std::string text) {
  boost::scoped_thread<> worker([text] { compress(text); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: at the end of its scope the destructor of 'worker' waits for its thread to end
  co_return;
}

// A pool for each call. That it is lent changes nothing.
asio::awaitable<int> total(std::vector<int> tables) {
  asio::thread_pool pool(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: at the end of its scope the destructor of 'pool' stops the pool and waits for the handlers that are running in it, and stops the thread of coroutine 'total' meanwhile
  for (int table : tables)
    asio::post(pool, [table] { count_rows(table); });
  co_await send_reply(1);
  co_return 0;
}
cppcoro::task<> pooled() {
  cppcoro::static_thread_pool pool;
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: at the end of its scope the destructor of 'pool' waits for the threads of the pool to end
  (void)pool.thread_count();
  co_return;
}
QCoro::Task<> thumbnails(int photos) {
  QThreadPool pool;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: at the end of its scope the destructor of 'pool' waits until all its work is done
  for (int i = 0; i < photos; ++i)
    pool.start([i] { count_rows(i); });
  co_return;
}

// std::async waits at the end as well, unless its future is asked.
asio::awaitable<void> audit(int client) {
  auto written = std::async(std::launch::async, count_rows, client);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: at the end of its scope the destructor of 'written' waits for the work that 'std::async' started, and stops the thread of coroutine 'audit' meanwhile [coro-blocking-destructor]
  co_await read_request(client);
  if (client > 0) {
    std::future<int> again = std::async(count_rows, client);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: at the end of its scope the destructor of 'again' waits for the work
    co_await send_reply(client);
  }
}

// A handler on the loop, and a coroutine that is a lambda.
void handlers(asio::io_context &io) {
  asio::post(io, [] {
    std::jthread worker([] { count_rows(1); });
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: at the end of its scope the destructor of 'worker' asks its thread to stop and waits until it has ended, and stops the loop that runs this handler meanwhile
  });
  asio::co_spawn(
      io,
      []() -> asio::awaitable<void> {
        std::jthread worker([] { count_rows(1); });
        // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: at the end of its scope the destructor of 'worker' asks its thread to stop and waits until it has ended, and stops this coroutine's thread meanwhile
        co_await send_reply(1);
      },
      asio::detached);
}

// A class whose destructor joins.
class worker {
public:
  explicit worker(int id) : thread_([id] { count_rows(id); }) {}
  ~worker() {
    if (thread_.joinable())
      thread_.join();
  }
  void stop() { thread_.join(); }
  bool busy() const { return thread_.joinable(); }

private:
  std::thread thread_;
};
struct pending {
  std::future<int> rows;
  ~pending() { rows.wait(); }
};
class sampler {
public:
  explicit sampler(int rate) : thread_([rate](std::stop_token stop) { watch(stop); }) {}
  ~sampler() { stopped_ = true; }

private:
  bool stopped_ = false;
  std::jthread thread_;
};
asio::awaitable<void> classes(std::future<int> rows) {
  worker one(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: at the end of its scope the destructor of 'one' calls 'join', and stops the thread of coroutine 'classes' meanwhile [coro-blocking-destructor]
  // CHECK-MESSAGES: :146:15: note: it waits here
  if (one.busy())
    co_await send_reply(1);
  pending two{std::move(rows)};
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: at the end of its scope the destructor of 'two' calls 'wait'
  // CHECK-MESSAGES: :156:21: note: it waits here
  sampler three(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: at the end of its scope the destructor of 'three' ends its member 'thread_', which asks its thread to stop and waits until it has ended
  co_await send_reply(2);
}

// ok: let go, joined (which is reported as a call), or given away
void adopt(std::jthread thread);
asio::awaitable<void> ended(std::string text) {
  std::jthread detached([text] { compress(text); });
  detached.detach();
  // ok: joined
  std::jthread joined([text] { compress(text); });
  joined.join();
  // ok: moved away
  std::jthread moved([text] { compress(text); });
  adopt(std::move(moved));
  // ok: detached by a lambda
  std::jthread later([text] { compress(text); });
  auto release = [&] { later.detach(); };
  release();
  // ok: a temporary that is let go
  std::jthread([text] { compress(text); }).detach();
  co_await send_reply(1);
}

// ok: nothing in it
asio::awaitable<void> empty() {
  std::jthread none;
  // ok: the same in a container
  std::vector<std::jthread> nobody;
  co_await send_reply(static_cast<int>(nobody.size()));
}

// ok: returned
cppcoro::task<std::jthread> start(std::string text) {
  std::jthread made([text] { compress(text); });
  co_return made;
}
std::jthread start_plain(std::string text) {
  std::jthread made([text] { compress(text); });
  return made;
}

// ok: each is detached, or taken out
cppcoro::task<> detached_workers(std::vector<std::string> texts) {
  std::vector<std::jthread> workers;
  for (const std::string &text : texts)
    workers.emplace_back([&text] { compress(text); });
  for (std::jthread &w : workers)
    w.detach();
  // ok: the same through a pointer
  auto single = std::make_unique<std::jthread>([] {});
  single->detach();
  // ok: the owner lets go
  auto taken = std::make_unique<std::jthread>([] {});
  adopt(std::move(*taken.release()));
  co_return;
}

// ok: a policy that does not wait
cppcoro::task<> boosted_detach(std::string text) {
  boost::scoped_thread<boost::detach> worker([text] { compress(text); });
  co_return;
}

// ok: the pool was waited for, which coro-nested-loop-run reports
asio::awaitable<void> joined_pool() {
  asio::thread_pool pool(2);
  pool.join();
  co_await send_reply(1);
}

// ok: the future is asked, which coro-blocking-future-get reports; given away; or its work never starts
void keep(std::future<int> rows);
asio::awaitable<void> asked(int client) {
  auto rows = std::async(std::launch::async, count_rows, client);
  co_await read_request(client);
  (void)rows.get();
  // ok: given away
  auto other = std::async(std::launch::async, count_rows, client);
  keep(std::move(other));
  // ok: deferred work is dropped
  auto lazy = std::async(std::launch::deferred, count_rows, client);
  // ok: coro-blocking-future-get reports this one
  std::async(std::launch::async, count_rows, client);
  // ok: a future of a promise does not wait when it is destroyed
  std::promise<int> promise;
  auto promised = promise.get_future();
}

// ok: a plain thread does not wait (it ends the program)
asio::awaitable<void> plain(std::string text) {
  std::thread t([text] { compress(text); });
  t.detach();
  co_await send_reply(1);
}

// ok: no coroutine, or one that is on a pool when the scope ends
void plain_function(std::string text) {
  std::jthread worker([text] { compress(text); });
}
cppcoro::task<> offloaded(cppcoro::static_thread_pool &pool, std::string text) {
  co_await pool.schedule();
  std::jthread worker([text] { compress(text); });
  co_return;
}
cppcoro::task<> hops_later(cppcoro::static_thread_pool &pool, std::string text) {
  std::jthread worker([text] { compress(text); });
  co_await pool.schedule();
  compress(text);
}
void offloaded_lambda() {
  std::thread([] { std::jthread worker([] { count_rows(1); }); }).detach();
}

// ok: not a local
asio::awaitable<void> not_local(std::jthread &lent, worker &other) {
  static std::jthread always([] { count_rows(1); });
  std::jthread &same = always;
  co_await send_reply(lent.joinable() + other.busy() + same.joinable());
}

// ok: its own method may have waited before
asio::awaitable<void> stopped() {
  worker one(1);
  co_await send_reply(1);
  one.stop();
}

// ok: a destructor that is not seen, or that lets go
class unseen {
public:
  unseen();
  ~unseen();

private:
  std::jthread thread_;
};
class released {
public:
  released() : thread_([] { count_rows(1); }) {}
  ~released() { thread_.detach(); }

private:
  std::jthread thread_;
};
struct optional_thread {
  std::jthread thread;
};
asio::awaitable<void> let_go() {
  unseen one;
  // ok: detached by its destructor
  released two;
  // ok: nothing was put in
  optional_thread three;
  co_await send_reply(1);
}

// ok: the program ends with it
asio::awaitable<int> co_main() {
  asio::thread_pool pool(4);
  co_await send_reply(1);
  co_return 0;
}

// A thread that ends when what is awaited is there.
struct waiter {
  std::thread thread;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    thread = std::thread([h] { h.resume(); });
  }
  void await_resume() const noexcept {}
  ~waiter() {
    if (thread.joinable())
      thread.join();
  }
};
struct joins_late {
  std::thread thread;
  explicit joins_late(int) {}
  ~joins_late() {
    if (thread.joinable())
      thread.join();
  }
};
cppcoro::task<> awaits_a_thread() {
  waiter done;
  // ok: it was waited for when the coroutine goes on
  co_await done;
  joins_late other(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: at the end of its scope the destructor of 'other' calls 'join'
}
