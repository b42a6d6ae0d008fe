// A source that reads ahead until it is closed, in programs that AddressSanitizer stops.
// RUN: %check --real --profile inputs/runtime.yaml -- -I%S/inputs
// RUN: %sanitized -- -I%S/inputs
// REQUIRES: asan
#include "runtime.h"

namespace rt {

class source {
public:
  source() = default;
  explicit source(std::string line) : Line(std::move(line)), Open(true) { read_ahead(); }
  task<std::string> read() { co_return Line; }
  task<> close() {
    Open = false;
    while (!Over)
      co_await turn();
  }

private:
  detached read_ahead() {
    Over = false;
    for (int Left = 4; Open && Left; --Left)
      co_await turn();
    Over = true;
  }
  std::string Line;
  bool Open = false;
  bool Over = true;
};

} // namespace rt

namespace before {

rt::task<> read_one() {
  rt::source in(rt::text("never"));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'in' is opened here and not closed on every path: what it reads ahead goes on, and uses it after its end [coro-unclosed-async-resource]
  rt::use(co_await in.read());
}
void never() { rt::finish(read_one()); }

rt::task<> read_some(bool more) {
  rt::source in(rt::text("early"));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'in' is opened here and not closed on every path
  if (!more)
    co_return;
  rt::use(co_await in.read());
  co_await in.close();
}
void early() { rt::finish(read_some(false)); }

} // namespace before

namespace after {

rt::task<> read_one() {
  // ok: closed
  rt::source in(rt::text("never"));
  rt::use(co_await in.read());
  co_await in.close();
}
void never() { rt::finish(read_one()); }

rt::task<> read_some(bool more) {
  // ok: closed on both ways
  rt::source in(rt::text("early"));
  if (more)
    rt::use(co_await in.read());
  co_await in.close();
}
void early() { rt::finish(read_some(false)); }

} // namespace after

int main(int argc, char **argv) {
  return rt::programs(argc, argv,
                      {{"never", before::never, after::never}, {"early", before::early, after::early}});
}
