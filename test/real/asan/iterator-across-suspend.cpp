// A container changes while a coroutine is suspended that is in it, in programs that AddressSanitizer stops.
// RUN: %check --real --profile inputs/runtime.yaml -- -I%S/inputs
// RUN: %sanitized -- -I%S/inputs
// REQUIRES: asan
#include "runtime.h"
#include <map>

namespace before {

class pool {
public:
  void add() { workers_.push_back(rt::text("worker")); }
  void remove(int id) { names_.erase(id); }
  void name(int id) { names_.emplace(id, rt::text("name")); }

  rt::started watch() {
    std::string &w = workers_.front();
    co_await rt::turn();
    rt::use(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'w' may lead nowhere here: 'workers_' may change while the coroutine is suspended [coro-iterator-across-suspend]
  }
  rt::started list() {
    for (auto &[id, name] : names_) {
      co_await rt::turn();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the loop goes over 'names_', which may change while the coroutine is suspended here
      rt::use(name);
    }
  }

private:
  std::vector<std::string> workers_;
  std::map<int, std::string> names_;
};

void reference() {
  pool p;
  p.add();
  rt::started done = p.watch();
  for (int i = 0; i < 10; ++i)
    p.add();
  rt::run();
}
void loop() {
  pool p;
  p.name(1);
  rt::started done = p.list();
  p.remove(1);
  rt::run();
}

} // namespace before

namespace after {

class pool {
public:
  void add() { workers_.push_back(rt::text("worker")); }
  void remove(int id) { names_.erase(id); }
  void name(int id) { names_.emplace(id, rt::text("name")); }

  rt::started watch() {
    co_await rt::turn();
    // ok: found after the suspension
    std::string &w = workers_.front();
    rt::use(w);
  }
  rt::started list() {
    // ok: a copy of one's own
    auto names = names_;
    for (auto &[id, name] : names) {
      co_await rt::turn();
      rt::use(name);
    }
  }

private:
  std::vector<std::string> workers_;
  std::map<int, std::string> names_;
};

void reference() {
  pool p;
  p.add();
  rt::started done = p.watch();
  for (int i = 0; i < 10; ++i)
    p.add();
  rt::run();
}
void loop() {
  pool p;
  p.name(1);
  rt::started done = p.list();
  p.remove(1);
  rt::run();
}

} // namespace after

int main(int argc, char **argv) {
  return rt::programs(argc, argv,
                      {{"reference", before::reference, after::reference},
                       {"loop", before::loop, after::loop}});
}
