// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <coro/mutex.hpp>
#include <coro/task.hpp>
#include <cppcoro/async_generator.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Mutex.h>
#include <folly/coro/Task.h>
#include <QCoro/QCoroTask>
#include <QMutex>
#include <QMutexLocker>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include <pthread.h>

using namespace std::chrono_literals;

cppcoro::task<> flush();
cppcoro::task<int> load(int key);
cppcoro::task<bool> more();
asio::awaitable<std::string> fetch(int id);
cppcoro::task<> store(std::unique_lock<std::mutex> lock, int value);

//===-- Guards ---------------------------------------------------------------===//

class cache {
public:
  cppcoro::task<> refresh(int key);
  cppcoro::task<int> size();
  cppcoro::task<int> get(int key);
  cppcoro::task<int> first();
  cppcoro::task<> refill();
  cppcoro::generator<int> keys();
  cppcoro::async_generator<int> values();

private:
  std::mutex mutex_;
  std::shared_mutex shared_;
  std::map<int, int> values_;
};

cppcoro::task<> cache::refresh(int key) {
  std::lock_guard<std::mutex> lock(mutex_);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'lock' is still locked when the coroutine suspends: another thread may resume it and unlock what it does not own, and until then whoever needs the lock stops a whole thread [coro-suspend-with-lock-held]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: suspends here
  // CHECK-MESSAGES: :[[@LINE+2]]:27: note: suspends here
  co_await flush();
  values_[key] = 1 + (2 * co_await load(key));
}

// The initialiser of a variable is a place like any other (llvm-project#72793).
cppcoro::task<int> cache::size() {
  std::lock_guard lock(mutex_);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lock' is still locked when the coroutine suspends
  int extra = co_await load(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: note: suspends here
  co_return int(values_.size()) + extra;
}

// And so is co_return, under a lock that is shared.
cppcoro::task<int> cache::get(int key) {
  std::shared_lock lock(shared_);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' is still locked when the coroutine suspends
  co_return co_await load(values_[key]);
}

// A condition.
cppcoro::task<int> cache::first() {
  std::scoped_lock lock(mutex_, shared_);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' is still locked when the coroutine suspends
  if (values_.empty() && co_await more())
    co_return 1;
  while (co_await more())
    values_.clear();
  co_return 0;
}

// The consumer of a generator runs while the lock is held.
cppcoro::generator<int> cache::keys() {
  std::unique_lock lock(mutex_);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' is still locked when the coroutine suspends
  for (int key = 0; key < int(values_.size()); ++key)
    co_yield key;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: note: suspends here
}

cppcoro::async_generator<int> cache::values() {
  for (int key = 0; key < 10; ++key) {
    std::shared_lock<std::shared_mutex> reading{shared_};
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'reading' is still locked when the coroutine suspends
    co_yield values_[key];
  }
}

using guard = std::lock_guard<std::mutex>;
typedef std::unique_lock<std::recursive_mutex> recursive_guard;

struct session {
  asio::ip::tcp::socket socket;
  std::string name;
};

class registry {
public:
  asio::awaitable<void> broadcast(int id) {
    guard lock(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'lock' is still locked when the coroutine suspends
    for (session *s : sessions_)
      s->name = co_await fetch(id);
  }

  asio::awaitable<void> rename(int id) {
    if (guard lock(mutex_); !sessions_.empty()) {
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'lock' is still locked when the coroutine suspends
      sessions_.front()->name = co_await fetch(id);
    }
    // ok: the scope of the guard is over
    co_await fetch(id);
  }

  asio::awaitable<void> close(int id) {
    auto lock = recursive_guard(recursive_);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'lock' is still locked when the coroutine suspends
    switch (id) {
    case 0:
      co_return;
    case 1:
      co_await fetch(id);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: note: suspends here
      break;
    default:
      lock.unlock();
      // ok: it is unlocked on this path
      co_await fetch(id + 1);
    }
  }

  // arangodb #20398: the guard is meant for the line after it, and lives on.
  asio::awaitable<bool> remove(int id) {
    std::unique_lock<std::mutex> lock{mutex_};
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'lock' is still locked when the coroutine suspends
    if (sessions_.empty())
      co_return false;
    sessions_.pop_back();
    auto rest = co_await fetch(id);
    co_return rest.empty();
  }

  // FISCO-BCOS #5504: two of them.
  asio::awaitable<void> copy(registry &from) {
    std::unique_lock<std::mutex> mine(mutex_, std::defer_lock);
    std::unique_lock<std::mutex> theirs(from.mutex_, std::defer_lock);
    std::lock(mine, theirs);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'mine' is still locked when the coroutine suspends
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: suspends here
    // CHECK-MESSAGES: :[[@LINE-3]]:21: warning: 'theirs' is still locked when the coroutine suspends
    sessions_ = from.sessions_;
    co_await fetch(0);
  }

private:
  std::mutex mutex_;
  std::recursive_mutex recursive_;
  std::vector<session *> sessions_;
};

//===-- Guards that may be empty ---------------------------------------------===//

class journal {
public:
  cppcoro::task<> append_heap(int entry) {
    auto lock = std::make_unique<std::lock_guard<std::mutex>>(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'lock' is still locked when the coroutine suspends
    co_await load(entry);
    lock.reset();
    // ok: the guard is gone
    co_await flush();
  }

  cppcoro::task<> append_new(int entry) {
    std::unique_ptr<guard> lock(new guard(mutex_));
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lock' is still locked when the coroutine suspends
    co_await load(entry);
    lock = nullptr;
    // ok: the guard is gone
    co_await flush();
  }

  cppcoro::task<> append_optional(int entry) {
    std::optional<std::lock_guard<std::mutex>> lock(std::in_place, mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'lock' is still locked when the coroutine suspends
    co_await load(entry);
    lock.reset();
    // ok: the guard is gone
    co_await flush();
  }

  cppcoro::task<> append_later(int entry) {
    std::optional<std::unique_lock<std::mutex>> lock;
    // ok: the optional is empty
    co_await load(entry);
    lock.emplace(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lock' is still locked when the coroutine suspends
    co_await load(entry);
    lock = std::nullopt;
    // ok: the guard is gone
    co_await flush();
  }

  cppcoro::task<> append_inner(int entry) {
    std::optional<std::unique_lock<std::mutex>> lock(std::in_place, mutex_);
    entries_.push_back(entry);
    lock->unlock();
    // ok: unlocked through the optional
    co_await flush();
  }

  cppcoro::task<> append_assigned(int entry) {
    std::unique_lock<std::mutex> lock;
    // ok: it guards nothing so far
    co_await load(entry);
    lock = std::unique_lock<std::mutex>(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lock' is still locked when the coroutine suspends
    co_await load(entry);
    lock = {};
    // ok: assigning an empty guard unlocks
    co_await flush();
  }

  cppcoro::task<> append_member(int entry) {
    held_ = std::unique_lock<std::mutex>(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'held_' is still locked when the coroutine suspends
    co_await load(entry);
    held_.unlock();
    // ok: unlocked
    co_await flush();
  }

private:
  std::mutex mutex_;
  std::unique_lock<std::mutex> held_;
  std::vector<int> entries_;
};

//===-- By hand --------------------------------------------------------------===//

class counter {
public:
  cppcoro::task<int> next() {
    mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is still locked when the coroutine suspends
    value_ += co_await load(value_);
    mutex_.unlock();
    // ok: unlocked
    co_await flush();
    co_return value_;
  }

  cppcoro::task<int> next_c() {
    pthread_mutex_lock(&c_mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'c_mutex_' is still locked when the coroutine suspends
    int loaded = co_await load(value_);
    pthread_mutex_unlock(&c_mutex_);
    // ok: unlocked
    co_await flush();
    co_return loaded;
  }

  cppcoro::task<int> next_either(bool fast) {
    if (fast)
      mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is still locked when the coroutine suspends
    else
      mutex_.lock();
    co_await flush();
    mutex_.unlock();
    co_return value_;
  }

  // ok: unlocked around every suspension of the loop
  cppcoro::task<> drain() {
    std::unique_lock lock(mutex_);
    while (value_ > 0) {
      --value_;
      lock.unlock();
      co_await flush();
      lock.lock();
    }
  }

  cppcoro::task<> drain_wrongly() {
    std::unique_lock lock(mutex_, std::defer_lock);
    while (value_ > 0) {
      lock.lock();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'lock' is still locked when the coroutine suspends
      --value_;
      co_await flush();
      lock.unlock();
    }
  }

  // ok: where paths disagree nothing is claimed
  cppcoro::task<> maybe(bool shared) {
    if (shared)
      mutex_.lock();
    co_await flush();
    if (shared)
      mutex_.unlock();
  }

  // ok: both branches unlock
  cppcoro::task<> both(bool fast) {
    std::unique_lock lock(mutex_);
    if (fast) {
      lock.unlock();
    } else {
      ++value_;
      lock.unlock();
    }
    co_await flush();
  }

  cppcoro::task<> tried(std::string text) {
    std::unique_lock lock(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'lock' is still locked when the coroutine suspends
    try {
      value_ = std::stoi(text);
      co_await flush();
    } catch (const std::exception &) {
      lock.unlock();
    }
  }

private:
  std::mutex mutex_;
  pthread_mutex_t c_mutex_ = PTHREAD_MUTEX_INITIALIZER;
  int value_ = 0;
};

//===-- Unlocked before ------------------------------------------------------===//

class queue {
public:
  // ok: unlocked before (clang-tidy's CP.52 reports this)
  cppcoro::task<> push(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    items_.push_back(value);
    lock.unlock();
    co_await flush();
  }

  // ok: the scope ends before the suspension
  cppcoro::task<int> pop() {
    int value;
    {
      std::lock_guard lock(mutex_);
      value = items_.back();
      items_.pop_back();
    }
    co_return co_await load(value);
  }

  // ok: never locked
  cppcoro::task<> deferred() {
    std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
    co_await flush();
    lock.lock();
    items_.clear();
  }

  // ok: nobody can say whether it was locked
  cppcoro::task<> tried() {
    std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
    if (!lock)
      co_await flush();
  }

  cppcoro::task<> adopted() {
    mutex_.lock();
    std::lock_guard<std::mutex> lock(mutex_, std::adopt_lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'lock' is still locked when the coroutine suspends
    co_await flush();
  }

  // ok: the guard was moved into the function that is awaited, which decides
  cppcoro::task<> handed_on(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    items_.push_back(value);
    co_await store(std::move(lock), value);
  }

  // ok: released, and unlocked by hand
  cppcoro::task<> released() {
    std::unique_lock<std::mutex> lock(mutex_);
    std::mutex *mutex = lock.release();
    mutex->unlock();
    co_await flush();
  }

  // ok: moved into a guard whose scope ends
  cppcoro::task<> moved() {
    std::unique_lock<std::mutex> lock(mutex_);
    {
      std::unique_lock<std::mutex> inner(std::move(lock));
      items_.clear();
    }
    co_await flush();
  }

  cppcoro::task<> moved_and_held() {
    std::unique_lock<std::mutex> lock(mutex_);
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'other' is still locked when the coroutine suspends
    auto other = std::move(lock);
    co_await flush();
  }

  // ok: the lambda took the guard, and is gone
  cppcoro::task<> moved_into_lambda() {
    std::unique_lock<std::mutex> lock(mutex_);
    { auto work = [this, lock = std::move(lock)] { items_.clear(); }; work(); }
    co_await flush();
  }

  // ok: a function that may unlock it had it
  cppcoro::task<> unlocked_elsewhere() {
    std::unique_lock<std::mutex> lock(mutex_);
    take(lock);
    co_await flush();
  }

  // ok: the local function unlocks
  cppcoro::task<> unlocked_by_lambda(bool fast) {
    std::unique_lock<std::mutex> lock(mutex_);
    auto leave = [&] { lock.unlock(); };
    leave();
    co_await flush();
  }

  // ok: swapped with an empty guard of an inner scope
  cppcoro::task<> swapped() {
    std::unique_lock<std::mutex> lock(mutex_);
    {
      std::unique_lock<std::mutex> other;
      swap(lock, other);
    }
    co_await flush();
  }

  // ok: unlocked for the time of the suspension
  cppcoro::task<> unlocked_for_a_while() {
    std::unique_lock<std::mutex> lock(mutex_);
    struct unlocker {
      std::unique_lock<std::mutex> &lock;
      explicit unlocker(std::unique_lock<std::mutex> &l) : lock(l) { lock.unlock(); }
      ~unlocker() { lock.lock(); }
    };
    unlocker without(lock);
    co_await flush();
  }

  // ok: unlocked by another name
  cppcoro::task<> aliased(