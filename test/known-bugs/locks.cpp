// RUN: %check --checks=coro-suspend-with-lock-held
// Bugs of public projects in which a thread's lock was held over a suspension, written anew from their fix
// commits: the form before the fix, which is reported, and the one after it, which is not.
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <folly/coro/Task.h>

#include <map>
#include <mutex>
#include <string>

//===-- arangodb PR 20398: a guard alive over co_await --===//

folly::coro::Task<std::string> load_from_leader(std::string key);

class state_before {
public:
  folly::coro::Task<std::string> get(std::string key) {
    std::unique_lock guard(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'guard' is still locked when the coroutine suspends
    auto &entry = entries_[key];
    if (entry.empty())
      entry = co_await load_from_leader(key);
    co_return entry;
  }

private:
  std::mutex mutex_;
  std::map<std::string, std::string> entries_;
};

class state_after {
public:
  folly::coro::Task<std::string> get(std::string key) {
    {
      // ok: its scope ends before the suspension
      std::unique_lock guard(mutex_);
      if (auto found = entries_.find(key); found != entries_.end())
        co_return found->second;
    }
    std::string loaded = co_await load_from_leader(key);
    // ok: nothing is awaited any more
    std::unique_lock guard(mutex_);
    co_return entries_[key] = loaded;
  }

private:
  std::mutex mutex_;
  std::map<std::string, std::string> entries_;
};

//===-- FISCO-BCOS PR 5504: two locks over several awaits --===//

struct storage {
  folly::coro::Task<int> read(std::string key);
  folly::coro::Task<void> write(std::string key, int value);
};

class ledger_before {
public:
  folly::coro::Task<void> transfer(storage &from, storage &to, std::string key) {
    std::unique_lock<std::mutex> source(source_);
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'source' is still locked when the coroutine suspends
    std::unique_lock<std::mutex> target(target_);
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'target' is still locked when the coroutine suspends
    int value = co_await from.read(key);
    co_await to.write(key, value);
  }

private:
  std::mutex source_, target_;
};

class ledger_after {
public:
  folly::coro::Task<void> transfer(storage &from, storage &to, std::string key) {
    // ok: given back before anything is awaited
    std::unique_lock<std::mutex> source(source_);
    ++transfers_;
    source.unlock();
    int value = co_await from.read(key);
    co_await to.write(key, value);
  }

private:
  std::mutex source_;
  int transfers_ = 0;
};

//===-- ceph PR 29553: a lock over a timer's wait --===//

class throttle_before {
public:
  asio::awaitable<void> wait_for_turn(asio::steady_timer &timer) {
    mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is still locked when the coroutine suspends
    ++waiters_;
    co_await timer.async_wait(asio::use_awaitable);
    --waiters_;
    mutex_.unlock();
  }

private:
  std::mutex mutex_;
  int waiters_ = 0;
};

class throttle_after {
public:
  asio::awaitable<void> wait_for_turn(asio::steady_timer &timer) {
    mutex_.lock();
    ++waiters_;
    mutex_.unlock();
    // ok: dropped first
    co_await timer.async_wait(asio::use_awaitable);
    mutex_.lock();
    --waiters_;
    mutex_.unlock();
  }

private:
  std::mutex mutex_;
  int waiters_ = 0;
};
