// What a parameter refers to is gone after the suspension, in programs that AddressSanitizer stops.
// RUN: %check --real --profile inputs/runtime.yaml -- -I%S/inputs
// RUN: %sanitized -- -I%S/inputs
// REQUIRES: asan
#include "runtime.h"
#include <string_view>

namespace before {

rt::detached greet(const std::string &name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: what 'name' refers to may be gone when 'greet' uses it: nobody can wait for the coroutine [coro-use-after-suspend-of-parameter]
  // CHECK-MESSAGES: :[[@LINE+4]]:11: note: it is used here, after a suspension
  // CHECK-MESSAGES: :[[@LINE-3]]:39: note: take it by value: then it is the coroutine's own
  // CHECK-FIXES: rt::detached greet(std::string name) {
  co_await rt::turn();
  rt::use(name);
}
void reference() {
  greet(rt::text("reference"));
  rt::run();
}

rt::detached show(std::string_view name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: what 'name' refers to may be gone when 'show' uses it: nobody can wait for the coroutine
  co_await rt::turn();
  rt::use(std::string(name));
}
void view() {
  {
    std::string name = rt::text("view");
    show(name);
  }
  rt::run();
}

} // namespace before

namespace after {

rt::detached greet(std::string name) {
  // ok: the coroutine's own
  co_await rt::turn();
  rt::use(name);
}
void reference() {
  greet(rt::text("reference"));
  rt::run();
}

rt::detached show(std::string_view name) {
  // ok: a copy is made before the suspension
  std::string own(name);
  co_await rt::turn();
  rt::use(own);
}
void view() {
  {
    std::string name = rt::text("view");
    show(name);
  }
  rt::run();
}

} // namespace after

int main(int argc, char **argv) {
  return rt::programs(argc, argv,
                      {{"reference", before::reference, after::reference},
                       {"view", before::view, after::view}});
}
