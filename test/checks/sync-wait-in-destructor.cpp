// RUN: %check --option AllowedClasses=app::at_exit
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_future.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Task.h>
#include <generic/lazy_task.h>
#include <QCoro/QCoroTask>
#include <QEventLoop>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

asio::awaitable<void> flush(int client);
cppcoro::task<> send_goodbye(int client);
lib::task<int> leave(int room);
folly::coro::Task<void> unsubscribe(int topic);
QCoro::Task<> logout(int user);
void log_line(const char *line);

namespace app {

// Waiting for a task.
class session {
public:
  explicit session(int client) : client_(client) {}
  ~session() {
    log_line("closing");
    cppcoro::sync_wait(close());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' in the destructor of 'session' stops the thread until the task is done: if the object dies on the thread that the task needs, it never is [coro-sync-wait-in-destructor]
  }
  cppcoro::task<> close() { co_await send_goodbye(client_); }

private:
  int client_;
};
struct room_guard {
  int room;
  ~room_guard() noexcept {
    if (room)
      (void)lib::sync_wait(leave(room));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' in the destructor of 'room_guard' stops the thread until the task is done
  }
};
class subscription {
public:
  ~subscription() {
    try {
      folly::coro::blockingWait(unsubscribe(1));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' in the destructor of 'subscription' stops the thread until the task is done
    } catch (...) {
      log_line("unsubscribe failed");
    }
  }
};
class account : public QObject {
public:
  ~account() override {
    QCoro::waitFor(logout(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'waitFor' in the destructor of 'account' runs an event loop: slots and other coroutines of the thread run in the middle of the destruction [coro-sync-wait-in-destructor]
  }
};

// In a function that the destructor calls, in a lambda that is called in place, defined elsewhere.
class channel {
public:
  ~channel() {
    shut_down();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' in the destructor of 'channel' stops the thread until the task is done
    // CHECK-MESSAGES: :[[@LINE+6]]:5: note: 'sync_wait' is called here
  }

private:
  void shut_down() noexcept { drain(); }
  void drain() {
    cppcoro::sync_wait(send_goodbye(1));
  }
};
class lobby {
public:
  ~lobby();
};
lobby::~lobby() {
  [this] { cppcoro::sync_wait(send_goodbye(2)); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sync_wait' in the destructor of 'lobby' stops the thread
}
template <typename Id> class connection {
public:
  ~connection() {
    cppcoro::sync_wait(send_goodbye(id_));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' in the destructor of 'connection<int>' stops the thread
  }
  Id id_{};
};
void use_connection() { connection<int> c; }

// Running the loop that others run too.
class timer_wheel {
public:
  explicit timer_wheel(asio::io_context &io) : io_(io) {}
  ~timer_wheel() {
    io_.run();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'run' in the destructor of 'timer_wheel' runs an event loop: other handlers run in the middle of the destruction, and inside of a handler of that loop it waits for itself [coro-sync-wait-in-destructor]
    io_.poll();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'poll' in the destructor of 'timer_wheel' runs an event loop
  }

private:
  asio::io_context &io_;
};
class modal : public QObject {
public:
  ~modal() override {
    QEventLoop loop;
    loop.exec();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'exec' in the destructor of 'modal' runs an event loop: slots
  }
};

// Waiting for a future of work that the loop does.
class upload {
public:
  explicit upload(asio::io_context &io) : io_(io) {}
  ~upload() {
    asio::co_spawn(io_, flush(1), asio::use_future).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'get' in the destructor of 'upload' stops the thread until work on a loop is done: if the object dies on that loop's thread, it never is [coro-sync-wait-in-destructor]
    auto flushed = asio::co_spawn(io_, flush(2), asio::use_future);
    flushed.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' in the destructor of 'upload' stops the thread until work on a loop is done
  }

private:
  asio::io_context &io_;
};
class poller {
public:
  explicit poller(asio::io_context &io) { running_ = asio::co_spawn(io, flush(3), asio::use_future); }
  ~poller() {
    running_.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' in the destructor of 'poller' stops the thread until work on a loop is done
  }

private:
  std::future<void> running_;
};
class client {
public:
  explicit client(asio::io_context &io) : io_(io) {}
  void start() {
    asio::co_spawn(io_, run(), asio::detached);
  }
  ~client() {
    stopped_ = true;
    done_.get_future().wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' in the destructor of 'client' stops the thread until work on a loop is done
  }

private:
  asio::awaitable<void> run() {
    while (!stopped_)
      co_await flush(4);
    done_.set_value();
  }
  asio::io_context &io_;
  bool stopped_ = false;
  std::promise<void> done_;
};
class writer {
public:
  explicit writer(asio::io_context &io) : ended_(done_.get_future()) {
    asio::post(io, [this] { done_.set_value(); });
  }
  ~writer() {
    ended_.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'get' in the destructor of 'writer' stops the thread until work on a loop is done
  }

private:
  std::promise<void> done_;
  std::future<void> ended_;
};

// ok: it owns the thread that its work runs on
class service {
public:
  service() : thread_([this] { io_.run(); }) {}
  ~service() {
    asio::co_spawn(io_, flush(5), asio::use_future).get();
    io_.stop();
    thread_.join();
  }

private:
  asio::io_context io_;
  std::thread thread_;
};
class pooled {
public:
  ~pooled() {
    cppcoro::sync_wait(scope_.join());
  }

private:
  cppcoro::static_thread_pool pool_;
  cppcoro::async_scope scope_;
};
class many_threads {
public:
  ~many_threads() {
    cppcoro::sync_wait(send_goodbye(3));
    for (std::thread &t : *threads_)
      t.join();
  }

private:
  std::unique_ptr<std::vector<std::thread>> threads_;
};
class derived_service : service {
public:
  ~derived_service() { cppcoro::sync_wait(send_goodbye(4)); }
};

// ok: needs a lock at most, which no loop has to run for (libcoro's queue)
class waiters {
public:
  ~waiters() {
    cppcoro::sync_wait(shut_down());
    cppcoro::sync_wait(wake_all());
  }
  cppcoro::task<> shut_down() {
    if (stopped_)
      co_return;
    auto lock = co_await mutex_.scoped_lock_async();
    co_await mutex_.lock_async();
    co_await wake_all();
  }
  cppcoro::task<> wake_all() {
    stopped_ = true;
    co_return;
  }

private:
  cppcoro::async_mutex mutex_;
  bool stopped_ = false;
};

// ok: a loop of its own is drained
class drained {
public:
  ~drained() {
    io_.restart();
    io_.run();
    asio::io_context other;
    other.run();
  }

private:
  asio::io_context io_;
};

// ok: a thread that is joined, a pool
class joining {
public:
  explicit joining(asio::thread_pool &pool) : pool_(pool) {}
  ~joining() {
    pool_.join();
    thread_->join();
  }

private:
  asio::thread_pool &pool_;
  std::thread *thread_ = nullptr;
};

// ok: a future of work on another thread, or of nobody knows what
class background {
public:
  background(std::promise<void> promise, asio::thread_pool &pool)
      : given_(promise.get_future()), made_(std::async([] { log_line("made"); })) {
    pooled_ = asio::co_spawn(pool, flush(6), asio::use_future);
    std::thread([this] { done_.set_value(); }).detach();
  }
  ~background() {
    given_.wait();
    made_.get();
    pooled_.wait();
    done_.get_future().wait();
  }

private:
  std::future<void> given_, made_, pooled_;
  std::promise<void> done_;
};

// ok: only started, or done by another thread
class detached_close {
public:
  explicit detached_close(asio::io_context &io) : io_(io) {}
  ~detached_close() {
    asio::co_spawn(io_, flush(7), asio::detached);
    std::thread([] { cppcoro::sync_wait(send_goodbye(5)); }).detach();
    auto later = [] { cppcoro::sync_wait(send_goodbye(6)); };
    (void)later;
  }

private:
  asio::io_context &io_;
};

// ok: not in the destructor
class explicit_close {
public:
  ~explicit_close() { log_line("gone"); }
  void close() { cppcoro::sync_wait(send_goodbye(7)); }
};

// ok: named in the option
class at_exit {
public:
  ~at_exit() { cppcoro::sync_wait(send_goodbye(8)); }
};

// ok: what another object does is its own affair
class outer {
public:
  ~outer() { inner_->close(); }

private:
  std::unique_ptr<explicit_close> inner_;
};

// ok: a task that waits when it is destroyed
class joining_task {
public:
  struct promise_type {
    joining_task get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  ~joining_task() { cppcoro::sync_wait(send_goodbye(9)); }
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
} // namespace app

// ok: the fixture of a test is destroyed by the test runner
namespace testing {
class Test {
public:
  virtual ~Test() = default;
};
} // namespace testing
class session_test : public testing::Test {
public:
  ~session_test() override { cppcoro::sync_wait(send_goodbye(10)); }
};
