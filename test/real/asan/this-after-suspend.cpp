// A method that goes on when its object is gone, in programs that AddressSanitizer stops.
// RUN: %check --real --profile inputs/runtime.yaml -- -I%S/inputs
// RUN: %sanitized -- -I%S/inputs
// REQUIRES: asan
#include "runtime.h"

namespace before {

class window : public std::enable_shared_from_this<window> {
public:
  rt::detached clicked() {
    co_await rt::turn();
    rt::use(title_);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the object may be gone here: 'window::clicked' goes on by itself and does not keep it alive [coro-this-after-suspend]
  }
  void open() { rt::spawn(fade_in()); }

private:
  rt::task<> fade_in() {
    rt::use(title_);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the object may be gone here: 'window::fade_in' goes on by itself and does not keep it alive
    co_return;
  }
  std::string title_ = rt::text("window");
};

void entry() {
  std::make_shared<window>()->clicked();
  rt::run();
}
void spawned() {
  std::make_shared<window>()->open();
  rt::run();
}

} // namespace before

namespace after {

class window : public std::enable_shared_from_this<window> {
public:
  rt::detached clicked() {
    // ok: the coroutine has an owner
    auto self = shared_from_this();
    co_await rt::turn();
    rt::use(title_);
  }
  void open() { rt::spawn(fade_in(shared_from_this())); }

private:
  rt::task<> fade_in(std::shared_ptr<window>) {
    // ok: the parameter is an owner
    rt::use(title_);
    co_return;
  }
  std::string title_ = rt::text("window");
};

void entry() {
  std::make_shared<window>()->clicked();
  rt::run();
}
void spawned() {
  std::make_shared<window>()->open();
  rt::run();
}

} // namespace after

int main(int argc, char **argv) {
  return rt::programs(argc, argv,
                      {{"entry", before::entry, after::entry},
                       {"spawned", before::spawned, after::spawned}});
}
