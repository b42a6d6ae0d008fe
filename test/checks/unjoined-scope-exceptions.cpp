// RUN: %check --option ExceptionPaths=true
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>

#include <exception>
#include <string>

cppcoro::task<> handle(int client);
cppcoro::task<int> measure();
void log(const std::string &text);

cppcoro::task<> an_await_between() {
  cppcoro::async_scope scope;
  scope.spawn(handle(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: an exception from here destroys it
  co_await handle(2);
  co_await scope.join();
}

cppcoro::task<> a_scope_in_the_try_block() {
  try {
    cppcoro::async_scope scope;
    scope.spawn(handle(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: an exception from here destroys it
    co_await handle(2);
    co_await scope.join();
  } catch (const std::exception &) {
    log("too late");
  }
}

cppcoro::task<> caught() {
  cppcoro::async_scope scope;
  scope.spawn(handle(1));
  // ok: the scope is still there when the exception is caught
  try {
    co_await handle(2);
  } catch (const std::exception &) {
    log("failed");
  }
  co_await scope.join();
}

cppcoro::task<> caught_around_a_variable() {
  cppcoro::async_scope scope;
  scope.spawn(handle(1));
  // ok: the same
  try {
    const int count = co_await measure();
    (void)count;
  } catch (const std::exception &) {
    log("failed");
  }
  co_await scope.join();
}

cppcoro::task<> nothing_between() {
  cppcoro::async_scope scope;
  // ok: awaited before there is work
  co_await handle(1);
  scope.spawn(handle(2));
  // ok: the join itself
  co_await scope.join();
}
