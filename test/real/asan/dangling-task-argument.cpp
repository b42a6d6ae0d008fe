// An argument that dies before the task that refers to it, in programs that AddressSanitizer stops.
// RUN: %check --real --profile inputs/runtime.yaml -- -I%S/inputs
// RUN: %sanitized -- -I%S/inputs
// REQUIRES: asan
#include "runtime.h"
#include <string_view>

static rt::task<> show(const std::string &text) {
  rt::use(text);
  co_return;
}
static rt::task<> view(std::string_view text) {
  rt::use(std::string(text));
  co_return;
}

struct client {
  std::string host;
  rt::task<> get() {
    rt::use(host);
    co_return;
  }
};

namespace before {

void temporary() {
  auto t = show(rt::text("temporary"));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this temporary dies at the end of this statement, before the task in 't' is done: the task of 'show' refers to it as 'text' [coro-dangling-task-argument]
  rt::finish(std::move(t));
}

void object() {
  auto t = client{rt::text("object")}.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this temporary dies at the end of this statement, before the task in 't' is done: the task of 'client::get' refers to it
  rt::finish(std::move(t));
}

void rounds() {
  std::vector<rt::task<>> tasks;
  for (int i = 0; i < 2; ++i) {
    std::string round = rt::text("round");
    tasks.push_back(view(round));
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'round' dies at the end of its block, before the task in 'tasks' is done: the task of 'view' refers to it as 'text'
  }
  for (auto &t : tasks)
    rt::finish(std::move(t));
}

} // namespace before

namespace after {

void temporary() {
  // ok: waited for in the same statement
  rt::finish(show(rt::text("temporary")));
}

void object() {
  client c{rt::text("object")};
  // ok: the object lives longer than the task
  auto t = c.get();
  rt::finish(std::move(t));
}

void rounds() {
  std::vector<std::string> texts;
  std::vector<rt::task<>> tasks;
  for (int i = 0; i < 2; ++i)
    texts.push_back(rt::text("round"));
  for (std::string &round : texts)
    // ok: the strings live longer than the tasks
    tasks.push_back(view(round));
  for (auto &t : tasks)
    rt::finish(std::move(t));
}

} // namespace after

int main(int argc, char **argv) {
  return rt::programs(argc, argv,
                      {{"temporary", before::temporary, after::temporary},
                       {"object", before::object, after::object},
                       {"rounds", before::rounds, after::rounds}});
}
