// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/bind_executor.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/strand.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <coro/thread_pool.hpp>
#include <coro/when_all.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

cppcoro::task<int> fetch(int id);
void use(int value);

struct stats {
  int good = 0;
  int bad = 0;
};

//===-- Coroutines that go to a pool and are gathered ---------------------------------===//

cppcoro::task<> append(cppcoro::static_thread_pool &pool, std::vector<int> &results, int id) {
  co_await pool.schedule();
  results.push_back(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'results' is changed here by tasks that run at the same time on the threads of a pool: a data race, with lost changes at best [coro-shared-state-in-concurrent-tasks]
  // CHECK-MESSAGES: :[[@LINE+6]]:3: note: one of them in each round
  // CHECK-MESSAGES: :[[@LINE+7]]:12: note: they run side by side here
}

cppcoro::task<> fill(cppcoro::static_thread_pool &pool, std::vector<int> ids, std::vector<int> &results) {
  std::vector<cppcoro::task<>> tasks;
  for (int id : ids)
    tasks.push_back(append(pool, results, id));
  co_await cppcoro::when_all(std::move(tasks));
}

cppcoro::task<> count(cppcoro::static_thread_pool &pool, int &total) {
  co_await pool.schedule();
  total += 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sum' is changed here by tasks that run at the same time
  // CHECK-MESSAGES: :[[@LINE+5]]:7: note: another of them uses it here
  // CHECK-MESSAGES: :[[@LINE+9]]:12: note: they run side by side here
}
cppcoro::task<> show(cppcoro::static_thread_pool &pool, const int &total) {
  co_await pool.schedule();
  use(total);
}

cppcoro::task<> count_and_show(cppcoro::static_thread_pool &pool) {
  int sum = 0;
  co_await cppcoro::when_all(count(pool, sum), show(pool, sum));
}

cppcoro::task<> lambdas(cppcoro::static_thread_pool &pool) {
  std::map<int, std::string> names;
  auto name = [&](int id) -> cppcoro::task<> {
    co_await pool.schedule();
    names[id] = "x";
  };
  co_await cppcoro::when_all(
      [&]() -> cppcoro::task<> {
        co_await pool.schedule();
        names[1] = "a";
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'names' is changed here by tasks that run at the same time
        // CHECK-MESSAGES: :[[@LINE+5]]:9: note: another of them uses it here
        // CHECK-MESSAGES: :[[@LINE-6]]:12: note: they run side by side here
      }(),
      [&]() -> cppcoro::task<> {
        co_await pool.schedule();
        names.erase(2);
      }());
  co_await name(1);
}

coro::task<void> raise(stats &all) {
  ++all.good;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'all' is changed here by tasks that run at the same time
  // CHECK-MESSAGES: :[[@LINE-2]]:5: note: another of them uses it here
  // CHECK-MESSAGES: :[[@LINE+6]]:12: note: they run side by side here
  co_return;
}

coro::task<void> raise_twice(coro::thread_pool &pool) {
  stats all;
  co_await coro::when_all(pool.schedule(raise(all)), pool.schedule(raise(all)));
}

//===-- Work that is given to a pool ---------------------------------------------------===//

asio::awaitable<void> spawn_all(std::vector<int> ids) {
  asio::thread_pool pool(4);
  int total = 0;
  for (int id : ids)
    asio::co_spawn(pool, [&total, id]() -> asio::awaitable<void> {
      total += id;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'total' is changed here by tasks that run at the same time
      // CHECK-MESSAGES: :[[@LINE-4]]:3: note: one of them in each round
      co_return;
    }, asio::detached);
  pool.join();
  use(total);
  co_return;
}

asio::awaitable<void> post_two(asio::thread_pool &pool) {
  bool done = false;
  asio::post(pool, [&] {
    done = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'done' is changed here by tasks that run at the same time
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: another of them uses it here
  });
  asio::post(pool, [&] {
    if (done)
      use(1);
  });
  pool.join();
  co_return;
}

//===-- No race ------------------------------------------------------------------------===//

// ok: nothing leaves the thread of whoever awaits the gather
cppcoro::task<> append_here(std::vector<int> &results, int id) {
  results.push_back(co_await fetch(id));
}
cppcoro::task<> gathered_on_one_thread(std::vector<int> &results) {
  co_await cppcoro::when_all(append_here(results, 1), append_here(results, 2));
}

// ok: it comes back first
cppcoro::task<> compute(cppcoro::static_thread_pool &pool, cppcoro::io_service &loop, int &total) {
  co_await pool.schedule();
  use(1);
  co_await loop.schedule();
  total += 1;
}
cppcoro::task<> comes_back(cppcoro::static_thread_pool &pool, cppcoro::io_service &loop) {
  int total = 0;
  co_await cppcoro::when_all(compute(pool, loop, total), compute(pool, loop, total));
}

// ok: one after the other
cppcoro::task<> append_in_turn(cppcoro::static_thread_pool &pool, std::vector<int> &results, int id) {
  co_await pool.schedule();
  results.push_back(id);
}
cppcoro::task<> in_turn(cppcoro::static_thread_pool &pool, std::vector<int> ids) {
  std::vector<int> results;
  for (int id : ids)
    co_await append_in_turn(pool, results, id);
}

// ok: each has its own
cppcoro::task<> each_its_own(cppcoro::static_thread_pool &pool) {
  std::vector<int> first, second;
  co_await cppcoro::when_all(append_in_turn(pool, first, 1), append_in_turn(pool, second, 2));
}

// ok: the variable belongs to the round
asio::awaitable<void> own_variable(asio::thread_pool &pool, std::vector<int> ids) {
  for (int id : ids) {
    int square = 0;
    asio::post(pool, [&] { square = id * id; });
    pool.join();
    use(square);
  }
  co_return;
}
asio::awaitable<void> own_in_round(asio::thread_pool &pool, std::vector<int> ids, std::vector<int> squares) {
  for (size_t i = 0; i < ids.size(); ++i) {
    int &square = squares[i];
    asio::post(pool, [&square, id = ids[i]] { square = id * id; });
  }
  co_return;
}

// ok: each writes an element of its own
asio::awaitable<void> own_element(asio::thread_pool &pool, std::vector<int> &squares) {
  for (size_t i = 0; i < squares.size(); ++i)
    asio::post(pool, [&squares, i] { squares[i] = int(i * i); });
  pool.join();
  co_return;
}

// ok: made for several threads
asio::awaitable<void> atomic(asio::thread_pool &pool) {
  std::atomic<int> total = 0;
  for (int i = 0; i < 3; ++i)
    asio::post(pool, [&] { ++total; });
  pool.join();
  co_return;
}
class journal {
public:
  void add(int value);
};
asio::awaitable<void> class_of_its_own(asio::thread_pool &pool, journal &log) {
  for (int i = 0; i < 3; ++i)
    asio::post(pool, [&log, i] { log.add(i); });
  co_return;
}

// ok: a lock is held
asio::awaitable<void> locked(asio::thread_pool &pool) {
  std::mutex access;
  int total = 0;
  for (int i = 0; i < 3; ++i)
    asio::post(pool, [&] {
      std::lock_guard hold(access);
      ++total;
    });
  pool.join();
  co_return;
}
cppcoro::task<> append_locked(cppcoro::static_thread_pool &pool, cppcoro::async_mutex &one, std::vector<int> &results) {
  co_await pool.schedule();
  auto held = co_await one.scoped_lock_async();
  results.push_back(1);
}
cppcoro::task<> locked_by_await(cppcoro::static_thread_pool &pool, cppcoro::async_mutex &one) {
  std::vector<int> results;
  co_await cppcoro::when_all(append_locked(pool, one, results), append_locked(pool, one, results));
}

// ok: a strand runs one at a time
asio::awaitable<void> on_a_strand(asio::thread_pool &pool) {
  auto one = asio::make_strand(pool.get_executor());
  int total = 0;
  for (int i = 0; i < 3; ++i)
    asio::post(one, [&] { ++total; });
  co_return;
}

// ok: a pool of one thread
asio::awaitable<void> one_thread() {
  asio::thread_pool pool(1);
  int total = 0;
  for (int i = 0; i < 3; ++i)
    asio::post(pool, [&] { ++total; });
  pool.join();
  co_return;
}

// ok: the first has ended when the second begins
asio::awaitable<void> waits_between(asio::thread_pool &pool) {
  int total = 0;
  asio::post(pool, [&] { ++total; });
  pool.join();
  asio::post(pool, [&] { ++total; });
  pool.join();
  co_return;
}
asio::awaitable<void> awaits_between(asio::thread_pool &pool) {
  int total = 0;
  asio::post(pool, [&] { ++total; });
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  asio::post(pool, [&] { ++total; });
}

// ok: an operation that is awaited is not left to itself
asio::awaitable<int> add(int &total) {
  total += 1;
  co_return total;
}
asio::awaitable<void> awaited(asio::thread_pool &pool) {
  int total = 0;
  auto first = asio::co_spawn(pool, add(total), asio::use_awaitable);
  auto second = asio::co_spawn(pool, add(total), asio::use_awaitable);
  co_await std::move(first);
  co_await std::move(second);
}

// ok: they only look
asio::awaitable<void> only_looks(asio::thread_pool &pool, std::vector<int> &ids) {
  for (int i = 0; i < 3; ++i)
    asio::post(pool, [&] { use(int(ids.size())); });
  co_return;
}

// ok: a copy
asio::awaitable<void> copies(asio::thread_pool &pool) {
  int total = 0;
  for (int i = 0; i < 3; ++i)
    asio::post(pool, [total]() mutable { ++total; });
  co_return;
}

// ok: two members
asio::awaitable<void> two_members(asio::thread_pool &pool) {
  stats all;
  asio::post(pool, [&] { ++all.good; });
  asio::post(pool, [&] { ++all.bad; });
  pool.join();
  co_return;
}

// ok: nothing is run
asio::awaitable<void> not_run(asio::thread_pool &pool) {
  int total = 0;
  for (int i = 0; i < 3; ++i)
    asio::post(pool, [&] { use(sizeof(total += 1)); });
  co_return;
}

// ok: a loop of one thread
asio::awaitable<void> on_the_loop(asio::io_context &loop) {
  int total = 0;
  for (int i = 0; i < 3; ++i)
    asio::post(loop, [&] { ++total; });
  co_return;
}

// ok: no coroutine is near; there are tools for that
void threads_only(asio::thread_pool &pool) {
  int total = 0;
  for (int i = 0; i < 3; ++i)
    asio::post(pool, [&] { ++total; });
  pool.join();
}
