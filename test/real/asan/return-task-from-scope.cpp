// A returned task whose function is over, in programs that AddressSanitizer stops.
// RUN: %check --real --profile inputs/runtime.yaml -- -I%S/inputs
// RUN: %sanitized -- -I%S/inputs
// REQUIRES: asan
#include "runtime.h"

static rt::task<> show(const std::string &text) {
  rt::use(text);
  co_return;
}
struct request {
  std::string path;
  rt::task<> send() {
    rt::use(path);
    co_return;
  }
};

namespace before {

rt::task<> get(int id) {
  std::string url = rt::text("local") + std::to_string(id);
  return show(url);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'url' dies when 'get' returns, before the returned task is done: the task of 'show' refers to it as 'text' [coro-return-task-from-scope]
  // CHECK-MESSAGES: :[[@LINE-17]]:11: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: make 'get' a coroutine that awaits the task: then its scope lasts as long
  // CHECK-FIXES: {{^}}  co_return co_await show(url);
}
void local() { rt::finish(get(1)); }

rt::task<> post(std::unique_ptr<request> r) {
  return r->send();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'r' dies with the call of 'post', maybe before the returned task is done: the task of 'request::send' refers to it
  // CHECK-FIXES: {{^}}  co_return co_await r->send();
}
void object() {
  // A compiler may let the parameter live to the end of the statement with the call.
  auto t = post(std::make_unique<request>(request{rt::text("object")}));
  rt::finish(std::move(t));
}

} // namespace before

namespace after {

rt::task<> get(int id) {
  std::string url = rt::text("local") + std::to_string(id);
  // ok: a coroutine lives as long as what it awaits
  co_await show(url);
}
void local() { rt::finish(get(1)); }

rt::task<> post(std::unique_ptr<request> r) {
  // ok: the same
  co_await r->send();
}
void object() { rt::finish(post(std::make_unique<request>(request{rt::text("object")}))); }

} // namespace after

int main(int argc, char **argv) {
  return rt::programs(argc, argv,
                      {{"local", before::local, after::local}, {"object", before::object, after::object}});
}
