#include <generic/lazy_task.h>
lib::task<int> fetch();
lib::task<void> run() {
  co_await;
  co_await (;
  fetch(
}
