// RUN: %check
#include <coro/mutex.hpp>
#include <coro/task.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/semaphore.hh>

#include <utility>

cppcoro::async_mutex mutex_;
int total = 0;

//===-- Destroyed at once --------------------------------------------------------===//

cppcoro::task<> add(int n) {
  co_await mutex_.scoped_lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the 'async_mutex_lock' that 'scoped_lock_async' hands out is destroyed at once: what follows is not protected by it [coro-dropped-await-guard]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep it in a variable: it is held to the end of the block
  // CHECK-FIXES: auto guard = co_await mutex_.scoped_lock_async();
  total += n;
}

cppcoro::task<> add_twice(int n) {
  int guard = n;
  if (n > 0) {
    co_await mutex_.scoped_lock_async();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'async_mutex_lock' that
    // CHECK-FIXES: auto guard_ = co_await mutex_.scoped_lock_async();
    total += guard;
  }
  // Nothing but the await would be in the block of the guard.
  if (n < 0)
    co_await mutex_.scoped_lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'async_mutex_lock' that
  total += n;
}

coro::task<void> add_elsewhere(coro::mutex &m, int n) {
  co_await m.scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the 'scoped_lock' that 'scoped_lock' hands out is destroyed at once
  // CHECK-FIXES: auto guard = co_await m.scoped_lock();
  total += n;
}

folly::coro::Task<void> add_in_folly(folly::coro::Mutex &m, int n) {
  co_await m.co_scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the 'unique_lock' that 'co_scoped_lock' hands out is destroyed at once
  // CHECK-FIXES: auto guard = co_await m.co_scoped_lock();
  total += n;
}

seastar::future<> take_later(seastar::semaphore &limit) {
  auto units = seastar::get_units(limit, 1);
  ++total;
  co_await std::move(units);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the 'semaphore_units' that 'units' hands out is destroyed at once
  // CHECK-FIXES: auto guard = co_await std::move(units);
  ++total;
}

seastar::future<> take(seastar::semaphore &limit) {
  co_await seastar::get_units(limit, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the 'semaphore_units' that 'get_units' hands out is destroyed at once
  // CHECK-FIXES: auto guard = co_await seastar::get_units(limit, 1);
  ++total;
}

//===-- Kept, or dropped on purpose ------------------------------------------------===//

// ok: kept in a variable
cppcoro::task<> keeps(int n) {
  auto lock = co_await mutex_.scoped_lock_async();
  total += n;
}

// ok: waits for whoever holds it now.
cppcoro::task<> barrier() { (void)co_await mutex_.scoped_lock_async(); }

// ok: nothing follows that could be protected
cppcoro::task<> last() { co_await mutex_.scoped_lock_async(); }

// ok: the mutex is locked, and unlocked by hand.
cppcoro::task<> by_hand(int n) {
  co_await mutex_.lock_async();
  total += n;
  mutex_.unlock();
}

// ok: a guard of its own, which remembers that it holds the mutex
class late_lock {
public:
  cppcoro::task<> lock() {
    co_await mutex_.scoped_lock_async();
    owns_ = true;
  }

private:
  bool owns_ = false;
};

//===-- No guards --------------------------------------------------------------------===//

// ok: named like one, but copied about: a value
struct lock_info {
  ~lock_info();
  int owner = 0;
};
// ok: not named like one
struct connection {
  connection() = default;
  connection(connection &&) noexcept;
  ~connection();
};
// ok: nothing happens when it is destroyed
struct unlocked_guard {
  unlocked_guard(unlocked_guard &&) = default;
  unlocked_guard(const unlocked_guard &) = delete;
};
// ok: the words of a name count, not its letters
struct block_clock {
  block_clock(block_clock &&) noexcept;
  ~block_clock();
};
// ok: what stays somewhere else is not destroyed here
struct lease {
  lease(lease &&) noexcept;
  ~lease();
};
cppcoro::task<lock_info> info();
cppcoro::task<connection> connect();
cppcoro::task<unlocked_guard> unlock_all();
cppcoro::task<block_clock> next_block();
cppcoro::task<lease &> current_lease();

cppcoro::task<> others() {
  co_await info();
  co_await connect();
  co_await unlock_all();
  co_await next_block();
  co_await current_lease();
}
