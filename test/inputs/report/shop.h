// A header with a mistake of its own.
#pragma once
#include <generic/lazy_task.h>

namespace shop {

inline lib::task<int> count() { co_return 3; }

struct Counter {
  lib::task<void> run() {
    count();
    co_return;
  }
};

} // namespace shop
