// RUN: %check --profile unjoined-scope.yaml
#include <cppcoro/async_scope.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>

#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

cppcoro::task<> download(std::string url);
cppcoro::task<> handle(int client);
cppcoro::task<int> accept();
folly::coro::Task<void> process(int event);
folly::coro::Task<bool> more();
seastar::future<> flush(int shard);
bool valid(const std::string &url);
void log(const std::string &text);

// --- a local scope -------------------------------------------------------------------------------

cppcoro::task<> download_all(std::vector<std::string> urls) {
  cppcoro::async_scope scope;
  for (const std::string &url : urls)
    scope.spawn(download(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'scope' gets work here and is destroyed without being joined: an assertion fails, or, with NDEBUG, work that is still running uses the scope after its end [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is destroyed here
  log("all started");
  co_return;
}

// Joined at the end, but not by whoever leaves before.
cppcoro::task<> download_valid(std::vector<std::string> urls) {
  cppcoro::async_scope scope;
  for (const std::string &url : urls) {
    if (!valid(url))
      co_return;
    scope.spawn(download(url));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: it is destroyed here
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: the exception destroys it
    if (url.empty())
      throw std::invalid_argument("empty");
  }
  co_await scope.join();
}

// The join is a task: by itself it waits for nothing.
folly::coro::Task<void> forgets_to_await(int event) {
  folly::coro::AsyncScope scope;
  scope.add(process(event));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' gets work here and is destroyed without being joined: the destructor aborts the program [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is destroyed here
  (void)scope.joinAsync();
  co_return;
}

folly::coro::Task<int> first_error(std::vector<int> events) {
  folly::coro::AsyncScope scope;
  scope.add(process(0));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' gets work here and is destroyed without being joined: the destructor aborts the program [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is destroyed here
  if (events.empty())
    co_return -1;
  co_await scope.joinAsync();
  co_return 0;
}

// In the second round the scope of the first one is long gone.
cppcoro::task<> in_rounds(int rounds) {
  for (int i = 0; i < rounds; ++i) {
    cppcoro::async_scope scope;
    scope.spawn(handle(i));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
    // CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is destroyed here
    if (i > 10)
      co_await scope.join();
    else
      continue;
  }
}

// Work that was added after the join is not waited for.
cppcoro::task<> joined_too_early() {
  cppcoro::async_scope scope;
  scope.spawn(handle(1));
  co_await scope.join();
  scope.spawn(handle(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+1]]:1: note: it is destroyed here
}

int plain_function() {
  cppcoro::async_scope scope;
  scope.spawn(handle(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is destroyed here
  return 0;
}

static void start_all(cppcoro::async_scope &scope, int clients) {
  for (int i = 0; i < clients; ++i)
    scope.spawn(handle(i));
}
cppcoro::task<> through_a_function(int clients) {
  cppcoro::async_scope scope;
  start_all(scope, clients);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+2]]:1: note: it is destroyed here
  co_await handle(0);
}

// The work knows the scope it is in: it cannot wait for its end.
cppcoro::task<> workers(cppcoro::async_scope &scope);
cppcoro::task<> recursive() {
  cppcoro::async_scope scope;
  scope.spawn(workers(scope));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+6]]:1: note: it is destroyed here
  scope.spawn([](cppcoro::async_scope *own) -> cppcoro::task<> {
    own->spawn(handle(1));
    co_return;
  }(&scope));
  co_await handle(2);
}

auto in_a_lambda = []() -> cppcoro::task<> {
  cppcoro::async_scope scope;
  scope.spawn(handle(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is destroyed here
  co_return;
};

seastar::future<> flush_in_the_background(int shards) {
  seastar::gate gate;
  for (int i = 0; i < shards; ++i)
    (void)seastar::with_gate(gate, [i] { return flush(i); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'gate' gets work here and is destroyed without being joined: the program aborts while a request is still inside [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is destroyed here
  co_return;
}

// Reported once, however often it is instantiated.
template <typename T> cppcoro::task<> generic(std::vector<T> clients) {
  cppcoro::async_scope scope;
  for (T client : clients)
    scope.spawn(handle(client));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'scope' gets work here and is destroyed without being joined: {{.*}} [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is destroyed here
  co_return;
}
cppcoro::task<> use_generic() {
  co_await generic(std::vector<int>{1});
  co_await generic(std::vector<short>{1});
}

namespace pool {
class group {
public:
  group();
  ~group();
  void submit(std::function<void()> job);
  void wait();
  void shut_down();
  bool idle() const;
};
group make_group(int threads);
} // namespace pool

void own_library() {
  pool::group group;
  group.submit([] { log("job"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'group' gets work here and is destroyed without being joined: jobs that are still running use it after its end [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+1]]:1: note: it is destroyed here
}

void asks_only() {
  pool::group group = pool::make_group(4);
  group.submit([] { log("job"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'group' gets work here and is destroyed without being joined: jobs that are still running use it after its end [coro-unjoined-scope]
  // CHECK-MESSAGES: :[[@LINE+3]]:1: note: it is destroyed here
  if (!group.idle())
    log("busy");
}

// --- safe ----------------------------------------------------------------------------------------

cppcoro::task<> joined(std::vector<std::string> urls) {
  cppcoro::async_scope scope;
  for (const std::string &url : urls)
    // ok: joined below
    scope.spawn(download(url));
  co_await scope.join();
}

cppcoro::task<> joined_on_all_paths(bool quick) {
  cppcoro::async_scope scope;
  // ok: joined on both
  scope.spawn(handle(1));
  if (quick) {
    co_await scope.join();
    co_return;
  }
  scope.spawn(handle(2));
  co_await scope.join();
}

cppcoro::task<> nothing_yet(const std::string &url) {
  cppcoro::async_scope scope;
  // ok: nothing was started when this returns
  if (!valid(url))
    co_return;
  scope.spawn(download(url));
  co_await scope.join();
}

cppcoro::task<> never_used() {
  // ok: it never gets work
  cppcoro::async_scope scope;
  co_return;
}

void waited_for() {
  cppcoro::async_scope scope;
  // ok: a plain function waits
  scope.spawn(handle(1));
  cppcoro::sync_wait(scope.join());
}

folly::coro::Task<void> joined_later(int event) {
  folly::coro::AsyncScope scope;
  // ok: the join is awaited further down
  scope.add(process(event));
  auto join = scope.joinAsync();
  co_await std::move(join);
}

folly::coro::Task<void> join_in_a_condition() {
  folly::coro::AsyncScope scope;
  bool used = false;
  if (co_await more()) {
    // ok: joined when it was used
    scope.add(process(1));
    used = true;
  }
  if (used)
    co_await scope.joinAsync();
}

folly::coro::Task<void> accept_loop() {
  folly::coro::AsyncScope scope;
  // ok: joined behind the loop
  while (co_await more())
    scope.add(process(1));
  co_await scope.joinAsync();
}

folly::coro::Task<void> serve_for_ever() {
  folly::coro::AsyncScope scope;
  // ok: never destroyed
  for (;;) {
    co_await more();
    scope.add(process(1));
  }
}

cppcoro::task<> caught() {
  cppcoro::async_scope scope;
  scope.spawn(handle(1));
  // ok: the exception is caught before it leaves the scope
  try {
    throw std::runtime_error("no");
  } catch (const std::exception &) {
    log("failed");
  }
  co_await scope.join();
}

template <typename F> struct cleanup {
  F f;
  ~cleanup();
};
template <typename F> cleanup(F) -> cleanup<F>;
void detach(cppcoro::task<> task);
cppcoro::task<> join_it(cppcoro::async_scope &scope);

cppcoro::task<> by_a_guard(bool early) {
  cppcoro::async_scope scope;
  cleanup guard{[&] { cppcoro::sync_wait(scope.join()); }};
  // ok: the guard joins
  scope.spawn(handle(1));
  if (early)
    co_return;
}

cppcoro::task<> by_a_function() {
  cppcoro::async_scope scope;
  // ok: another function joins
  scope.spawn(handle(1));
  co_await join_it(scope);
}

class session {
public:
  explicit session(cppcoro::async_scope &scope);
  cppcoro::task<> close();
};
cppcoro::task<> by_an_object() {
  cppcoro::async_scope scope;
  session s(scope);
  // ok: the session has it
  scope.spawn(handle(1));
  co_await s.close();
}

cppcoro::task<> by_address(std::vector<cppcoro::async_scope *> &all) {
  cppcoro::async_scope scope;
  all.push_back(&scope);
  // ok: others know it
  scope.spawn(handle(1));
  co_await handle(2);
}

cppcoro::task<> by_another_name() {
  cppcoro::async_scope scope;
  auto &same = scope;
  // ok: joined by another name
  scope.spawn(handle(1));
  co_await same.join();
}

class server {
public:
  cppcoro::task<> serve() {
    // ok: a member, joined elsewhere
    scope_.spawn(handle(co_await accept()));
  }
  cppcoro::task<> stop() { co_await scope_.join(); }

private:
  cppcoro::async_scope scope_;
};

void given(cppcoro::async_scope &scope) {
  // ok: not this function's scope
  scope.spawn(handle(1));
}

seastar::future<> inside(int shards) {
  seastar::gate gate;
  // ok: awaited at once
  for (int i = 0; i < shards; ++i)
    co_await seastar::with_gate(gate, [i] { return flush(i); });
}

seastar::future<> held() {
  seastar::gate gate;
  // ok: the holder leaves the gate before the gate goes
  auto holder = gate.hold();
  co_await flush(1);
}

seastar::future<> closed(int shards) {
  seastar::gate gate;
  // ok: closed below
  for (int i = 0; i < shards; ++i)
    (void)seastar::try_with_gate(gate, [i] { return flush(i); });
  if (gate.is_closed())
    log("closed");
  co_await gate.close();
}

seastar::future<seastar::gate> moved() {
  seastar::gate gate;
  // ok: goes on living elsewhere
  (void)seastar::with_gate(gate, [] { return flush(1); });
  seastar::gate other = std::move(gate);
  co_return other;
}

seastar::future<> inside_and_in_the_background(int shard) {
  seastar::gate gate;
  co_await seastar::with_gate(gate, [shard] { return flush(shard); });
  // ok: nobody is inside any more
  if (shard == 0)
    co_return;
  (void)seastar::with_gate(gate, [shard] { return flush(shard); });
  co_await gate.close();
}

static cppcoro::task<> start_and_join(cppcoro::async_scope &scope) {
  scope.spawn(handle(1));
  co_await scope.join();
}
cppcoro::task<> joined_by_a_function_that_starts() {
  cppcoro::async_scope scope;
  // ok: the function joins what it starts
  co_await start_and_join(scope);
}

void other_ways_to_end() {
  pool::group group;
  // ok: a method that may join as well
  group.submit([] { log("job"); });
  group.shut_down();
}

void waits() {
  pool::group group;
  // ok: waited for
  group.submit([] { log("job"); });
  group.wait();
}

// ok: joined in another instantiation
template <bool Join> cppcoro::task<> maybe() {
  cppcoro::async_scope scope;
  scope.spawn(handle(1));
  if constexpr (Join)
    co_await scope.join();
}
cppcoro::task<> use_maybe() {
  co_await maybe<false>();
  co_await maybe<true>();
}

#define CO_ASSERT_EQ(a, b)                                                                         \
  if ((a) != (b))                                                                                  \
  co_return
cppcoro::task<> a_test(int n) {
  cppcoro::async_scope scope;
  scope.spawn(handle(1));
  // ok: the test has failed
  CO_ASSERT_EQ(n, 1);
  co_await scope.join();
}

#define STOP_IF(a)                                                                                 \
  if (a)                                                                                           \
  co_return
cppcoro::task<> no_test(int n) {
  cppcoro::async_scope scope;
  scope.spawn(handle(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' gets work here and is destroyed without being joined
  STOP_IF(n == 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: note: it is destroyed here
  co_await scope.join();
}
