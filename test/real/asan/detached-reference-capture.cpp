// Work in the background that refers to what is gone, in programs that AddressSanitizer stops.
// RUN: %check --real --profile inputs/runtime.yaml -- -I%S/inputs
// RUN: %sanitized -- -I%S/inputs
// REQUIRES: asan
#include "runtime.h"

static rt::task<> show(const std::string &text) {
  co_await rt::turn();
  rt::use(text);
}
static rt::started poll(const std::string &text) {
  co_await rt::turn();
  rt::use(text);
}

namespace before {

void start_spawned() {
  std::string name = rt::text("spawned");
  rt::spawn(show(name));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'name' may be gone when the coroutine that is started here uses it: it is passed by reference [coro-detached-reference-capture]
}
void spawned() {
  start_spawned();
  rt::run();
}

void start_dropped() {
  std::string name = rt::text("dropped");
  (void)poll(name);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'name' may be gone {{.*}}: it is passed by reference
}
void dropped() {
  start_dropped();
  rt::run();
}

struct session : std::enable_shared_from_this<session> {
  std::string name = rt::text("object");
  void start() {
    rt::spawn(serve(this));
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the coroutine that is started here does not keep the object alive: 'this' may be gone when it is resumed
  }
  static rt::task<> serve(session *s) {
    co_await rt::turn();
    rt::use(s->name);
  }
};
void object() {
  std::make_shared<session>()->start();
  rt::run();
}

} // namespace before

namespace after {

void spawned() {
  std::string name = rt::text("spawned");
  // ok: the loop runs before the name dies
  rt::spawn(show(name));
  rt::run();
}

void start_dropped() {
  std::string name = rt::text("dropped");
  // ok: the coroutine has the string
  [](std::string own) -> rt::detached {
    co_await poll(own);
  }(name);
}
void dropped() {
  start_dropped();
  rt::run();
}

struct session : std::enable_shared_from_this<session> {
  std::string name = rt::text("object");
  void start() {
    // ok: the coroutine has an owner
    rt::spawn(serve(this, shared_from_this()));
  }
  static rt::task<> serve(session *s, std::shared_ptr<session>) {
    co_await rt::turn();
    rt::use(s->name);
  }
};
void object() {
  std::make_shared<session>()->start();
  rt::run();
}

} // namespace after

int main(int argc, char **argv) {
  return rt::programs(argc, argv,
                      {{"spawned", before::spawned, after::spawned},
                       {"dropped", before::dropped, after::dropped},
                       {"object", before::object, after::object}});
}
