// RUN: %check --profile blocking-sleep-hops.yaml
// Where a coroutine runs changes along its way: on every path that comes to a call it must still be on
// its loop for the call to be reported.
#include <asio/awaitable.hpp>
#include <asio/bind_executor.hpp>
#include <asio/dispatch.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

// David-Haim/concurrencpp 0.1.7: resume_on takes a shared_ptr or a reference to any executor.
namespace concurrencpp {
struct executor {
  virtual ~executor() = default;
};
struct background_executor : executor {};
struct thread_pool_executor : executor {};
struct manual_executor : executor {};
struct resume_on_awaitable {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>);
  void await_resume() const;
};
template <class executor_type> resume_on_awaitable resume_on(std::shared_ptr<executor_type> executor);
template <class executor_type> resume_on_awaitable resume_on(executor_type &executor);
} // namespace concurrencpp

// C++/WinRT 2.0.
namespace winrt {
struct hop {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const;
  void await_resume() const noexcept;
};
hop resume_background();
hop resume_foreground(int const &dispatcher);
} // namespace winrt

cppcoro::task<bool> is_large(int id);
cppcoro::task<> notify(int id);
void digest(int id);

//===-- One path -------------------------------------------------------------===//

cppcoro::task<> there_and_back(cppcoro::static_thread_pool &pool, cppcoro::io_service &io) {
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep
  co_await pool.schedule();
  // ok: a pool's thread
  std::this_thread::sleep_for(2ms);
  co_await notify(1);
  // ok: what is awaited between does not bring it back
  std::this_thread::sleep_for(3ms);
  co_await io.schedule();
  std::this_thread::sleep_for(4ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep
}

cppcoro::task<> by_executor(std::shared_ptr<concurrencpp::thread_pool_executor> pool,
                            concurrencpp::manual_executor &loop) {
  co_await concurrencpp::resume_on(pool);
  // ok: a pool's thread
  std::this_thread::sleep_for(1ms);
  co_await concurrencpp::resume_on(loop);
  std::this_thread::sleep_for(2ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep
}

cppcoro::task<> on_click(int dispatcher) {
  co_await winrt::resume_background();
  // ok: a thread of the system's pool
  std::this_thread::sleep_for(1ms);
  co_await winrt::resume_foreground(dispatcher);
  std::this_thread::sleep_for(2ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep
}

// A hop that is made but not awaited moves nothing.
cppcoro::task<> not_awaited(std::shared_ptr<concurrencpp::thread_pool_executor> pool) {
  concurrencpp::resume_on(pool);
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep
  co_return;
}

//===-- Asio: awaitable resumes on its own executor ---------------------------===//

asio::awaitable<void> posted(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::use_awaitable);
  // Back on the coroutine's executor: the pool only ran the handler that resumes it.
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep
  // CHECK-FIXES: co_await asio::steady_timer(co_await asio::this_coro::executor, 1ms).async_wait(asio::use_awaitable);
  co_await asio::dispatch(asio::bind_executor(pool, asio::use_awaitable));
  // ok: bound to the pool, so resumed there
  std::this_thread::sleep_for(2ms);
}

//===-- Several paths --------------------------------------------------------===//

cppcoro::task<> on_both(cppcoro::static_thread_pool &pool, cppcoro::static_thread_pool &large, int id) {
  if (id > 100)
    co_await large.schedule();
  else
    co_await pool.schedule();
  // ok: a pool's thread whichever way it came
  std::this_thread::sleep_for(1ms);
}

cppcoro::task<> on_one(cppcoro::static_thread_pool &pool, int id) {
  if (id > 100)
    co_await pool.schedule();
  // ok: nobody knows which way it came
  std::this_thread::sleep_for(1ms);
}

cppcoro::task<> in_branch(cppcoro::static_thread_pool &pool, int id) {
  if (id > 100) {
    co_await pool.schedule();
    // ok: a pool's thread
    std::this_thread::sleep_for(1ms);
    co_return;
  }
  // The hop above ended the coroutine.
  std::this_thread::sleep_for(2ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep
}

cppcoro::task<> by_case(cppcoro::static_thread_pool &pool, int kind) {
  switch (kind) {
  case 0:
    co_await pool.schedule();
    // ok: a pool's thread
    std::this_thread::sleep_for(1ms);
    break;
  case 1:
    // Another case than the one with the hop.
    std::this_thread::sleep_for(2ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep
    break;
  }
}

cppcoro::task<> each(cppcoro::static_thread_pool &pool, cppcoro::io_service &io,
                     const std::vector<int> &ids) {
  for (int id : ids) {
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep
    co_await pool.schedule();
    digest(id);
    co_await io.schedule();
  }
}

cppcoro::task<> drifts(cppcoro::static_thread_pool &pool, const std::vector<int> &ids) {
  for (int id : ids) {
    // ok: a pool's thread from the second round on
    std::this_thread::sleep_for(1ms);
    co_await pool.schedule();
    digest(id);
  }
}

cppcoro::task<> by_condition(cppcoro::static_thread_pool &pool, int id) {
  if (co_await is_large(id) && (co_await pool.schedule(), true))
    // ok: the hop is part of the condition
    std::this_thread::sleep_for(1ms);
}

cppcoro::task<> guarded(cppcoro::static_thread_pool &pool, int id) {
  co_await pool.schedule();
  try {
    digest(id);
    // ok: a pool's thread
    std::this_thread::sleep_for(1ms);
  } catch (const std::exception &) {
    // ok: the handler runs where the exception was thrown
    std::this_thread::sleep_for(2ms);
  }
  // ok: and the rest as well
  std::this_thread::sleep_for(3ms);
}

cppcoro::task<> fails_first(cppcoro::static_thread_pool &pool, int id) {
  try {
    digest(id);
  } catch (const std::exception &) {
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep
  }
  co_await pool.schedule();
}

cppcoro::task<> called_in_place(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  [&] {
    // ok: called where it stands, on the pool's thread
    std::this_thread::sleep_for(1ms);
  }();
}

template <typename Id> cppcoro::task<> generic(cppcoro::static_thread_pool &pool, Id id) {
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep
  co_await pool.schedule();
  // ok: a pool's thread
  std::this_thread::sleep_for(2ms);
  co_await notify(id);
}

cppcoro::task<> use_generic(cppcoro::static_thread_pool &pool) { co_await generic(pool, 1); }
