// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>
#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QFuture>

#include <chrono>
#include <coroutine>
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <vector>

using namespace std::chrono_literals;

struct row {
  int id;
};
std::future<row> query(const std::string &sql);
std::shared_future<std::string> configuration();

//===-- A wait that stops the thread ----------------------------------------===//

asio::awaitable<int> load(std::string sql) {
  std::future<row> result = query(sql);
  co_return result.get().id;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' waits for the future on this thread: nothing else on the thread of coroutine 'load' runs until it returns [coro-blocking-future-get]
}

class repository {
public:
  asio::awaitable<void> flush();
  asio::awaitable<std::string> name() { co_return configuration().get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' waits for the future on this thread: nothing else on the thread of coroutine 'repository::name' runs until it returns [coro-blocking-future-get]

private:
  std::future<void> pending_;
  std::map<int, std::future<row>> by_id_;
};

asio::awaitable<void> repository::flush() {
  if (pending_.valid())
    pending_.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'wait' waits for the future on this thread: nothing else on the thread of coroutine 'repository::flush' runs until it returns [coro-blocking-future-get]
  for (auto &[id, answer] : by_id_)
    answer.wait_for(50ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait_for' waits for the future on this thread: nothing else on the thread of coroutine 'repository::flush' runs until it returns [coro-blocking-future-get]
  co_return;
}

asio::awaitable<int> count(asio::io_context &io) {
  // The loop that would finish the work is the one that waits.
  co_return asio::co_spawn(io, load("select count(*)"), asio::use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:75: warning: 'get' waits for the future on this thread: nothing else on the thread of coroutine 'count' runs until it returns [coro-blocking-future-get]
}

void start(asio::io_context &io) {
  asio::co_spawn(io, []() -> asio::awaitable<void> {
    const int id = query("select 1").get().id + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'get' waits for the future on this thread: nothing else on this coroutine's thread runs until it returns [coro-blocking-future-get]
    (void)id;
    co_return;
  }, asio::use_future);
}

template <class T>
asio::awaitable<T> wait_all(std::vector<std::future<T>> parts) {
  T sum{};
  for (auto &part : parts)
    sum += part.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' waits for the future on this thread: nothing else on the thread of coroutine 'wait_all' runs until it returns [coro-blocking-future-get]
  co_return sum;
}
template asio::awaitable<int> wait_all(std::vector<std::future<int>>);
template asio::awaitable<long> wait_all(std::vector<std::future<long>>);

#define BLOCK_ON(f) (f).get()
asio::awaitable<int> by_macro(std::future<row> f) {
  co_return BLOCK_ON(f).id;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' waits for the future on this thread: nothing else on the thread of coroutine 'by_macro' runs until it returns [coro-blocking-future-get]
  // CHECK-MESSAGES: :[[@LINE-4]]:25: note: expanded from macro 'BLOCK_ON'
}

asio::awaitable<void> until(std::future<row> f, std::chrono::steady_clock::time_point deadline) {
  f.wait_until(deadline);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait_until' waits for the future on this thread: nothing else on the thread of coroutine 'until' runs until it returns [coro-blocking-future-get]
  // ok: said once, where the wait begins
  (void)f.get();
  co_return;
}

void write_audit_log();
asio::awaitable<void> audit() {
  // The future is destroyed at the semicolon.
  std::async(std::launch::async, [] { write_audit_log(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' returns a future whose destructor waits for the work right here: nothing else on the thread of coroutine 'audit' runs until it returns [coro-blocking-future-get]
  (void)std::async(write_audit_log);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'async' returns a future whose destructor waits for the work right here: nothing else on the thread of coroutine 'audit' runs until it returns [coro-blocking-future-get]
  std::ignore = std::async(std::launch::async, write_audit_log);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'async' returns a future whose destructor waits for the work right here: nothing else on the thread of coroutine 'audit' runs until it returns [coro-blocking-future-get]
  co_return;
}

void handler(asio::io_context &io, std::shared_future<std::string> ready_text) {
  asio::post(io, [ready_text] {
    ready_text.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'wait' waits for the future on this thread: the loop that runs this handler stands still until it returns [coro-blocking-future-get]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the handler is given to the loop here
  });
}

QFuture<int> thumbnail_count();
QCoro::Task<int> count_thumbnails() {
  auto future = thumbnail_count();
  future.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitForFinished' waits for the future on this thread: nothing else on the thread of coroutine 'count_thumbnails' runs until it returns [coro-blocking-future-get]
  co_return thumbnail_count().result();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'result' waits for the future on this thread: nothing else on the thread of coroutine 'count_thumbnails' runs until it returns [coro-blocking-future-get]
}

//===-- Where the library can await it, a fix is suggested ------------------===//

namespace app {

template <class T> struct future_awaiter {
  std::future<T> future;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<> handle);
  T await_resume() { return future.get(); }
};
template <class T> struct shared_awaiter {
  std::shared_future<T> future;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<> handle);
  const T &await_resume() { return future.get(); }
};

template <class T> struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T value);
    template <class U> future_awaiter<U> await_transform(std::future<U> f) { return {std::move(f)}; }
    template <class U> shared_awaiter<U> await_transform(std::shared_future<U> f) { return {std::move(f)}; }
  };
};

// The unit awaits futures of these types already: what the promise makes of them is known.
task<int> warm_up(std::shared_future<std::string> text) {
  row first = co_await query("select 1");
  co_await text;
  co_return first.id;
}

task<int> first_id() {
  std::future<row> answer = query("select id from t");
  row found = answer.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' waits for the future on this thread: nothing else on the thread of coroutine 'first_id' runs until it returns [coro-blocking-future-get]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: await the future instead
  // CHECK-FIXES: row found = co_await std::move(answer);
  co_return found.id + query("select 2").get().id;
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' waits for the future on this thread: nothing else on the thread of coroutine 'first_id' runs until it returns [coro-blocking-future-get]
  // CHECK-MESSAGES: :[[@LINE-2]]:42: note: await the future instead
  // CHECK-FIXES: co_return found.id + (co_await query("select 2")).id;
}

task<int> length(std::shared_future<std::string> text) {
  text.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'get' waits for the future on this thread: nothing else on the thread of coroutine 'length' runs until it returns [coro-blocking-future-get]
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: await the future instead
  // CHECK-FIXES: co_await text;
  try {
    co_return 1;
  } catch (const std::exception &) {
    // No co_await in a handler.
    (void)query("rollback").get();
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'get' waits for the future on this thread: nothing else on the thread of coroutine 'length' runs until it returns [coro-blocking-future-get]
  }
  co_return 0;
}

task<int> once() {
  static const int limit = query("select max").get().id;
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'get' waits for the future on this thread: nothing else on the thread of coroutine 'once' runs until it returns [coro-blocking-future-get]
  co_return limit;
}

} // namespace app

//===-- Safe ----------------------------------------------------------------===//

asio::awaitable<int> poll_first(std::future<row> f) {
  if (f.wait_for(0s) == std::future_status::ready)
    // ok: the result is there
    co_return f.get().id;
  co_return 0;
}

asio::awaitable<int> poll_in_loop(std::future<row> f) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (f.wait_for(std::chrono::seconds::zero()) != std::future_status::ready) {
    timer.expires_after(10ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
  // ok: the loop ended because the result is there
  co_return f.get().id;
}

asio::awaitable<int> poll_by_deadline(std::future<row> f, std::future<row> g) {
  int sum = 0;
  // ok: a deadline that has passed is a question
  if (f.wait_until(std::chrono::steady_clock::now()) == std::future_status::ready)
    sum += f.get().id;
  // ok: a deadline that has passed is a question
  if (g.wait_until(std::chrono::system_clock::time_point::min()) == std::future_status::ready)
    sum += g.get().id;
  co_return sum;
}

struct pool {
  std::vector<std::future<row>> entries;
  std::deque<std::future<row>> queue;
  std::unique_ptr<std::future<row>> current;

  asio::awaitable<int> collect() {
    int sum = 0;
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (entries[i].wait_for(0s) == std::future_status::ready)
        // ok: asked before, of an element of the same container
        sum += entries[i].get().id;
    while (!queue.empty() && queue.front().wait_for(0s) == std::future_status::ready) {
      // ok: asked before, of an element of the same container
      sum += queue.front().get().id;
      queue.pop_front();
    }
    if (current && current->wait_for(0s) == std::future_status::ready)
      // ok: asked before, through the pointer
      sum += current->get().id;
    for (auto it = entries.begin(); it != entries.end(); ++it)
      if (it->wait_for(0s) == std::future_status::ready)
        // ok: asked before, through the iterator
        sum += it->get().id;
    co_return sum;
  }
};

template <class T> bool is_ready(const std::future<T> &f) {
  return f.wait_for(0s) == std::future_status::ready;
}
asio::awaitable<void> when_ready(const std::future<row> &f);

asio::awaitable<int> helpers(std::future<row> f, std::future<row> g) {
  if (is_ready(f))
    // ok: a function that asks
    co_return f.get().id;
  co_await when_ready(g);
  // ok: awaited before
  co_return g.get().id;
}

asio::awaitable<int> own_promise() {
  std::promise<int> promise;
  auto future = promise.get_future();
  promise.set_value(1);
  // ok: the value was set above
  int first = future.get();
  std::packaged_task<int()> task([] { return 2; });
  auto result = task.get_future();
  task();
  // ok: the task ran above
  co_return first + result.get();
}

asio::awaitable<int> deferred() {
  auto later = std::async(std::launch::deferred, [] { return 1; });
  // ok: runs the work here and now, waits for nobody
  int sum = later.get();
  // ok: deferred work that nobody asks for is not waited for
  (void)std::async(std::launch::deferred, [] { return 1; });
  co_return sum;
}

QCoro::Task<int> qt_ready() {
  auto future = thumbnail_count();
  if (future.isFinished())
    // ok: asked before
    co_return future.result();
  co_await future;
  // ok: awaited before
  co_return future.result();
}

asio::awaitable<void> offloaded(asio::thread_pool &pool, std::shared_future<std::string> text) {
  asio::post(pool, [text] {
    // ok: a pool's thread may wait
    text.wait();
  });
  // ok: kept, so that somebody else can wait for it
  auto work = std::async(std::launch::async, [text] {
    // ok: a thread of its own
    return text.get().size();
  });
  co_await asio::co_spawn(pool, [work = std::move(work)]() mutable -> asio::awaitable<void> {
    // ok: a coroutine on a pool's thread
    work.get();
    co_return;
  }, asio::use_awaitable);
}

// ok: no coroutine, its callers decide
int load_synchronously() { return query("select 1").get().id; }

namespace remote {
struct future {
  int get();
  void wait();
};
future call();
} // namespace remote

asio::awaitable<int> unknown_types(std::unique_ptr<row> pointer) {
  // ok: another class's get() and wait()
  remote::call().wait();
  // ok: get() of a smart pointer
  row *raw = pointer.get();
  co_return raw->id + remote::call().get();
}

struct wait_group {
  template <typename... F> void attach(F &...futures) { (void)sizeof...(futures); }
  asio::awaitable<void> wait();
};
asio::awaitable<int> awaited_in_a_group(wait_group &group, wait_group &other) {
  std::future<row> one = query("select 1"), two = query("select 2");
  group.attach(one);
  other.attach(two);
  co_await group.wait();
  // ok: the group was waited for
  const int first = one.get().id;
  co_return first + two.get().id;
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get' waits for the future
}
