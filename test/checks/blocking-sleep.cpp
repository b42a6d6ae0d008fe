// RUN: %check
#include <algorithm>
#include <asio/awaitable.hpp>
// CHECK-FIXES-SAFE: #include <asio/basic_waitable_timer.hpp>
// CHECK-FIXES: #include <asio/basic_waitable_timer.hpp>
#include <asio/bind_executor.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/strand.hpp>
// CHECK-FIXES-SAFE: #include <asio/this_coro.hpp>
// CHECK-FIXES: #include <asio/this_coro.hpp>
#include <asio/thread_pool.hpp>
// CHECK-FIXES-SAFE: #include <asio/use_awaitable.hpp>
// CHECK-FIXES: #include <asio/use_awaitable.hpp>
#include <boost/asio/awaitable.hpp>
// CHECK-FIXES-SAFE: #include <boost/asio/steady_timer.hpp>
// CHECK-FIXES-SAFE: #include <boost/asio/this_coro.hpp>
// CHECK-FIXES-SAFE: #include <boost/asio/use_awaitable.hpp>
// CHECK-FIXES: #include <boost/asio/steady_timer.hpp>
// CHECK-FIXES: #include <boost/asio/this_coro.hpp>
// CHECK-FIXES: #include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cppcoro/generator.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <mutex>
#include <thread>
#include <vector>

#include <sys/select.h>
#include <time.h>
#include <unistd.h>

using namespace std::chrono_literals;

bool try_connect(int attempt);

//===-- Asio ----------------------------------------------------------------===//

asio::awaitable<void> settle() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'settle' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES-SAFE: co_await asio::steady_timer(co_await asio::this_coro::executor, 1s).async_wait(asio::use_awaitable);
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, 1s).async_wait(asio::use_awaitable);
  co_return;
}

struct retry_policy {
  std::chrono::milliseconds delay{100};
  int attempts = 3;
};

class client {
public:
  asio::awaitable<bool> connect();
  asio::awaitable<void> poll_status();

private:
  retry_policy retry_;
  std::mutex mutex_;
  int state_ = 0;
};

asio::awaitable<bool> client::connect() {
  for (int i = 0; i < retry_.attempts; ++i) {
    if (try_connect(i))
      co_return true;
    else
      std::this_thread::sleep_for(retry_.delay * (1 << i));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'client::connect' runs until it returns [coro-blocking-sleep]
      // CHECK-FIXES-SAFE: co_await asio::steady_timer(co_await asio::this_coro::executor, retry_.delay * (1 << i)).async_wait(asio::use_awaitable);
      // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, retry_.delay * (1 << i)).async_wait(asio::use_awaitable);
  }
  co_return false;
}

asio::awaitable<void> ramp_up(double seconds) {
  // A timer wants an integral count.
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'ramp_up' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES-SAFE: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds))).async_wait(asio::use_awaitable);
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds))).async_wait(asio::use_awaitable);
  co_return;
}

asio::awaitable<void> at_midnight(std::chrono::system_clock::time_point midnight) {
  std::this_thread::sleep_until(midnight - 5min);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' puts the thread to sleep: nothing else on the thread of coroutine 'at_midnight' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES-SAFE: co_await asio::basic_waitable_timer<std::chrono::system_clock>(co_await asio::this_coro::executor, midnight - 5min).async_wait(asio::use_awaitable);
  // CHECK-FIXES: co_await asio::basic_waitable_timer<std::chrono::system_clock>(co_await asio::this_coro::executor, midnight - 5min).async_wait(asio::use_awaitable);
  co_return;
}

asio::awaitable<void> c_functions(unsigned seconds) {
  sleep(seconds);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' puts the thread to sleep: nothing else on the thread of coroutine 'c_functions' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES-SAFE: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(seconds)).async_wait(asio::use_awaitable);
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(seconds)).async_wait(asio::use_awaitable);
  ::usleep(250 * 1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' puts the thread to sleep: nothing else on the thread of coroutine 'c_functions' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES-SAFE: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::microseconds(250 * 1000)).async_wait(asio::use_awaitable);
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::microseconds(250 * 1000)).async_wait(asio::use_awaitable);
  do
    (void)sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sleep' puts the thread to sleep: nothing else on the thread of coroutine 'c_functions' runs until it returns [coro-blocking-sleep]
    // CHECK-FIXES-SAFE: (void)co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(1)).async_wait(asio::use_awaitable);
    // CHECK-FIXES: (void)co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(1)).async_wait(asio::use_awaitable);
  while (!try_connect(0));
  co_return;
}

void start(asio::io_context &io) {
  asio::co_spawn(io, [&io]() -> asio::awaitable<void> {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep: nothing else on this coroutine's thread runs until it returns [coro-blocking-sleep]
    // CHECK-FIXES-SAFE: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::milliseconds(20)).async_wait(asio::use_awaitable);
    // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::milliseconds(20)).async_wait(asio::use_awaitable);
    io.stop();
    co_return;
  }, asio::detached);
}

template <class Duration>
asio::awaitable<void> heartbeat(Duration interval) {
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'heartbeat' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES-SAFE: co_await asio::steady_timer(co_await asio::this_coro::executor, 10ms).async_wait(asio::use_awaitable);
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, 10ms).async_wait(asio::use_awaitable);
  // What fits one instance need not fit the next.
  std::this_thread::sleep_for(interval);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'heartbeat' runs until it returns [coro-blocking-sleep]
  co_return;
}
template asio::awaitable<void> heartbeat(std::chrono::seconds);
template asio::awaitable<void> heartbeat(std::chrono::duration<double>);

#define NAP() std::this_thread::sleep_for(1s)
#define GRACE_PERIOD 30s
asio::awaitable<void> shut_down() {
  NAP();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'shut_down' runs until it returns [coro-blocking-sleep]
  // CHECK-MESSAGES: :[[@LINE-5]]:15: note: expanded from macro 'NAP'
  std::this_thread::sleep_for(GRACE_PERIOD);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'shut_down' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES-SAFE: co_await asio::steady_timer(co_await asio::this_coro::executor, GRACE_PERIOD).async_wait(asio::use_awaitable);
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, GRACE_PERIOD).async_wait(asio::use_awaitable);
  co_return;
}

asio::awaitable<void> drain(std::vector<int> jobs) {
  std::for_each(jobs.begin(), jobs.end(), [](int) {
    std::this_thread::sleep_for(5ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep: nothing else on this coroutine's thread runs until it returns [coro-blocking-sleep]
  });
  co_return;
}

namespace net = boost::asio;
net::awaitable<void> cool_down(std::mutex &m, int &hits) {
  {
    std::lock_guard lock(m);
    ++hits;
  }
  // The lock is released, and the name of the library is spelled as the file spells it.
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'cool_down' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES-SAFE: co_await net::steady_timer(co_await net::this_coro::executor, 1s).async_wait(net::use_awaitable);
  // CHECK-FIXES: co_await net::steady_timer(co_await net::this_coro::executor, 1s).async_wait(net::use_awaitable);
  co_return;
}

//===-- Asio, no fix on the warning -----------------------------------------===//

asio::awaitable<void> in_handler() {
  try {
    co_await settle();
  } catch (const std::exception &) {
    // No co_await in a handler.
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'in_handler' runs until it returns [coro-blocking-sleep]
  }
}

asio::awaitable<unsigned> rest_of_sleep() {
  // A timer returns no rest.
  unsigned left = sleep(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'sleep' puts the thread to sleep: nothing else on the thread of coroutine 'rest_of_sleep' runs until it returns [coro-blocking-sleep]
  co_return left;
}

asio::awaitable<void> client::poll_status() {
  std::lock_guard lock(mutex_);
  // A suspension under a thread's lock is worse.
  std::this_thread::sleep_for(retry_.delay);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'client::poll_status' runs until it returns [coro-blocking-sleep]
  ++state_;
  co_return;
}

asio::awaitable<void> locked_by_hand(std::mutex &m) {
  m.lock();
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'locked_by_hand' runs until it returns [coro-blocking-sleep]
  m.unlock();
  co_return;
}

asio::awaitable<void> by_parts() {
  // The clock's own precision is another one.
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 0.5s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' puts the thread to sleep: nothing else on the thread of coroutine 'by_parts' runs until it returns [coro-blocking-sleep]
  co_return;
}

asio::awaitable<void> nested(bool busy) {
  busy ? std::this_thread::sleep_for(1s) : std::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'nested' runs until it returns [coro-blocking-sleep]
  while (busy && (sleep(1), !try_connect(1)))
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'sleep' puts the thread to sleep: nothing else on the thread of coroutine 'nested' runs until it returns [coro-blocking-sleep]
    busy = try_connect(2);
  co_return;
}

asio::awaitable<void> once() {
  static const bool warmed_up = (std::this_thread::sleep_for(1s), true);
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'once' runs until it returns [coro-blocking-sleep]
  (void)warmed_up;
  co_return;
}

asio::awaitable<void> other_ways(int socket) {
  timespec pause_for{0, 1000000};
  nanosleep(&pause_for, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nanosleep' puts the thread to sleep: nothing else on the thread of coroutine 'other_ways' runs until it returns [coro-blocking-sleep]
  timeval moment{1, 0};
  select(0, nullptr, nullptr, nullptr, &moment);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'select' puts the thread to sleep: nothing else on the thread of coroutine 'other_ways' runs until it returns [coro-blocking-sleep]
  // The edit would lose the comment: a person has to choose.
  std::this_thread::sleep_for(/* let the peer see the FIN */ 50ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'other_ways' runs until it returns [coro-blocking-sleep]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: suspend instead of blocking: 'co_await asio::steady_timer(co_await asio::this_coro::executor, 50ms).async_wait(asio::use_awaitable)'
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, 50ms).async_wait(asio::use_awaitable);
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' puts the thread to sleep until the timer expires: nothing else on the thread of coroutine 'other_ways' runs until it returns [coro-blocking-sleep]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: await the asynchronous form 'async_wait' instead
  // CHECK-FIXES: co_await timer.async_wait(asio::use_awaitable);
}

void on_loop(asio::io_context &io) {
  asio::post(io, [] {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep: the loop that runs this handler stands still until it returns [coro-blocking-sleep]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the handler is given to the loop here
  });
}

//===-- Other libraries -----------------------------------------------------===//

cppcoro::task<int> lookup() {
  // cppcoro's timer needs an io_service.
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'lookup' runs until it returns [coro-blocking-sleep]
  co_return 1;
}

//===-- Safe ----------------------------------------------------------------===//

asio::awaitable<void> only_yields(unsigned zero_at_run_time) {
  constexpr auto none = std::chrono::milliseconds::zero();
  // ok: a zero sleep only yields
  std::this_thread::sleep_for(0s);
  // ok: a zero sleep only yields
  std::this_thread::sleep_for(none);
  // ok: a zero sleep only yields
  sleep(0);
  // ok: does not wait for time
  std::this_thread::yield();
  co_return;
}

// ok: no coroutine, its callers decide
void settle_synchronously() { std::this_thread::sleep_for(1s); }

asio::awaitable<void> own_threads() {
  std::thread watchdog([] {
    // ok: sleeps on a thread of its own
    std::this_thread::sleep_for(1min);
  });
  watchdog.detach();
  std::vector<std::jthread> workers;
  workers.emplace_back([] {
    // ok: sleeps on a thread of its own
    std::this_thread::sleep_for(1min);
  });
  auto later = [] {
    // ok: nobody knows where this lambda is called
    std::this_thread::sleep_for(1s);
  };
  std::thread(later).detach();
  co_return;
}

asio::awaitable<void> pool_work() {
  // ok: spawned on a thread pool, here and only here
  std::this_thread::sleep_for(1s);
  co_return;
}

void offload(asio::thread_pool &pool) {
  asio::post(pool, [] {
    // ok: a pool's thread may sleep
    std::this_thread::sleep_for(1s);
  });
  auto strand = asio::make_strand(pool);
  asio::co_spawn(strand, []() -> asio::awaitable<void> {
    // ok: a coroutine on a pool's thread
    std::this_thread::sleep_for(1s);
    co_return;
  }, asio::detached);
  asio::co_spawn(pool, pool_work(), asio::detached);
}

cppcoro::task<int> hops(cppcoro::static_thread_pool &pool, cppcoro::io_service &io) {
  co_await pool.schedule();
  // ok: a pool's thread since the line above
  std::this_thread::sleep_for(1s);
  co_await io.schedule();
  // Back on the loop.
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'hops' runs until it returns [coro-blocking-sleep]
  co_return 1;
}

asio::awaitable<void> asio_hop(asio::thread_pool &pool) {
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  // ok: a pool's thread since the line above
  std::this_thread::sleep_for(1s);
}

void run_one() {
  cppcoro::sync_wait([]() -> cppcoro::task<> {
    // ok: runs on the thread of a plain function that waits for it
    std::this_thread::sleep_for(1s);
    co_return;
  }());
}

cppcoro::generator<int> retries() {
  for (int i = 0; i < 3; ++i) {
    // ok: a generator runs on the thread of whoever iterates it
    std::this_thread::sleep_for(1s);
    co_yield i;
  }
}

struct thread_timer {
  std::chrono::milliseconds delay;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) const {
    std::thread([handle, delay = delay] {
      // ok: how an awaiter waits is its own business
      std::this_thread::sleep_for(delay);
      handle.resume();
    }).detach();
  }
  void await_resume() const noexcept {}
};

namespace simulation {
void sleep_for(std::chrono::milliseconds simulated);
cppcoro::task<> sleep(double simulated);
} // namespace simulation

struct device {
  void sleep(int level);
  cppcoro::task<> power_down() {
    // ok: functions of the same name
    sleep(3);
    simulation::sleep_for(1s);
    co_await simulation::sleep(0.5);
  }
};

int main() {
  // ok: main has a thread to itself
  std::this_thread::sleep_for(1s);
}

// A function of the project's own with the name of a C function.
asio::awaitable<void> usleep(const char *reason);

asio::awaitable<void> rest() {
  // ok: not the one of the C library
  co_await usleep("nothing to do");
}
