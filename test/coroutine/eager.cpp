// RUN: %check --checks=coro-unawaited-task
// Eager types whose drop effect takes a second look: a base's destructor, a frame that frees itself, an
// await_suspend that declines.
#include <asio/awaitable.hpp>
#include <cppcoro/task.hpp>
#include <generic/custom_start.h>
#include <generic/eager_task.h>

lib::eager_task ping();
lib::starts_now open_connection();
lib::starts_declined read_settings();
asio::awaitable<void> send(int client);

cppcoro::task<> serve() {
  // Its final_suspend is suspend_never: nobody owns the frame, whatever the members are.
  ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'ping' is dropped: 'ping' goes on with nobody waiting for it, and its exception is lost [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await ping();
  // await_ready is the constant true; the destructor is a base's.
  open_connection();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'open_connection' is dropped: that cancels 'open_connection' where it is suspended
  // CHECK-FIXES: {{^}}  co_await open_connection();
  // await_suspend is the constant false.
  read_settings();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'read_settings' is dropped: that cancels 'read_settings' where it is suspended
  // CHECK-FIXES: {{^}}  co_await read_settings();
  // No await_transform stands in the way, but the awaiter wants the handle of one of Asio's coroutines.
  send(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'send'
  // CHECK-FIXES: {{^}}  send(1);
  co_return;
}

