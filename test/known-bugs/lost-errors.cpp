// RUN: %check --checks=coro-ignored-completion-error
// Bugs of public projects in which the failure of a coroutine was given to somebody who did not look at it, written
// anew from their fix commits: the form before the fix, which is reported, and the one after it, which is not.
#include <async_simple/coro/Lazy.h>

#include <exception>

async_simple::coro::Lazy<int> load();
void log(std::exception_ptr e);

//===-- alibaba/async_simple 17: a callback that does not look at its Try --===//

void start_before() {
  load().start([](auto &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: an exception that leaves 'load' is lost: the handler that is given it does not look at it
}
void start_after() {
  // ok: asked
  load().start([](auto &&result) {
    if (result.hasError())
      log(result.getException());
  });
}
