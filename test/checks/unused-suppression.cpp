// RUN: %check --checks=coro-unused-suppression,coro-unawaited-task,coro-voided-lazy-task,coro-blocking-sleep,coro-nested-task
#include <generic/lazy_task.h>
#include <chrono>
#include <thread>

lib::task<int> fetch();
lib::task<lib::task<int>> nested();

lib::task<void> bad() {
  co_await fetch(); // NOLINT(coro-unawaited-task)
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this NOLINT suppresses nothing: 'coro-unawaited-task' reports nothing on its line [coro-unused-suppression]
  // CHECK-FIXES-SAFE: {{^  co_await fetch\(\);$}}
  co_await fetch(); // NOLINT(coro-unawaited-task): it starts by itself
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this NOLINT suppresses nothing
  // CHECK-FIXES-SAFE: {{^  co_await fetch\(\);$}}
  // NOLINTNEXTLINE(coro-unawaited-task): it starts by itself
  co_await fetch(); // a line of its own
  // CHECK-MESSAGES: :[[@LINE-2]]:6: warning: this NOLINTNEXTLINE suppresses nothing: 'coro-unawaited-task' reports nothing on the next line
  // CHECK-FIXES-SAFE: {{^  co_await fetch\(\); // a line of its own$}}

  // NOLINTBEGIN(coro-unawaited-task)
  co_await fetch(); // in a block
  // NOLINTEND(coro-unawaited-task)
  // CHECK-MESSAGES: :[[@LINE-3]]:6: warning: this NOLINTBEGIN suppresses nothing: 'coro-unawaited-task' reports nothing up to its NOLINTEND
  // CHECK-FIXES-SAFE: {{^  co_await fetch\(\); // in a block$}}
  // CHECK-FIXES-SAFE-NEXT: {{^  //$}}

  co_await fetch(); // NOLINT(coro-unawaited-task, coro-voided-lazy-task) both
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this NOLINT suppresses nothing: 'coro-unawaited-task', 'coro-voided-lazy-task' report nothing on its line
  fetch(); // NOLINT(coro-voided-lazy-task, coro-unawaited-task): one of two
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this NOLINT suppresses nothing: 'coro-voided-lazy-task' reports nothing on its line
  // CHECK-FIXES-SAFE: {{^  fetch\(\); // NOLINT\(coro-unawaited-task\): one of two$}}
  co_await fetch(); // NOLINT(bugprone-foo,coro-unawaited-task,misc-bar): mixed
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this NOLINT suppresses nothing
  // CHECK-FIXES-SAFE: {{^  co_await fetch\(\); // NOLINT\(bugprone-foo,misc-bar\): mixed$}}
  co_await fetch(); /* NOLINT(coro-unawaited-task) */ int after = 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this NOLINT suppresses nothing
  // CHECK-FIXES-SAFE: {{^  co_await fetch\(\); int after = 0;$}}
  co_await fetch(); // NOLINT(coro-unawaited-task): mine NOLINT(bugprone-foo): theirs
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this NOLINT suppresses nothing
  // CHECK-FIXES-SAFE: {{^  co_await fetch\(\); // NOLINT\(bugprone-foo\): theirs$}}
  co_await fetch(); // NOLINT(bugprone-foo): theirs NOLINT(coro-unawaited-task): mine
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: this NOLINT suppresses nothing
  // CHECK-FIXES-SAFE: {{^  co_await fetch\(\); // NOLINT\(bugprone-foo\): theirs$}}
  // The glob stands for checks that all run.
  co_await fetch(); // NOLINT(coro-unawaited-*): a glob
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this NOLINT suppresses nothing: 'coro-unawaited-*' reports nothing on its line
  std::this_thread::yield(); // NOLINT(coro-blocking-sleep): the wrong line
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: this NOLINT suppresses nothing
  std::this_thread::sleep_for(std::chrono::seconds(after)); // NOLINT(coro-blocking-sleep): the right one
}

// Names that are none.
lib::task<void> misspelt() {
  co_await fetch(); // NOLINT(coro-no-such-thing-at-all)
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this NOLINT suppresses nothing: no check is called 'coro-no-such-thing-at-all' [coro-unused-suppression]
  // CHECK-FIXES-SAFE: {{^  co_await fetch\(\);$}}
  co_await fetch(); // NOLINT(coro-blockng-*)
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this NOLINT suppresses nothing: no check is called 'coro-blockng-*'
  std::this_thread::sleep_for(std::chrono::seconds(1)); // NOLINT(coro-blocking-slep): still there
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep
  // CHECK-MESSAGES: :[[@LINE-2]]:60: warning: this NOLINT suppresses nothing: no check is called 'coro-blocking-slep'; did you mean 'coro-blocking-sleep'? [coro-unused-suppression]
  // CHECK-MESSAGES: :[[@LINE-3]]:60: note: write 'coro-blocking-sleep'
  // CHECK-FIXES: NOLINT(coro-blocking-sleep): still there
  co_await fetch(); // NOLINT(coro-unawaited-tsk)
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this NOLINT suppresses nothing: no check is called 'coro-unawaited-tsk'; did you mean 'coro-unawaited-task'?
}

lib::task<void> good() {
  // ok: it suppresses something
  fetch(); // NOLINT(coro-unawaited-task)
  // ok: the finding is on the next line
  // NOLINTNEXTLINE(coro-unawaited-task)
  fetch();
  // NOLINTBEGIN(coro-unawaited-task,coro-voided-lazy-task)
  // ok: both are needed in the block
  fetch();
  (void)fetch();
  // NOLINTEND(coro-unawaited-task,coro-voided-lazy-task)
  // ok: another tool's
  co_await fetch(); // NOLINT(bugprone-unused-return-value)
  // ok: nobody's in particular
  co_await fetch(); // NOLINT
  // ok: the check does not run, so nobody knows
  co_await fetch(); // NOLINT(coro-blocking-file-io)
  // ok: one of those that the glob stands for does not run
  co_await fetch(); // NOLINT(coro-blocking-*)
  // ok: spoken of, not suppressed. A NOLINT(coro-unawaited-task) would do
  co_await fetch();
  // ok: no comment
  const char *text = "NOLINT(coro-unawaited-task)";
  // ok: a negative glob is none to clang-tidy
  co_await fetch(); // NOLINT(-coro-unawaited-task)
  // ok: about itself, which it cannot judge
  co_await fetch(); // NOLINT(coro-unused-suppression)
  // ok: the same, said twice
  fetch(); // NOLINT(coro-unawaited-task) NOLINT(coro-unawaited-task)
  // ok: an outer list and an inner one
  // NOLINTBEGIN(coro-voided-lazy-task)
  (void)fetch(); // NOLINT(coro-voided-lazy-task)
  // NOLINTEND(coro-voided-lazy-task)
  (void)text;
}

// What another build may read otherwise.
#ifdef OTHER_SYSTEM
#define PAUSE() std::this_thread::sleep_for(std::chrono::seconds(1))
#else
#define PAUSE() (void)0
#endif
#define NOW 0

lib::task<void> other_builds() {
  // ok: a macro
  PAUSE(); // NOLINT(coro-blocking-sleep)
  // ok: what is given to a function is a macro
  std::this_thread::sleep_until(std::chrono::steady_clock::time_point()), (void)NOW; // NOLINT(coro-unawaited-task,coro-blocking-sleep)
#ifdef OTHER_SYSTEM
  // ok: not read at all
  co_await fetch(); // NOLINT(coro-unawaited-task)
#else
  // ok: read by this build only
  co_await fetch(); // NOLINT(coro-unawaited-task)
#endif
  // NOLINTBEGIN(coro-unawaited-task)
  // ok: the block has a line that this build does not read
#ifdef OTHER_SYSTEM
  fetch();
#endif
  // NOLINTEND(coro-unawaited-task)
  // ok: depends on a constant
  if constexpr (sizeof(long) == 4)
    co_await fetch(); // NOLINT(coro-unawaited-task)
  co_return;
}

// ok: in a template; another instantiation may drop a task here
template <typename T> lib::task<void> in_template(T make) {
  make(); // NOLINT(coro-unawaited-task)
  co_return;
}
template lib::task<void> in_template(int (*)());

template <typename T> struct InClassTemplate {
  // ok: the same in a member
  lib::task<void> run() {
    T::make(); // NOLINT(coro-unawaited-task)
    co_return;
  }
};

// ok: in a generic lambda
auto generic = [](auto make) -> lib::task<void> {
  make(); // NOLINT(coro-unawaited-task)
  co_return;
};

// ok: in a macro that is used where the finding is
#define START(call) call
lib::task<void> in_macro() {
  START(fetch()); // NOLINT(coro-unawaited-task)
  co_return;
}
