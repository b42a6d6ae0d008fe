"""Prints a coroutine that holds a lock over its last line, with the given number of branches before it."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import sys

branches = int(sys.argv[1])
print("""#include <cppcoro/task.hpp>
#include <mutex>

cppcoro::task<int> load(int key);
std::mutex mutex_;
cppcoro::task<int> body(int x) {
  std::lock_guard lock(mutex_);""")
for i in range(branches):
    print(f"  if (x == {i}) x += {i}; else x -= {i};")
print("""  co_await load(x);
  co_return x;
}""")
