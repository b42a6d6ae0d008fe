// The lock checks of corolint and clang-tidy on the same code. `// case: TITLE (bug)` or `(safe)` opens a
// case, which ends where the next one begins; see beside.py.
#include <coro/mutex.hpp>
#include <coro/task.hpp>
#include <cppcoro/async_generator.hpp>
#include <cppcoro/task.hpp>

#include <coroutine>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>

std::mutex mutex_;
std::shared_mutex shared_;
bool ready_;
cppcoro::task<int> load();
cppcoro::task<bool> more();

// case: `std::lock_guard<std::mutex>` over a `co_await` statement (bug)
cppcoro::task<> statement() {
  std::lock_guard<std::mutex> lock(mutex_);
  co_await load();
}

// case: `int x = co_await f()` under a lock (bug)
cppcoro::task<> initialiser() {
  std::lock_guard<std::mutex> lock(mutex_);
  int x = co_await load();
  (void)x;
}

// case: class template arguments deduced: `std::lock_guard lock(m)` (bug)
cppcoro::task<> deduced() {
  std::lock_guard lock(mutex_);
  co_await load();
}

// case: an alias of the guard's type (bug)
using guard = std::lock_guard<std::mutex>;
cppcoro::task<> alias() {
  guard lock(mutex_);
  co_await load();
}

// case: `std::unique_lock` (bug)
cppcoro::task<> unique() {
  std::unique_lock<std::mutex> lock(mutex_);
  co_await load();
}

// case: `std::shared_lock` (bug)
cppcoro::task<> shared() {
  std::shared_lock<std::shared_mutex> lock(shared_);
  co_await load();
}

// case: `co_return co_await f()` (bug)
cppcoro::task<int> returned() {
  std::lock_guard lock(mutex_);
  co_return co_await load();
}

// case: in the condition of a loop (bug)
cppcoro::task<> condition() {
  std::lock_guard lock(mutex_);
  while (co_await more())
    ready_ = true;
}

// case: `co_yield` (bug)
cppcoro::async_generator<int> yields() {
  std::lock_guard<std::mutex> lock(mutex_);
  co_yield 1;
}

// case: `if (std::lock_guard lock(m); c)` (bug)
cppcoro::task<> in_if() {
  if (std::lock_guard<std::mutex> lock(mutex_); ready_)
    co_await load();
}

// case: the guard is in a `std::optional` (bug)
cppcoro::task<> in_optional() {
  std::optional<std::unique_lock<std::mutex>> lock(std::in_place, mutex_);
  co_await load();
}

// case: the guard is in a `std::unique_ptr` (bug)
cppcoro::task<> in_pointer() {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(mutex_);
  co_await load();
}

// case: the guard is a member (bug)
struct session {
  std::unique_lock<std::mutex> lock_;
  cppcoro::task<> run() {
    lock_ = std::unique_lock(mutex_);
    co_await load();
    lock_.unlock();
  }
};

// case: in a template (bug)
template <typename T> cppcoro::task<T> generic(T) {
  std::lock_guard<std::mutex> lock(mutex_);
  co_await load();
  co_return T();
}
cppcoro::task<int> use_generic() { co_return co_await generic(1); }

// case: `m.lock()` and `m.unlock()` by hand (bug)
cppcoro::task<> manual() {
  mutex_.lock();
  co_await load();
  mutex_.unlock();
}

// case: unlocked on one path, then locked again before the suspension (bug)
cppcoro::task<> relocked() {
  std::unique_lock lock(mutex_);
  if (ready_) {
    lock.unlock();
    ready_ = false;
    lock.lock();
  }
  co_await load();
}

// case: `lock.unlock()` before the suspension (safe)
cppcoro::task<> unlocked() {
  std::unique_lock<std::mutex> lock(mutex_);
  ready_ = true;
  lock.unlock();
  co_await load();
}

// case: `std::defer_lock`, never locked (safe)
cppcoro::task<> deferred() {
  std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
  co_await load();
}

// case: the guard was moved into an inner scope, which ended (safe)
cppcoro::task<> moved() {
  std::unique_lock<std::mutex> lock(mutex_);
  {
    std::unique_lock<std::mutex> inner(std::move(lock));
    ready_ = true;
  }
  co_await load();
}

// case: a mutex that is made for tasks (safe)
struct task_mutex {
  cppcoro::task<> lock();
  bool try_lock();
  void unlock();
};
template <typename M> struct task_guard {
  explicit task_guard(M &m) : m(m) {}
  ~task_guard() { m.unlock(); }
  M &m;
};
cppcoro::task<> made_for_tasks(task_mutex &m) {
  co_await m.lock();
  std::lock_guard<task_mutex> *unused = nullptr;
  (void)unused;
  task_guard<task_mutex> lock(m);
  co_await load();
}

// case: `std::lock_guard` that adopts a mutex made for tasks (safe)
struct spin_free_mutex {
  cppcoro::task<> lock();
  bool try_lock();
  void unlock();
};
cppcoro::task<> adopts(spin_free_mutex &m) {
  co_await m.lock();
  std::lock_guard<spin_free_mutex> lock(m, std::adopt_lock);
  co_await load();
}

// case: `co_await std::suspend_never{}` (safe)
cppcoro::task<> never_suspends() {
  std::lock_guard<std::mutex> lock(mutex_);
  co_await std::suspend_never{};
}

// case: the scope of the guard ends before the suspension (safe)
cppcoro::task<> scoped() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    ready_ = true;
  }
  co_await load();
}
