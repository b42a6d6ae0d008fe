// RUN: %check
#include <asio/awaitable.hpp>
#include <QCoro/QCoroTask>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <cppcoro/task.hpp>
#include <generic/eager_task.h>
#include <seastar/core/coroutine.hh>
#include <chrono>
#include <future>
#include <utility>

lib::eager_task poll_once();
lib::eager_task rest();
cppcoro::task<> save();
QCoro::Task<> listen();
asio::awaitable<int> next_job();
int crunch(int job);
void log_line(const char *line);

// In a loop.
class poller {
public:
  lib::eager_task run() {
    for (;;) {
      co_await rest();
      poll_ = poll_once();
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the work in 'poll_' may still run when it is replaced: it goes on beside the new one, and nobody waits for it or sees its exception [coro-pending-task-overwritten]
      // CHECK-MESSAGES: :[[@LINE-4]]:5: note: each round of this loop assigns it anew
      // CHECK-MESSAGES: :[[@LINE+14]]:19: note: 'poll_' is declared here
    }
  }
  lib::eager_task sessions() {
    while (open_) {
      int client = accept();
      if (client < 0)
        co_return;
      session_ = serve(client);
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the work in 'session_' may still run when it is replaced
    }
  }

private:
  lib::eager_task poll_ = poll_once();
  lib::eager_task session_ = poll_once();
  lib::eager_task serve(int client);
  static int accept();
  bool open_ = true;
};

// The assignment waits.
class worker {
public:
  asio::awaitable<void> run() {
    for (;;) {
      int job = co_await next_job();
      result_ = std::async(std::launch::async, crunch, job);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the work in 'result_' may still run when it is replaced: the assignment stops this thread until it has ended
    }
  }

private:
  std::future<int> result_;
};

// A handler of a signal.
class view : public QObject {
public:
  void set_up(QTimer *timer) {
    connect(timer, &QTimer::timeout, this, [this] {
      refresh_ = refresh();
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the work in 'refresh_' may still run when it is replaced
      // CHECK-MESSAGES: :[[@LINE-3]]:5: note: this handler may run many times
    });
    connect(timer, &QTimer::timeout, this, &view::on_timeout);
    QTimer::singleShot(10, this, [this] {
      // ok: once
      once_ = refresh();
    });
  }

private:
  void on_timeout() {
    reload_ = refresh();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the work in 'reload_' may still run when it is replaced
    // CHECK-MESSAGES: :[[@LINE-11]]:5: note: this handler may run many times
  }
  QCoro::Task<> refresh();
  QCoro::Task<> refresh_;
  QCoro::Task<> reload_;
  QCoro::Task<> once_;
};

// The constructor has started the first one.
class peer {
public:
  peer() : reader_(read()) { writer_ = write(); }
  void reconnect() {
    reader_ = read();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the work in 'reader_' may still run when it is replaced
    // CHECK-MESSAGES: :[[@LINE-4]]:20: note: the constructor has started the first one here
  }
  void rewrite() {
    writer_ = write();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the work in 'writer_' may still run when it is replaced
  }

private:
  seastar::future<> read();
  seastar::future<> write();
  seastar::future<> reader_;
  seastar::future<> writer_ = seastar::make_ready_future<>();
};

// A template: once.
template <typename Source> class feed {
public:
  explicit feed(Source source) : source_(source), pump_(pump()) {}
  void restart() {
    pump_ = pump();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the work in 'pump_' may still run when it is replaced
    // CHECK-MESSAGES-NOT: :[[@LINE-2]]:11: warning: the work in 'pump_'
  }

private:
  lib::eager_task pump();
  Source source_;
  lib::eager_task pump_;
};
void feeds() {
  feed<int> a(1);
  feed<long> b(1);
  a.restart();
  b.restart();
}

// ---------------------------------------------------------------------------------------------
class careful {
public:
  careful() : task_(poll_once()) {}
  // ok: awaited first
  lib::eager_task awaited() {
    co_await task_;
    task_ = poll_once();
  }
  // ok: asked first
  void asked() {
    if (!task_.await_ready())
      return;
    task_ = poll_once();
  }
  // ok: a flag of the object decides
  void flagged() {
    if (running_)
      return;
    running_ = true;
    task_ = poll_once();
  }
  // ok: the same, by a variable and with the assignment inside
  void flagged_inside(bool force) {
    const bool idle = !running_;
    if (idle || force)
      task_ = poll_once();
  }
  // ok: a state machine
  void in_state() {
    switch (state_) {
    case 0:
      task_ = poll_once();
      break;
    default:
      break;
    }
  }
  // ok: taken over by another
  void moved() {
    auto old = std::move(task_);
    task_ = poll_once();
    (void)old;
  }
  // ok: told to end by other means
  void stopped() {
    stop_.request_stop();
    task_ = poll_once();
  }
  // ok: waits for the event that the work sets
  lib::eager_task waited() {
    co_await done_;
    task_ = poll_once();
  }
  // ok: a method whose body is not to be seen may do all of that
  void elsewhere() {
    finish();
    task_ = poll_once();
  }
  // ok: a method that does
  void here() {
    finish_here();
    task_ = poll_once();
  }
  // ok: the old one is part of the new one
  void chained() { task_ = then(std::move(task_)); }
  // ok: in a handler, which runs when the old work has ended with an error
  void retried() {
    try {
      log_line("trying");
    } catch (...) {
      task_ = poll_once();
    }
  }

private:
  struct source {
    bool request_stop();
  };
  struct event {
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  void finish();
  void finish_here() {
    if (!task_.await_ready())
      log_line("still busy");
  }
  static lib::eager_task then(lib::eager_task before);
  lib::eager_task task_;
  source stop_;
  event done_;
  bool running_ = false;
  int state_ = 0;
};

class in_loops {
public:
  QCoro::Task<> run() {
    for (;;) {
      // ok: awaited in the loop
      task_ = listen();
      co_await task_;
    }
  }
  QCoro::Task<> run_and_finish() {
    for (;;) {
      // ok: what the method awaits is not to be seen
      task_ = listen();
      co_await finish();
    }
  }
  QCoro::Task<> only_once() {
    while (open_) {
      // ok: leaves at once
      task_ = listen();
      co_return;
    }
  }

private:
  QCoro::Task<> finish();
  QCoro::Task<> task_;
  bool open_ = true;
};

class ended {
public:
  ended() : task_(poll_once()) {}
  // ok: the destructor is the end
  ~ended() { task_ = poll_once(); }

private:
  lib::eager_task task_;
};

// The frame goes with the task.
class scoped_task {
public:
  struct promise_type {
    scoped_task get_return_object() {
      return scoped_task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
  scoped_task(scoped_task &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  scoped_task &operator=(scoped_task &&other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~scoped_task() {
    if (handle_)
      handle_.destroy();
  }
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}

private:
  explicit scoped_task(std::coroutine_handle<promise_type> h) : handle_(h) {}
  std::coroutine_handle<promise_type> handle_;
};
scoped_task beat();
class cancelling {
public:
  cancelling() : task_(beat()) {}
  // ok: the assignment ends the old work
  void restart() { task_ = beat(); }

private:
  scoped_task task_;
};

class server {
public:
  // ok: nothing says that it is called more than once
  void start() { task_ = listen(); }
  // ok: nor does a condition on something else
  void start_if(bool wanted) {
    if (wanted)
      other_ = listen();
  }

private:
  QCoro::Task<> task_;
  QCoro::Task<> other_;
};

class others {
public:
  others() : lazy_(save()), ready_(seastar::make_ready_future<>()) {}
  void again() {
    // ok: a lazy task that nobody has started has nothing to lose
    lazy_ = save();
    // ok: the first one was complete
    ready_ = flush();
  }
  void settle(int) {
    // ok: complete from the start
    done_ = seastar::make_ready_future<>();
  }
  void batch() {
    for (int job = 0; job < 3; ++job)
      // ok: no loop waits for this thread
      result_ = std::async(std::launch::async, crunch, job);
  }

private:
  static seastar::future<> flush();
  cppcoro::task<> lazy_;
  seastar::future<> ready_;
  seastar::future<> done_ = flush();
  std::future<int> result_;
};
