// RUN: %check
// What other checks for locks across suspension points are known to miss, or to report wrongly.
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/task.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>

cppcoro::task<> flush();
cppcoro::task<int> load(int key);

using guard = std::lock_guard<std::mutex>;

class table {
public:
  cppcoro::task<> initialiser(int key) {
    std::lock_guard<std::mutex> lock(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'lock' is still locked when the coroutine suspends
    int row = co_await load(key);
    rows_[key] = row;
  }

  cppcoro::task<int> deduced_arguments(int key) {
    std::unique_lock lock(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'lock' is still locked when the coroutine suspends
    co_return co_await load(key);
  }

  cppcoro::task<> alias() {
    guard lock(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'lock' is still locked when the coroutine suspends
    co_await flush();
  }

  cppcoro::task<> shared(int key) {
    std::shared_lock<std::shared_mutex> lock(shared_);
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'lock' is still locked when the coroutine suspends
    if (co_await load(key))
      rows_.clear();
  }

  cppcoro::task<> init_statement(int key) {
    if (guard lock(mutex_); rows_.count(key))
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'lock' is still locked when the coroutine suspends
      co_await flush();
  }

  cppcoro::task<> member() {
    held_ = std::unique_lock(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'held_' is still locked when the coroutine suspends
    co_await flush();
    held_.unlock();
  }

  cppcoro::task<> on_the_heap() {
    std::unique_ptr<guard> lock = std::make_unique<guard>(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'lock' is still locked when the coroutine suspends
    co_await flush();
  }

  template <class Key> cppcoro::task<> in_template(Key key) {
    std::scoped_lock lock(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'lock' is still locked when the coroutine suspends
    rows_[int(key)] = co_await load(int(key));
  }

  cppcoro::task<> by_hand() {
    mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is still locked when the coroutine suspends
    co_await flush();
    mutex_.unlock();
  }

  // ok: a parameter may hold nothing, or a lock that was meant to be held
  cppcoro::task<> parameter(std::unique_lock<std::mutex> lock) { co_await flush(); }

  // ok: unlocked before
  cppcoro::task<> unlocked() {
    std::unique_lock lock(mutex_);
    rows_.clear();
    lock.unlock();
    co_await flush();
  }

  // ok: never locked
  cppcoro::task<> deferred() {
    std::unique_lock lock(mutex_, std::defer_lock);
    co_await flush();
  }

  // ok: a mutex of coroutines, adopted by the standard guard
  cppcoro::task<> async_mutex() {
    co_await async_.lock_async();
    cppcoro::async_mutex_lock lock(async_, std::adopt_lock);
    co_await flush();
  }

  // ok: does not suspend
  cppcoro::task<> never_suspends() {
    guard lock(mutex_);
    co_await std::suspend_never{};
  }

  // ok: the block ends first
  cppcoro::task<> inner_block() {
    {
      guard lock(mutex_);
      rows_.clear();
    }
    co_await flush();
  }

  // ok: what follows is another scope
  cppcoro::task<> sibling_block() {
    { guard lock(mutex_); }
    { co_await flush(); }
  }

private:
  std::mutex mutex_;
  std::shared_mutex shared_;
  cppcoro::async_mutex async_;
  std::unique_lock<std::mutex> held_;
  std::map<int, int> rows_;
};

cppcoro::task<> all(table &t) {
  co_await t.in_template(1);
  co_await t.in_template('c');
}
