// A lambda that dies before its coroutine, in programs that AddressSanitizer stops.
// RUN: %check --real --profile inputs/runtime.yaml -- -I%S/inputs
// RUN: %sanitized -- -I%S/inputs
// REQUIRES: asan
#include "runtime.h"

// What hands on a lambda's task, and has a copy of the lambda for as long as that takes.
template <typename F> rt::started call(F f) { return f(); }
template <typename F> rt::started keep(F f) { co_await f(); }

namespace before {

void stored() {
  const std::string name = rt::text("stored");
  auto t = [name]() -> rt::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} 'name' {{.*}} it dies at the end of this statement, before the task in 't' is done [coro-dangling-coroutine-lambda]
    co_await rt::turn();
    rt::use(name);
  }();
  rt::finish(std::move(t));
}

void called() {
  const std::string name = rt::text("called");
  [name]() -> rt::detached {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} 'name' {{.*}} it dies at the end of this statement, and the coroutine goes on
    co_await rt::turn();
    rt::use(name);
  }();
  rt::run();
}

rt::task<> returned(std::string name) {
  auto work = [name]() -> rt::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} 'name' {{.*}} 'work' dies at the end of its scope, before the returned task is done
    rt::use(name);
    co_return;
  };
  return work();
}
void named() { rt::finish(returned(rt::text("named"))); }

void handed() {
  const std::string name = rt::text("handed");
  rt::started done = call([name]() -> rt::started {
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: {{.*}} 'name' {{.*}} 'call' destroys the lambda once it was called
    co_await rt::turn();
    rt::use(name);
  });
  rt::run();
}

} // namespace before

namespace after {

void stored() {
  const std::string name = rt::text("stored");
  // ok: the task is waited for in the same statement
  rt::finish([name]() -> rt::task<> {
    co_await rt::turn();
    rt::use(name);
  }());
}

void called() {
  // ok: a parameter is the coroutine's own
  [](std::string name) -> rt::detached {
    co_await rt::turn();
    rt::use(name);
  }(rt::text("called"));
  rt::run();
}

rt::task<> returned(std::string name) {
  auto work = [name]() -> rt::task<> {
    rt::use(name);
    co_return;
  };
  // ok: the lambda lives until its task is done
  co_await work();
}
void named() { rt::finish(returned(rt::text("named"))); }

void handed() {
  const std::string name = rt::text("handed");
  // ok: a coroutine keeps what it is given by value
  rt::started done = keep([name]() -> rt::started {
    co_await rt::turn();
    rt::use(name);
  });
  rt::run();
}

} // namespace after

int main(int argc, char **argv) {
  return rt::programs(argc, argv,
                      {{"stored", before::stored, after::stored},
                       {"called", before::called, after::called},
                       {"named", before::named, after::named},
                       {"handed", before::handed, after::handed}});
}
