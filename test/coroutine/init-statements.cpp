// RUN: %check --checks=coro-unawaited-task
// The init-statement of if, switch and range-for drops its value.
#include <generic/lazy_task.h>

lib::task<> save(int row);

lib::task<> store(bool twice, int kind) {
  if (save(1); twice)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task returned by 'save'
    // CHECK-FIXES: {{^}}  if (co_await save(1); twice)
    co_await save(2);
  switch (save(3); kind) {
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'save'
    // CHECK-FIXES: {{^}}  switch (co_await save(3); kind) {
  default:
    break;
  }
  for (save(4); int row : {5, 6})
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'save'
    // CHECK-FIXES: {{^}}  for (co_await save(4); int row : {5, 6})
    co_await save(row);
}
