// RUN: %check --checks=coro-unawaited-task,coro-voided-lazy-task,coro-coroutine-as-void-callback
// Bugs of public projects in which the result of an asynchronous call was dropped, written anew from their
// fix commits: the form before the fix, which is reported, and the one after it, which is not.
#include <folly/coro/Task.h>
#include <generic/cancelling_task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

#include <functional>
#include <string>
#include <vector>

//===-- cloudflare/workerd dcdc001b5: a send that is cancelled where it begins --===//

struct web_socket {
  lib::cancelling_task send(std::string data);
  lib::cancelling_task receive(std::string &into);
};

lib::cancelling_task echo_before(web_socket &socket) {
  std::string message;
  while (true) {
    co_await socket.receive(message);
    socket.send(message);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'send' is dropped: that cancels 'send' where it is suspended
    // CHECK-FIXES: co_await socket.send(message);
  }
}

lib::cancelling_task echo_after(web_socket &socket) {
  std::string message;
  while (true) {
    co_await socket.receive(message);
    // ok: awaited
    co_await socket.send(message);
  }
}

//===-- cloudflare/workerd 3419c1285: the last statement of a converted function --===//

lib::cancelling_task read_loop(web_socket &socket);
lib::cancelling_task handle_termination(web_socket &socket, bool clean);

lib::cancelling_task serve_before(web_socket &socket) {
  bool clean = false;
  try {
    co_await read_loop(socket);
    clean = true;
  } catch (...) {
  }
  handle_termination(socket, clean);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'handle_termination' is dropped
}

lib::cancelling_task serve_after(web_socket &socket) {
  bool clean = false;
  try {
    co_await read_loop(socket);
    clean = true;
  } catch (...) {
  }
  // ok: awaited
  co_await handle_termination(socket, clean);
}

//===-- scylladb c26499b72e: a coroutine for a std::function that returns nothing --===//

struct mutation {
  int value;
};
seastar::future<int> freeze(mutation m);
seastar::future<> for_each_split(mutation m, int max, std::function<void(mutation)> consume);
seastar::future<> for_each_split_later(mutation m, int max, std::function<seastar::future<>(mutation)> consume);

seastar::future<std::vector<int>> frozen_before(mutation m) {
  std::vector<int> frozen;
  co_await for_each_split(m, 100, [&](mutation part) -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'std::function' with a void result throws away the task that this callable returns, and nobody waits for the body
    frozen.push_back(co_await freeze(part));
  });
  co_return frozen;
}

seastar::future<std::vector<int>> frozen_after(mutation m) {
  std::vector<mutation> parts;
  // ok: nothing to await in the callback
  co_await for_each_split(m, 100, [&](mutation part) { parts.push_back(part); });
  std::vector<int> frozen;
  for (mutation part : parts)
    frozen.push_back(co_await freeze(part));
  co_return frozen;
}

seastar::future<> frozen_by_future(mutation m, std::vector<int> &frozen) {
  // ok: the callback may return a future
  co_await for_each_split_later(m, 100, [&](mutation part) -> seastar::future<> {
    frozen.push_back(co_await freeze(part));
  });
}

//===-- scylladb b7097b2993: a test whose body is abandoned --===//

struct environment {
  seastar::future<> execute(std::string statement);
};
seastar::future<> do_with_environment_thread(std::function<void(environment &)> body);

seastar::future<> test_before() {
  return do_with_environment_thread([](environment &e) -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'std::function' with a void result throws away the task that this callable returns, and nobody waits for the body
    co_await e.execute("select");
  });
}

seastar::future<> test_after() {
  // ok: the body runs in a thread and waits
  return do_with_environment_thread([](environment &e) { e.execute("select").get(); });
}

//===-- David-Haim/concurrencpp 150, NVIDIA/stdexec 1214: a result nobody looked at --===//

folly::coro::Task<int> compute();

folly::coro::Task<void> dropped_before() {
  compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'compute' is dropped: it is lazy, so 'compute' never runs
  (void)compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: casting the task to void silences the compiler
  co_return;
}

folly::coro::Task<int> dropped_after() {
  // ok: awaited
  co_return co_await compute();
}
