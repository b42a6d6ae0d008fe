// A reference to the result in the frame of a task that is gone, in programs that AddressSanitizer stops.
// RUN: %check --real --profile inputs/runtime.yaml -- -I%S/inputs
// RUN: %sanitized -- -I%S/inputs
// REQUIRES: asan
#include "runtime.h"

/// Like cppcoro's: an await of a temporary gives a reference to what is in the frame.
template <typename T> class [[nodiscard]] kept {
public:
  struct promise_type {
    struct last {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> H) noexcept {
        return H.promise().Waiting;
      }
      void await_resume() noexcept {}
    };
    kept get_return_object() { return kept(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    last final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
    void return_value(T V) { Value.emplace(std::move(V)); }
    std::coroutine_handle<> Waiting = std::noop_coroutine();
    std::optional<T> Value;
  };

  kept(kept &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  ~kept() {
    if (Handle)
      Handle.destroy();
  }

  auto operator co_await() && noexcept {
    struct awaiter {
      std::coroutine_handle<promise_type> Handle;
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> H) noexcept {
        Handle.promise().Waiting = H;
        return Handle;
      }
      T &&await_resume() { return std::move(*Handle.promise().Value); }
    };
    return awaiter{Handle};
  }

private:
  explicit kept(std::coroutine_handle<promise_type> H) : Handle(H) {}
  std::coroutine_handle<promise_type> Handle;
};

kept<std::string> text() { co_return rt::text("result"); }
kept<std::vector<std::string>> lines() { co_return std::vector<std::string>{rt::text("one"), rt::text("two")}; }
kept<std::pair<std::string, std::string>> header() { co_return std::pair(rt::text("key"), rt::text("value")); }

namespace before {

rt::task<> show_text() {
  const std::string &shown = co_await text();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'shown' refers to the result in the frame of a temporary task, which is destroyed at the end of this statement [coro-dangling-await-result]
  // CHECK-FIXES: {{^}}  const std::string shown = co_await text();
  rt::use(shown);
}
void variable() { rt::finish(show_text()); }

rt::task<> show_lines() {
  for (const std::string &line : co_await lines())
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the loop reads the result in the frame of a temporary task
    // CHECK-FIXES: {{^}}  for (auto range = co_await lines(); const std::string &line : range)
    rt::use(line);
}
void loop() { rt::finish(show_lines()); }

rt::task<> show_header() {
  auto &&[key, value] = co_await header();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: these names refer to the result in the frame of a temporary task
  // CHECK-FIXES: {{^}}  auto [key, value] = co_await header();
  rt::use(key);
  rt::use(value);
}
void parts() { rt::finish(show_header()); }

} // namespace before

namespace after {

rt::task<> show_text() {
  const std::string shown = co_await text();
  rt::use(shown);
}
void variable() { rt::finish(show_text()); }

rt::task<> show_lines() {
  for (auto all = co_await lines(); const std::string &line : all)
    rt::use(line);
}
void loop() { rt::finish(show_lines()); }

rt::task<> show_header() {
  auto [key, value] = co_await header();
  rt::use(key);
  rt::use(value);
}
void parts() { rt::finish(show_header()); }

} // namespace after

int main(int argc, char **argv) {
  return rt::programs(argc, argv,
                      {{"variable", before::variable, after::variable},
                       {"loop", before::loop, after::loop},
                       {"parts", before::parts, after::parts}});
}
