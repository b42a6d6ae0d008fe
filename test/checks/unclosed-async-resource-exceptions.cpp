// RUN: %check --option ExceptionPaths=true
#include <seastar/core/iostream.hh>

seastar::future<seastar::output_stream<char>> open_output();
void log(const char *text);

seastar::future<> straight() {
  auto out = co_await open_output();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'out' is opened here and not closed on every path
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: an exception from here destroys it
  co_await out.write("text");
  co_await out.close();
}

seastar::future<> guarded() {
  // ok: the exception stays in the function
  auto out = co_await open_output();
  try {
    co_await out.write("text");
  } catch (...) {
    log("failed");
  }
  co_await out.close();
}
