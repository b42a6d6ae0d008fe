// RUN: %check
#include <seastar/core/coroutine.hh>
#include <seastar/core/iostream.hh>
#include <seastar/core/sharded.hh>
#include <seastar/util/closeable.hh>

#include <optional>
#include <stdexcept>
#include <utility>

struct service {
  seastar::future<> stop();
};

seastar::future<seastar::output_stream<char>> open_output();
seastar::output_stream<char> make_output();
seastar::future<seastar::input_stream<char>> open_input();
seastar::future<> copy(seastar::input_stream<char> &from, seastar::output_stream<char> &to);
seastar::future<> take(seastar::output_stream<char> out);
bool valid();

seastar::future<> never() {
  auto out = co_await open_output();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'out' is opened here and not closed on every path: the destructor aborts the program when there is still something to be written [coro-unclosed-async-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:1: note: it is destroyed here
  co_await out.write("text");
}

seastar::future<> early_return() {
  auto out = make_output();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'out' is opened here and not closed on every path
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is destroyed here
  if (!valid())
    co_return;
  co_await out.write("text");
  co_await out.close();
}

seastar::future<> by_exception() {
  seastar::output_stream<char> out(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'out' is opened here and not closed on every path
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: the exception destroys it
  if (!valid())
    throw std::runtime_error("not valid");
  co_await out.close();
}

seastar::future<> dropped() {
  auto in = co_await open_input();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'in' is opened here and not closed on every path: reads that it began ahead use it after its end, or the destructor aborts the program
  co_await in.read();
  (void)in.close();
}

seastar::future<> assigned(bool again) {
  seastar::output_stream<char> out;
  if (again)
    out = co_await open_output();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'out' is opened here and not closed on every path
  co_await out.write("text");
}

seastar::future<> started() {
  seastar::sharded<service> services;
  co_await services.start();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'services' is opened here and not closed on every path: the destructor aborts the program
  if (!valid())
    co_return;
  co_await services.stop();
}

seastar::future<> in_rounds() {
  for (int i = 0; i < 3; ++i) {
    auto out = co_await open_output();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'out' is opened here and not closed on every path
    if (!valid())
      continue;
    co_await out.close();
  }
}

seastar::future<> closed() {
  // ok: closed on both ways
  auto out = co_await open_output();
  if (!valid()) {
    co_await out.close();
    co_return;
  }
  co_await out.write("text");
  co_await out.close();
}

seastar::future<> closed_later() {
  // ok: the future of the closing is awaited
  auto out = co_await open_output();
  auto done = out.close();
  co_await std::move(done);
}

seastar::future<> handed_on() {
  // ok: somebody else has it
  auto out = co_await open_output();
  co_await take(std::move(out));
  // ok: closed by who calls the function
  co_await seastar::with_closeable(make_output(), [](seastar::output_stream<char> &s) { return s.write("text"); });
}

seastar::future<> deferred() {
  auto out = make_output();
  // ok: the guard closes it
  seastar::deferred_close closing(out);
  co_await out.write("text");
}

seastar::future<> lent() {
  // ok: what the function does with them is not known
  auto in = co_await open_input();
  auto out = co_await open_output();
  co_await copy(in, out);
}

seastar::future<seastar::output_stream<char>> returned() {
  // ok: the caller has it
  auto out = co_await open_output();
  co_return out;
}

seastar::future<> not_open() {
  // ok: nothing was opened
  seastar::output_stream<char> out;
  seastar::sharded<service> services;
  if (valid())
    co_return;
  co_await out.flush();
}

seastar::future<> in_a_lambda() {
  // ok: the lambda may close it
  auto out = co_await open_output();
  auto finish = [&out] { return out.close(); };
  co_await finish();
}

seastar::future<> plain_function() {
  // ok: a plain function cannot await the closing
  auto out = make_output();
  return out.write("text");
}
