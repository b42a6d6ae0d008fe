// Waiting in loops and for groups, against the real headers of standalone Asio 1.22.
// REQUIRES: asio
// RUN: %check --real --checks=coro-loop-without-suspension,coro-async-busy-wait,coro-ignored-gather-result -- -DASIO_HAS_CO_AWAIT=1 -DASIO_HAS_STD_COROUTINE=1
#include <asio/awaitable.hpp>
#include <asio/experimental/deferred.hpp>
#include <asio/experimental/parallel_group.hpp>
#include <asio/post.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <atomic>
#include <chrono>

using asio::experimental::deferred;
using asio::experimental::make_parallel_group;

std::atomic<bool> ready;

asio::awaitable<void> poll() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (!ready) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop polls 'ready': {{.*}} [coro-async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it waits for time to pass here
    timer.expires_after(std::chrono::milliseconds(10));
    co_await timer.async_wait(asio::use_awaitable);
  }
  while (!ready) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for a change of 'ready' without suspending: {{.*}} [coro-loop-without-suspension]
  }
}

asio::awaitable<void> wait(asio::steady_timer &wake) {
  // ok: whoever sets the flag cancels the timer
  while (!ready) {
    asio::error_code cancelled;
    co_await wake.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  }
}

void spin(asio::any_io_executor executor) {
  asio::post(executor, [] {
    while (!ready) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for a change of 'ready' without suspending: nothing else runs on the loop of this handler
    }
  });
}

asio::awaitable<void> both(asio::steady_timer &a, asio::steady_timer &b) {
  co_await make_parallel_group(a.async_wait(deferred), b.async_wait(deferred))
      .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: the outcomes that 'async_wait' hands out are dropped: {{.*}} [coro-ignored-gather-result]
  auto [order, first, second] =
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: nobody looks at 'first': {{.*}} [coro-ignored-gather-result]
      co_await make_parallel_group(a.async_wait(deferred), b.async_wait(deferred))
          .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
}

asio::awaitable<bool> either(asio::steady_timer &a, asio::steady_timer &b) {
  // ok: a race leaves errors behind
  co_await make_parallel_group(a.async_wait(deferred), b.async_wait(deferred))
      .async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
  // ok: an error is looked at
  auto [order, first, second] =
      co_await make_parallel_group(a.async_wait(deferred), b.async_wait(deferred))
          .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
  co_return !first;
}
