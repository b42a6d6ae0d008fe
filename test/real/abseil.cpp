// Blocking calls of Abseil, with its real headers.
// REQUIRES: abseil
// RUN: %check --real --checks=coro-blocking-thread-sync,coro-blocking-sleep -- -I%S/inputs
#include "task.h"
#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <absl/time/time.h>

Task wait(absl::Mutex &mutex, absl::Notification &done, absl::CondVar &changed) {
  absl::SleepFor(absl::Seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'SleepFor' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  done.WaitForNotification();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'WaitForNotification' waits for another thread to notify it: {{.*}} [coro-blocking-thread-sync]
  {
    // ok: a short critical section.
    absl::MutexLock lock(&mutex);
    changed.Wait(&mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Wait' waits for another thread to signal it
  }
  // ok: looks, and goes on.
  if (!done.HasBeenNotified())
    done.Notify();
  // ok: takes it if it is free.
  if (mutex.TryLock())
    mutex.Unlock();
  co_return;
}
