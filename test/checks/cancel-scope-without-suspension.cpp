// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <boost/cobalt.hpp>
#include <coro/scheduler.hpp>
#include <coro/task.hpp>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/coro/Timeout.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/with_timeout.hh>

#include <chrono>
#include <coroutine>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using namespace asio::experimental::awaitable_operators;

int work(int part);
bool cached(int part);
folly::coro::Task<int> fetch(int part);

//===-- Never suspends ----------------------------------------------------------------------===//

folly::coro::Task<int> parse(int parts) {
  int sum = 0;
  for (int part = 0; part < parts; ++part)
    sum += work(part);
  co_return sum;
}

folly::coro::Task<int> parse_all() {
  const int first = co_await parse(1);
  (void)co_await folly::coro::co_current_executor;
  co_return first + co_await parse(2);
}

folly::coro::Task<void> limited() {
  co_await folly::coro::timeout(parse(10), 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parse' never suspends, so nothing can stop it: that its time is up is noticed only when it is done [coro-cancel-scope-without-suspension]
  // CHECK-MESSAGES: :[[@LINE-16]]:24: note: 'parse' is declared here
  const int all = co_await folly::coro::timeoutNoDiscard(parse_all(), std::chrono::minutes(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'parse_all' never suspends
  (void)all;
}

folly::coro::Task<int> within_another() {
  co_return co_await parse(co_await folly::coro::timeout(parse(10), 1s));
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'parse' never suspends
}

seastar::future<int> parse_eagerly(int parts) {
  int sum = 0;
  while (parts-- > 0)
    sum += work(parts);
  co_return sum;
}

seastar::future<int> limited_eagerly() {
  co_return co_await seastar::with_timeout(std::chrono::steady_clock::now() + 1s, parse_eagerly(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'parse_eagerly' never suspends
}

coro::task<int> parse_on_scheduler(int parts) { co_return work(parts); }

coro::task<void> limited_by_parameter(coro::scheduler &scheduler) {
  co_await scheduler.schedule(parse_on_scheduler(10), 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'parse_on_scheduler' never suspends
}

asio::awaitable<int> parse_in_asio(int parts) {
  (void)co_await asio::this_coro::executor;
  co_return work(parts);
}

asio::awaitable<void> beside_a_timer() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await (parse_in_asio(10) || timer.async_wait(asio::use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'parse_in_asio' never suspends, so nothing can stop it: that the delay is over is noticed only when it is done
  co_await (timer.async_wait(asio::use_awaitable) || parse_in_asio(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'parse_in_asio' never suspends
}

asio::awaitable<void> timeout(std::chrono::milliseconds time);

asio::awaitable<void> beside_a_coroutine() {
  co_await (parse_in_asio(10) || timeout(1s));
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'parse_in_asio' never suspends
}

template <typename Token> const Token &cancel_after(std::chrono::milliseconds time, const Token &token) { return token; }

asio::awaitable<void> spawned() {
  auto executor = co_await asio::this_coro::executor;
  co_await asio::co_spawn(executor, parse_in_asio(10), cancel_after(1s, asio::use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parse_in_asio' never suspends
  co_await asio::co_spawn(executor, []() -> asio::awaitable<void> { work(1); co_return; }, cancel_after(1s, asio::use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this coroutine never suspends, so nothing can stop it
  // CHECK-MESSAGES: :[[@LINE-2]]:37: note: it is declared here
}

boost::cobalt::task<int> parse_in_cobalt(int parts) { co_return work(parts); }
boost::cobalt::task<int> with_deadline(boost::cobalt::task<int> task, std::chrono::milliseconds time);

boost::cobalt::task<int> limited_in_cobalt() {
  co_return co_await with_deadline(parse_in_cobalt(10), 100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'parse_in_cobalt' never suspends
}

//===-- May suspend ---------------------------------------------------------------------------===//

folly::coro::Task<int> suspends_sometimes(int part) {
  if (!cached(part))
    co_return co_await fetch(part);
  co_return work(part);
}
folly::coro::Task<int> suspends_below(int part) { co_return co_await suspends_sometimes(part); }
folly::coro::Task<int> gives_way(int parts) {
  co_await folly::coro::co_reschedule_on_current_executor;
  co_return work(parts);
}
folly::coro::Task<int> recursive(int parts) { co_return parts ? work(parts) + co_await recursive(parts - 1) : 0; }

struct Parser {
  virtual folly::coro::Task<int> parse(int parts) { co_return work(parts); }
};

template <bool Slow> folly::coro::Task<int> of_template(int part) {
  if constexpr (Slow)
    co_await folly::coro::sleep(1s);
  co_return work(part);
}

folly::coro::Task<int> nothing() { co_return 42; }

folly::coro::Task<void> silent(Parser &parser) {
  // ok: it suspends on some path
  co_await folly::coro::timeout(suspends_sometimes(1), 1s);
  // ok: what it awaits does
  co_await folly::coro::timeout(suspends_below(1), 1s);
  // ok: it gives way
  co_await folly::coro::timeout(gives_way(1), 1s);
  // ok: how deep it goes is not known
  co_await folly::coro::timeout(recursive(1), 1s);
  // ok: another one may be called
  co_await folly::coro::timeout(parser.parse(1), 1s);
  // ok: another instantiation suspends
  co_await folly::coro::timeout(of_template<false>(1), 1s);
  // ok: the body is elsewhere
  co_await folly::coro::timeout(fetch(1), 1s);
  // ok: nothing in it takes time
  co_await folly::coro::timeout(nothing(), 1s);
}

//===-- No deadline ----------------------------------------------------------------------------===//

folly::coro::Task<int> delayed(folly::coro::Task<int> task, std::chrono::milliseconds delay);
folly::coro::Task<int> retried(std::chrono::milliseconds timeout, folly::coro::Task<int> task);
folly::coro::Task<int> limited(folly::coro::Task<int> task, int timeout);

folly::coro::Task<void> others() {
  // ok: the time is not one that limits
  co_await delayed(parse(1), 1s);
  // ok: no time
  co_await limited(parse(1), 1);
  // ok: the coroutine only says what the call is given
  co_await retried(std::chrono::seconds(co_await parse(1)), fetch(1));
}

asio::awaitable<void> both() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  // ok: it waits for both
  co_await (parse_in_asio(10) && timer.async_wait(asio::use_awaitable));
}

/// Begins on a pool.
struct Elsewhere {
  struct Reschedule {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h) const;
    void await_resume() const noexcept {}
  };
  struct promise_type {
    Reschedule initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    Elsewhere get_return_object();
    void return_value(int);
    void unhandled_exception();
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};

Elsewhere parse_elsewhere(int parts) { co_return work(parts); }
Elsewhere with_deadline(Elsewhere task, std::chrono::milliseconds time);

Elsewhere on_pool() {
  // ok: it runs on a pool, while others wait
  co_return co_await with_deadline(parse_elsewhere(10), 1s);
}

class DeadlineTest {
  void TestBody() {
    auto test = []() -> folly::coro::Task<void> {
      // ok: a test of the deadline itself
      co_await folly::coro::timeout(parse(1), 1s);
    };
    (void)test;
  }
};
