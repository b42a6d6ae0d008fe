// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <coro/scheduler.hpp>
#include <coro/task.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/single_consumer_event.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <userver/engine/async.hpp>
#include <QCoro/QCoroTask>

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <future>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

struct job {
  int id = 0;
  bool urgent = false;
};

cppcoro::task<> handle(job j);
cppcoro::task<> pause_for(std::chrono::milliseconds duration);
cppcoro::task<job> next_job();
void step();
bool poll_once();
void trace(const char *what) noexcept;

//===-- Waiting for a flag -----------------------------------------------------===//

class connection {
public:
  bool is_open() const;
  bool connected() const { return connected_; }
  bool ready() { return handshakes_ > 0; }
  bool idle() const {
    std::lock_guard lock(mutex_);
    return pending_.empty();
  }
  bool drop_one();
  virtual bool healthy() const { return connected_; }
  int elapsed() const;
  void set_connected() { connected_ = true; }
  bool take() {
    --handshakes_;
    return handshakes_ > 0;
  }

  cppcoro::task<> wait_connected() {
    while (!connected_) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for a change of 'connected_' without suspending: nothing else runs on the thread of coroutine 'connection::wait_connected', so it spins until another thread makes the change, or for ever [coro-loop-without-suspension]
    }
    co_return;
  }

  cppcoro::task<> wait_getter() {
    while (!connected())
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for a change of 'connected' without suspending
      ;
    while (ready() == false)
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for a change of 'ready' without suspending
      ;
    co_await next_job();
  }

  // The mutex makes the reading safe, and the wait no better.
  cppcoro::task<> wait_idle() {
    do {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for a change of 'idle' without suspending
      std::this_thread::yield();
    } while (!idle());
    co_return;
  }

  cppcoro::task<> drop_all() {
    // ok: the method may do what it waits for
    while (drop_one()) {
    }
    // ok: so does this one
    while (take()) {
    }
    // ok: a derived class may do anything
    while (!healthy()) {
    }
    co_return;
  }

  cppcoro::task<> wait_time() {
    // ok: time goes by without our help
    while (elapsed() < 100) {
    }
    auto until = std::chrono::steady_clock::now() + 5ms;
    // ok: the clock again
    while (std::chrono::steady_clock::now() < until) {
    }
    co_return;
  }

private:
  bool connected_ = false;
  int handshakes_ = 0;
  mutable std::mutex mutex_;
  std::deque<job> pending_;
};

std::atomic<bool> stopping{false};
volatile bool interrupted = false;

asio::awaitable<void> wait_for_stop() {
  while (!stopping.load(std::memory_order_acquire))
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'stopping' without suspending: nothing else runs on the thread of coroutine 'wait_for_stop'
    std::this_thread::yield();
  while (!stopping && !interrupted) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'stopping' without suspending
  }
  for (; !interrupted;)
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'interrupted' without suspending
    std::this_thread::sleep_for(1ms);
  for (;;) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'stopping' without suspending
    if (stopping)
      break;
  }
  while (true) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'interrupted' without suspending
    bool seen = interrupted;
    std::cout << "waiting" << '\n';
    if (seen)
      co_return;
  }
}

asio::awaitable<void> wait_suspending(asio::steady_timer &timer) {
  // ok: the loop suspends
  while (!stopping) {
    timer.expires_after(10ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

cppcoro::task<> wait_first() {
  // ok: it suspends in its condition
  while ((co_await next_job()).id == 0) {
  }
}

cppcoro::task<> wait_bounded() {
  // ok: it gives up after a while
  for (int spins = 0; spins < 1000 && !stopping; ++spins)
    std::this_thread::yield();
  int tries = 0;
  // ok: so does this one
  while (!stopping) {
    if (++tries > 100)
      co_return;
  }
  // ok: the flag is cleared by the loop
  while (interrupted)
    interrupted = false;
  bool again = true;
  // ok: a function of unknown doings
  while (again)
    again = poll_once();
  // ok: which may well set the flag
  while (!stopping)
    step();
  // ok: an exception of this call is the way out
  while (!stopping)
    throw 1;

}

// A lock-free algorithm changes what it looks at.
cppcoro::task<int> claim(std::atomic<int> &places, std::atomic_flag &busy) {
  int expected = places.load();
  // ok: compare and exchange makes progress on some thread
  while (!places.compare_exchange_weak(expected, expected - 1)) {
  }
  // ok: a spin lock
  while (busy.test_and_set(std::memory_order_acquire)) {
  }
  // ok: another one
  while (places.exchange(1) == 1) {
  }
  // ok: each way round takes a ticket
  while (places.fetch_sub(1) > 0) {
  }
  co_return expected;
}

cppcoro::task<int> wait_future(std::future<int> answer, std::shared_ptr<std::promise<void>> done) {
  while (answer.wait_for(0s) != std::future_status::ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'answer' without suspending
    std::this_thread::yield();
  co_return answer.get();
}

cppcoro::task<> wait_lock(std::mutex &mutex, connection &peer, std::stop_token stop) {
  while (!mutex.try_lock()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'mutex' without suspending
  }
  mutex.unlock();
  while (!peer.is_open())
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'peer' without suspending
    sched_yield();
  while (!stop.stop_requested())
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'stop' without suspending
    ;
  co_return;
}

template <typename T> class channel {
public:
  bool try_pop(T &out);
  std::optional<T> tryTake();
  bool try_pop_for(T &out, std::chrono::milliseconds timeout);
  bool tryRemove(int id);
};

cppcoro::task<> consume(channel<job> &jobs, std::atomic<int> &taken) {
  job j;
  while (!jobs.try_pop(j))
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'jobs' without suspending
    std::this_thread::yield();
  for (;;) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'jobs' without suspending
    // CHECK-MESSAGES: :[[@LINE+4]]:5: note: it suspends here, but not on every way round
    std::optional<job> next = jobs.tryTake();
    if (!next.has_value())
      continue;
    co_await handle(*next);
  }
}

cppcoro::task<int> empty_out(channel<job> &jobs) {
  job j;
  int taken = 0;
  // ok: each way round takes a job out
  while (jobs.try_pop(j))
    std::this_thread::yield();
  // ok: the same
  while (auto next = jobs.tryTake()) {
  }
  // ok: what becomes of the attempt does not decide
  while (!stopping)
    jobs.tryRemove(taken);
  // ok: it has its own way to wait
  while (!jobs.try_pop_for(j, 10ms)) {
  }
  co_return taken;
}

template <typename Flag> coro::task<void> wait_any(Flag &flag) {
  while (!flag)
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'flag' without suspending
    ;
  co_return;
}

void wait_both(bool &a, std::atomic<bool> &b) {
  wait_any(a);
  wait_any(b);
}

QCoro::Task<void> wait_reply(const std::map<int, std::string> &replies, int id) {
  while (replies.find(id) == replies.end()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'replies' without suspending
  }
  co_return;
}

//===-- Suspending on some ways round only -------------------------------------------===//

class worker {
public:
  // The queue is empty most of the time, and then nobody can fill it.
  cppcoro::task<> run() {
    while (true) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for a change of 'queue_' without suspending: nothing else runs on the thread of coroutine 'worker::run', so it spins until another thread makes the change, or for ever
      // CHECK-MESSAGES: :[[@LINE+5]]:9: note: it suspends here, but not on every way round
      if (!queue_.empty()) {
        job j = queue_.front();
        queue_.pop_front();
        // Both of these suspend.
        co_await handle(j);
      }
    }
  }

  asio::awaitable<void> run_until_stopped(asio::steady_timer &timer) {
    while (!stop_) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for a change of 'stop_' without suspending
      // CHECK-MESSAGES: :[[@LINE+4]]:7: note: it suspends here, but not on every way round
      if (paused_)
        continue;
      timer.expires_after(10ms);
      co_await timer.async_wait(asio::use_awaitable);
    }
  }

  seastar::future<> run_locked() {
    for (;;) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for a change of 'queue_' without suspending
      std::optional<job> j;
      {
        std::lock_guard lock(mutex_);
        if (queue_.empty())
          continue;
      }
      co_await seastar::make_ready_future<>();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: note: it suspends here, but not on every way round
    }
  }

  cppcoro::task<> run_well() {
    // ok: the empty queue suspends too
    while (true) {
      if (!queue_.empty()) {
        queue_.pop_front();
        continue;
      }
      co_await pause_for(1ms);
    }
  }

  cppcoro::task<> drain() {
    // ok: each way round without a suspension takes a job from the queue
    while (!queue_.empty()) {
      job j = queue_.front();
      queue_.pop_front();
      if (j.urgent)
        co_await handle(j);
    }
    // ok: as long as there is something in it
    while (!queue_.empty())
      co_await handle(queue_.front());
  }

  cppcoro::task<> scan(std::vector<job> jobs) {
    // ok: the loop moves on by itself
    for (job &j : jobs)
      if (j.urgent)
        co_await handle(j);
    size_t at = 0;
    // ok: so does this one
    while (at < jobs.size()) {
      if (jobs[at++].urgent)
        co_await handle(jobs[at - 1]);
    }
    // ok: and this one
    for (auto it = jobs.begin(); it != jobs.end(); ++it) {
      if (it->urgent)
        co_await handle(*it);
    }
  }

private:
  std::deque<job> queue_;
  std::mutex mutex_;
  bool stop_ = false;
  bool paused_ = false;
};

// The spin is inside of a loop that gets on.
folly::coro::Task<void> start_all(std::vector<connection> &all) {
  for (connection &c : all) {
    c.drop_one();
    while (!c.connected()) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for a change of 'c' without suspending
    }
  }
  co_return;
}

// One report for a loop of loops.
cppcoro::task<> nested() {
  while (!stopping) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'stopping' without suspending
    for (int i = 0; i < 100; ++i)
      std::this_thread::yield();
  }
  co_return;
}

//===-- Running for ever -------------------------------------------------------------===//

cppcoro::task<> serve() {
  co_await next_job();
  for (;;) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop neither ends nor suspends: nothing else runs on the thread of coroutine 'serve' any more [coro-loop-without-suspension]
    step();
    poll_once();
  }
}

cppcoro::task<> serve_in_blocks(std::function<void()> render) {
  while (true) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop neither ends nor suspends
    render();
    if (poll_once())
      continue;
    step();
  }
  co_return;
}

cppcoro::task<> serve_until() {
  // ok: there is a way out
  while (true) {
    step();
    if (poll_once())
      break;
  }
  // ok: an exception is the way out
  try {
    for (;;)
      step();
  } catch (const std::exception &) {
  }
  // ok: again
  for (;;) {
    try {
      step();
    } catch (...) {
      break;
    }
  }
  // ok: and here
  while (true) {
    step();
    if (poll_once())
      co_return;
  }
}

cppcoro::task<> serve_jobs() {
  // ok: it suspends each time
  for (;;)
    co_await handle(co_await next_job());
}

cppcoro::task<> serve_or_exit() {
  // ok: the program ends here
  for (;;) {
    if (poll_once())
      std::exit(1);
  }
}

struct transfer {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

// Nobody resumes it.
cppcoro::task<> move_away() {
  co_await transfer{};
  // ok: an older way to write that a place is never reached
  for (;;) {
  }
}

cppcoro::task<> move_away_too() {
  co_await transfer{};
  // ok: another spelling
  while (true)
    ;
}

// No loop turns here.
cppcoro::task<> once() {
  do {
    step();
  } while (false);
  co_return;
}

//===-- Where it runs ------------------------------------------------------------------===//

void handlers(asio::io_context &io, asio::thread_pool &pool, std::atomic<bool> &done) {
  asio::post(io, [&] {
    while (!done) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for a change of 'done' without suspending: nothing else runs on the loop of this handler, so
    }
  });
  asio::co_spawn(io, [&]() -> asio::awaitable<void> {
    for (;;)
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop neither ends nor suspends: nothing else runs on the thread of this coroutine any more
      step();
    co_return;
  }, asio::detached);
  // ok: a thread of its own
  std::thread watcher([&] {
    while (!done) {
    }
  });
  // ok: a thread of the pool
  asio::post(pool, [&] {
    while (!done)
      std::this_thread::yield();
  });
  // ok: a plain function, on whatever thread
  while (!done) {
  }
  watcher.join();
}

cppcoro::task<> offloaded(cppcoro::static_thread_pool &threads, std::atomic<bool> &done) {
  co_await threads.schedule();
  // ok: on a thread of the pool
  while (!done)
    std::this_thread::yield();
}

// ok: whoever iterates a generator decides on the thread
cppcoro::generator<int> ticks() {
  while (!stopping) {
  }
  co_yield 1;
}

//===-- Things a loop may do in passing -------------------------------------------------===//

struct statistics {
  int spins = 0;
  bool overloaded = false;
};

cppcoro::task<> count_spins(statistics &stats, std::atomic<bool> &done) {
  statistics own;
  while (!done) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'done' without suspending
    ++own.spins;
    stats.spins += 2;
    std::puts("still waiting");
  }
  bool &overloaded = own.overloaded;
  // ok: the member that is written may be what the reference stands for
  while (!overloaded)
    stats.overloaded = !stats.overloaded;
  int turn = 0;
  // ok: the condition counts along
  while ((turn & 64) == 0)
    ++turn;
  int *cursor = &turn;
  // ok: written through a pointer
  while (turn != 0)
    *cursor = 0;
  bool flip = false, flop = true;
  // ok: the two change each other
  while (!flop) {
    flop = flip;
    flip = true;
  }
  co_return;
}

cppcoro::task<> meant() {
  // ok: said to be meant
  while (!stopping) { // NOLINT(coro-loop-without-suspension)
  }
  co_return;
}

void with_stacks() {
  // ok: a coroutine with a stack of its own is suspended by a call
  (void)userver::engine::AsyncNoSpan([] {
    for (;;)
      userver::engine::Yield();
  });
  (void)userver::engine::AsyncNoSpan([] {
    for (;;)
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop neither ends nor suspends: nothing else runs on the loop of this handler any more
      std::this_thread::yield();
  });
}
