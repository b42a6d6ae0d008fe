// RUN: %check
#include <asio/as_tuple.hpp>
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/sleep.hh>
#include <qcoro/qcorotimer.h>

#include <chrono>
#include <cstdint>

using namespace std::chrono_literals;
namespace net = boost::asio;

constexpr auto PauseFromElsewhere = 0ms;
constexpr auto AgeFromElsewhere = 1000h;
#define PAUSE 0ms
#define AGE 1000h
void rotate();
bool isStopped();
void show(asio::steady_timer &timer);

//===-- No time ---------------------------------------------------------------------===//

folly::coro::Task<void> gives_way() {
  co_await folly::coro::sleep(0ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' for no time lets others run by way of a timer; a yield needs none [coro-zero-or-huge-sleep]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: yield: 'co_await folly::coro::co_reschedule_on_current_executor'
  // CHECK-FIXES: co_await folly::coro::co_reschedule_on_current_executor;
}

folly::coro::Task<void> gives_way_otherwise() {
  constexpr std::chrono::seconds none(0);
  co_await folly::coro::sleep(std::chrono::milliseconds::zero());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' for no time lets others run
  // CHECK-FIXES: co_await folly::coro::co_reschedule_on_current_executor;
  co_await folly::coro::sleep(none);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' for no time lets others run
  // CHECK-FIXES: co_await folly::coro::co_reschedule_on_current_executor;
}

asio::awaitable<void> temporary_timer() {
  co_await asio::steady_timer(co_await asio::this_coro::executor, 0s).async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_wait' for no time lets others run by way of a timer
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: yield: 'co_await asio::post(asio::use_awaitable)'
  // CHECK-FIXES: co_await asio::post(asio::use_awaitable);
}

net::awaitable<void> in_boost() {
  co_await net::steady_timer(co_await net::this_coro::executor, 0s).async_wait(net::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_wait' for no time lets others run
  // CHECK-FIXES: co_await net::post(net::use_awaitable);
}

asio::awaitable<void> named_timer() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_after(std::chrono::seconds(0));
  co_await timer.async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_wait' for no time lets others run
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: the time is set here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: yield: 'co_await asio::post(asio::use_awaitable)'
}

//===-- As good as ever -------------------------------------------------------------===//

folly::coro::Task<void> keeps_alive() {
  co_await folly::coro::sleep(24h);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' for 24 hours is not for ever: a timer is kept all that time, and then the coroutine goes on
}

seastar::future<> stays() {
  co_await seastar::sleep(48h);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' for 2 days is not for ever
}

cppcoro::task<> keeps_alive(cppcoro::io_service &io) {
  co_await io.schedule_after(std::chrono::hours(24 * 365));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'schedule_after' for 365 days is not for ever
}

// A thousand years do not fit into the nanoseconds of the clock.
asio::awaitable<void> keeps_alive_by_timer() {
  asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::hours(24 * 365 * 1000));
  co_await timer.async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_wait' for 365000 days is not for ever
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: the time is set here
}

folly::coro::Task<void> again_and_again() {
  while (true)
    co_await folly::coro::sleep(std::chrono::hours(240));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' for 10 days is not for ever
}

asio::awaitable<void> again_and_again_by_timer() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(48h);
    co_await timer.async_wait(asio::use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'async_wait' for 2 days is not for ever
  }
}

//===-- Some time --------------------------------------------------------------------===//

folly::coro::Task<void> some(std::chrono::milliseconds given, bool quick) {
  // ok: a time
  co_await folly::coro::sleep(1ms);
  // ok: who calls it says how long
  co_await folly::coro::sleep(given);
  // ok: no constant
  co_await folly::coro::sleep(quick ? 0ms : given);
  // ok: less than a day
  co_await folly::coro::sleep(23h);
}

folly::coro::Task<void> configured() {
  // ok: a constant from elsewhere is configuration
  co_await folly::coro::sleep(PauseFromElsewhere);
  // ok: the same
  co_await folly::coro::sleep(AgeFromElsewhere);
  // ok: a macro may be another one tomorrow
  co_await folly::coro::sleep(PAUSE);
  // ok: the same
  co_await folly::coro::sleep(AGE);
  // ok: for ever, and it says so
  co_await folly::coro::sleep(std::chrono::microseconds::max());
}

template <int Seconds> folly::coro::Task<void> of_template() {
  // ok: another time in each instantiation
  co_await folly::coro::sleep(std::chrono::seconds(Seconds));
}
template folly::coro::Task<void> of_template<0>();
template folly::coro::Task<void> of_template<1000000>();

folly::coro::Task<void> daily() {
  while (true) {
    // ok: a period, with work in each round
    co_await folly::coro::sleep(24h);
    rotate();
  }
}

asio::awaitable<void> daily_by_timer() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (true) {
    timer.expires_after(24h);
    // ok: the same, and its outcome is kept in a variable
    auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    rotate();
  }
}

folly::coro::Task<void> looks_daily() {
  // ok: looks each day
  while (!isStopped())
    co_await folly::coro::sleep(24h);
}

// ok: a zero timer is how one yields in Qt
QCoro::Task<> in_qt() { co_await QCoro::sleepFor(0ms); }

//===-- A timer as an event -------------------------------------------------------------===//

asio::awaitable<void> events(asio::steady_timer &given) {
  asio::steady_timer shown(co_await asio::this_coro::executor, 1000h);
  show(shown);
  // ok: somebody else has the timer, and may end the wait
  co_await shown.async_wait(asio::use_awaitable);
  given.expires_after(1000h);
  // ok: it is somebody else's
  co_await given.async_wait(asio::use_awaitable);
  asio::steady_timer captured(co_await asio::this_coro::executor, 1000h);
  auto stop = [&captured] { captured.cancel(); };
  // ok: the lambda ends it
  co_await captured.async_wait(asio::use_awaitable);
  stop();
}

asio::awaitable<void> set_again(bool quick) {
  asio::steady_timer timer(co_await asio::this_coro::executor, 0s);
  if (!quick)
    timer.expires_after(5s);
  // ok: set twice, and one of them holds
  co_await timer.async_wait(asio::use_awaitable);
  asio::steady_timer never(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
  // ok: the idiom of an event
  co_await never.async_wait(asio::use_awaitable);
}
