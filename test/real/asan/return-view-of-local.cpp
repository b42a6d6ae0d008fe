// A result that refers to a variable of the coroutine, in programs that AddressSanitizer stops.
// RUN: %check --real --profile inputs/runtime.yaml -- -I%S/inputs
// RUN: %sanitized -- -I%S/inputs
// REQUIRES: asan
#include "runtime.h"
#include <string_view>

namespace before {

rt::task<std::string_view> line() {
  std::string text = rt::text("view");
  co_return text;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a view of 'text', which dies here, before whoever awaits the coroutine gets it [coro-return-view-of-local]
}
rt::task<> show_line() { rt::use(std::string(co_await line())); }
void view() { rt::finish(show_line()); }

rt::task<const std::string &> element() {
  std::vector<std::string> lines = {rt::text("reference")};
  co_return lines[0];
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a reference to 'lines', which dies here
}
rt::task<> show_element() { rt::use(co_await element()); }
void reference() { rt::finish(show_element()); }

rt::task<const char *> characters() {
  std::string text = rt::text("pointer");
  co_return text.c_str();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the result is a pointer to 'text', which dies here
}
rt::task<> show_characters() { std::puts(co_await characters()); }
void pointer() { rt::finish(show_characters()); }

} // namespace before

namespace after {

rt::task<std::string> line() {
  std::string text = rt::text("view");
  // ok: the result is a string of its own
  co_return text;
}
rt::task<> show_line() { rt::use(co_await line()); }
void view() { rt::finish(show_line()); }

rt::task<const std::string &> element(const std::vector<std::string> &lines) {
  // ok: the vector is the caller's
  co_return lines[0];
}
rt::task<> show_element() {
  std::vector<std::string> lines = {rt::text("reference")};
  rt::use(co_await element(lines));
}
void reference() { rt::finish(show_element()); }

rt::task<const char *> characters() {
  static const std::string text = rt::text("pointer");
  // ok: static
  co_return text.c_str();
}
rt::task<> show_characters() { std::puts(co_await characters()); }
void pointer() { rt::finish(show_characters()); }

} // namespace after

int main(int argc, char **argv) {
  return rt::programs(argc, argv,
                      {{"view", before::view, after::view},
                       {"reference", before::reference, after::reference},
                       {"pointer", before::pointer, after::pointer}});
}
