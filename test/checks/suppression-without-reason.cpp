// RUN: %check --checks=coro-suppression-without-reason
#include <generic/lazy_task.h>
#include <thread>

lib::task<int> fetch();

lib::task<void> bad() {
  fetch(); // NOLINT(coro-unawaited-task)
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this NOLINT says no reason; write it behind a colon: 'NOLINT(...): why' [coro-suppression-without-reason]
  // NOLINTNEXTLINE(coro-unawaited-task)
  fetch();
  // CHECK-MESSAGES: :[[@LINE-2]]:6: warning: this NOLINTNEXTLINE says no reason; write it behind a colon: 'NOLINTNEXTLINE(...): why'
  // NOLINTBEGIN(coro-unawaited-task)
  fetch();
  // NOLINTEND(coro-unawaited-task)
  // CHECK-MESSAGES: :[[@LINE-3]]:6: warning: this NOLINTBEGIN says no reason
  fetch(); /* NOLINT(coro-unawaited-task) */
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this NOLINT says no reason
  fetch(); // NOLINT(bugprone-unused-return-value, coro-unawaited-task)
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this NOLINT says no reason
  fetch(); // NOLINT(coro-unawaited-task): -
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this NOLINT says no reason
  // The reason belongs to the other one.
  fetch(); // NOLINT(coro-unawaited-task) NOLINT(bugprone-unused-return-value): checked elsewhere
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this NOLINT says no reason
  co_return;
}

lib::task<void> good() {
  // ok: a reason
  fetch(); // NOLINT(coro-unawaited-task): it is only started
  // ok: a reason, without the colon
  fetch(); // NOLINT(coro-unawaited-task) it is only started
  // ok: the reason is in front of the other one
  fetch(); // NOLINT(coro-unawaited-task): it is only started NOLINT(bugprone-unused-return-value)
  // ok: not corolint's
  fetch(); // NOLINT
  // ok: not corolint's either
  fetch(); // NOLINT(bugprone-unused-return-value)
  // ok: a comment that speaks of suppressions (write NOLINT(coro-unawaited-task) to silence it)
  fetch();
  // ok: no comment at all
  (void)"NOLINT(coro-unawaited-task)";
  // NOLINTBEGIN(coro-unawaited-task): it is only started
  // ok: the end of a block needs no second reason
  fetch();
  // NOLINTEND(coro-unawaited-task)
  co_return;
}
