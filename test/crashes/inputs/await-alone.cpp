#include <generic/lazy_task.h>
lib::task<void> run() {
  co_await
