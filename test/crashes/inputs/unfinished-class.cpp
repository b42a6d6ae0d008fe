#include <generic/lazy_task.h>
struct Session : lib::task<void> {
  lib::task<int> read() { read(); (void)read(); co_return 1
  lib::task<int> write();
  int size = (write(), 1
