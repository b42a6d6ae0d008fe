// RUN: %check
// RUN: %check --suffix=ALLOWED --option AllowedFunctions=bridge::load_now -- -DALLOWED
#include <coro/sync_wait.hpp>
#include <coro/task.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/Task.h>

cppcoro::task<int> load(int id);
coro::task<int> fetch(int id);
folly::coro::Task<int> query(int id);

namespace bridge {
#ifdef ALLOWED
int load_now(int id) { return cppcoro::sync_wait(load(id)); }
int load_too(int id) { return cppcoro::sync_wait(load(id)); }
// CHECK-MESSAGES-ALLOWED: :[[@LINE-1]]:31: warning: 'sync_wait' hides a wait
} // namespace bridge
#else
//===-- Waits in functions like any other -------------------------------------===//

int load_now(int id) { return cppcoro::sync_wait(load(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sync_wait' hides a wait in a function that looks like any other: called from a coroutine, it stops the loop [coro-sync-wait-outside-entry-point]
} // namespace bridge

int fetch_both() { return coro::sync_wait(fetch(1)) + coro::sync_wait(fetch(2)); }
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'sync_wait' hides a wait
// CHECK-MESSAGES: :[[@LINE-2]]:55: warning: 'sync_wait' hides a wait

struct Cache {
  int get(int id) { return folly::coro::blockingWait(query(id)); }
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'blockingWait' hides a wait
  int value = cppcoro::sync_wait(load(0));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'sync_wait' hides a wait
};

int through_lambda() {
  auto get = [](int id) { return cppcoro::sync_wait(load(id)); };
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sync_wait' hides a wait
  return get(1);
}

//===-- Somebody else's business ------------------------------------------------===//

// ok: sync-wait-in-coroutine reports it
cppcoro::task<int> in_coroutine() { co_return cppcoro::sync_wait(load(1)); }

// ok: awaited
cppcoro::task<int> awaits() { co_return co_await load(1); }

// ok: handed on
cppcoro::task<int> hands_on() { return load(1); }

//===-- Where programs and tests begin -----------------------------------------------===//

struct Test {
  // ok: a test of GoogleTest
  void TestBody() { cppcoro::sync_wait(load(1)); }
};

// ok: a test of doctest
static void DOCTEST_ANON_FUNC_2() { cppcoro::sync_wait(load(1)); }

// ok: of an old one
static void _DOCTEST_ANON_FUNC_3() { cppcoro::sync_wait(load(1)); }

namespace benchmark {
class State;
}
// ok: a benchmark
void load_one(benchmark::State &) { cppcoro::sync_wait(load(1)); }
void load_of_another(Test &) { cppcoro::sync_wait(load(1)); }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'sync_wait' hides a wait

// ok: never evaluated
static_assert(sizeof(cppcoro::sync_wait(load(1))) == sizeof(int));
using loaded = decltype(cppcoro::sync_wait(load(1)));

// ok: called from C, where nobody can await
extern "C" int c_load(int id) { return cppcoro::sync_wait(load(id)); }

// ok: the top
int main() {
  DOCTEST_ANON_FUNC_2();
  auto run = [] { return cppcoro::sync_wait(load(1)); };
  return run() + cppcoro::sync_wait(load(2));
}
#endif
