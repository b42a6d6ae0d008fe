// RUN: %check --option AllowedMutexes=db::row_mutex --option "AllowedAwaits=db::cached;db::ready"
#include <cppcoro/task.hpp>

#include <memory>
#include <mutex>

namespace db {

// Owned by a transaction, whichever thread runs it.
class row_mutex {
public:
  void lock();
  bool try_lock();
  void unlock();
};

struct ready {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

cppcoro::task<int> cached(int row);
cppcoro::task<int> query(int row);

// ok: a mutex that may be held
cppcoro::task<> update(row_mutex &row) {
  std::lock_guard lock(row);
  co_await query(1);
}

// ok: as above, by hand
cppcoro::task<> update_by_hand(row_mutex &row) {
  row.lock();
  co_await query(1);
  row.unlock();
}

// ok: as above, on the heap
cppcoro::task<> update_later(row_mutex &row) {
  auto lock = std::make_unique<std::unique_lock<row_mutex>>(row);
  co_await query(1);
}

cppcoro::task<> update_both(row_mutex &row, std::mutex &table) {
  std::scoped_lock lock(row, table);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lock' is still locked when the coroutine suspends
  co_await query(1);
}

// ok: a function that never suspends
cppcoro::task<int> read(std::mutex &table) {
  std::lock_guard lock(table);
  co_return co_await cached(1);
}

// ok: a type that never suspends
cppcoro::task<> check(std::mutex &table) {
  std::lock_guard lock(table);
  co_await ready{};
}

cppcoro::task<int> read_all(std::mutex &table) {
  std::lock_guard lock(table);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lock' is still locked when the coroutine suspends
  // CHECK-MESSAGES: :[[@LINE+1]]:34: note: suspends here
  co_return co_await cached(1) + co_await query(2);
}

} // namespace db
