// RUN: %check
#include <asio/awaitable.hpp>
#include <cppcoro/async_generator.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <generic/generator.h>

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

cppcoro::task<std::string> read_line();
std::string trim(std::string text);
struct parsed {
  std::string_view name;
  int value;
};

cppcoro::task<std::string_view> view() {
  std::string line = co_await read_line();
  co_return line;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a view of 'line', which dies here, before whoever awaits the coroutine gets it [coro-return-view-of-local]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: 'line' is a variable of the coroutine
}

cppcoro::task<std::string_view> part() {
  std::string line = co_await read_line();
  co_return std::string_view(line).substr(1);
}

cppcoro::task<std::string_view> whole() {
  std::string line = co_await read_line();
  co_return std::string_view(line);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a view of 'line', which dies here
}

cppcoro::task<const char *> pointer() {
  std::string line = co_await read_line();
  co_return line.c_str();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the result is a pointer to 'line', which dies here
}

cppcoro::task<int *> address() {
  int value = 1;
  co_return &value;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a pointer to 'value', which dies here
}

cppcoro::task<std::string &> reference() {
  std::pair<std::string, int> entry(co_await read_line(), 1);
  co_return entry.first;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the result is a reference to 'entry', which dies here
}

cppcoro::task<const std::string &> element() {
  std::vector<std::string> lines;
  lines.push_back(co_await read_line());
  co_return lines[0];
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a reference to 'lines', which dies here
}

cppcoro::task<std::string_view> temporary() {
  co_return co_await read_line();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a view of a temporary that dies here, before whoever awaits the coroutine gets it
}

cppcoro::task<std::string_view> of_a_call(std::string_view text) {
  co_return trim(std::string(text));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a view of a temporary that dies here
}

cppcoro::task<std::string_view> parameter(std::string text) {
  co_return text;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a view of 'text', which dies with the coroutine, when its task is destroyed
  // CHECK-MESSAGES: :[[@LINE-3]]:55: note: 'text' is a parameter of the coroutine
}

cppcoro::task<std::span<const int>> span() {
  std::array<int, 3> values = {1, 2, 3};
  co_return std::span<const int>(values);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a view of 'values', which dies here
}

cppcoro::task<parsed> in_a_struct() {
  std::string line = co_await read_line();
  co_return parsed{line, 1};
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a view of 'line', which dies here
}

asio::awaitable<std::string_view> of_asio() {
  std::string line = "text";
  co_return line;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a view of 'line', which dies here
}

auto in_a_lambda = []() -> cppcoro::task<std::string_view> {
  std::string line = co_await read_line();
  co_return line;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a view of 'line', which dies here
};

template <typename T> cppcoro::task<T> in_a_template() {
  std::string line = co_await read_line();
  co_return line;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the result is a view of 'line', which dies here
}
template cppcoro::task<std::string_view> in_a_template<std::string_view>();
template cppcoro::task<std::string> in_a_template<std::string>();

class reader {
public:
  cppcoro::task<std::string_view> member() {
    line_ = co_await read_line();
    // ok: a member lives as long as the object
    co_return line_;
  }
  cppcoro::task<const std::string &> member_reference() {
    // ok: the same
    co_return line_;
  }

private:
  std::string line_;
};

cppcoro::task<std::string> value() {
  std::string line = co_await read_line();
  // ok: a copy
  co_return line;
}
cppcoro::task<std::string> made_of_a_view(std::string text) {
  std::string_view view = text;
  // ok: the string is a copy
  co_return std::string(view);
}
cppcoro::task<std::string_view> literal() {
  // ok: a literal lives for ever
  co_return "literal";
}
cppcoro::task<std::string_view> fixed() {
  static const std::string line = "text";
  // ok: static
  co_return line;
}
cppcoro::task<std::string_view> given(const std::string &text) {
  // ok: the caller's
  co_return text;
}
cppcoro::task<std::string_view> given_view(std::string_view text) {
  // ok: a view of what the caller has
  co_return text;
}
cppcoro::task<int> number(std::string text) {
  // ok: not a view
  co_return static_cast<int>(text.size());
}
cppcoro::task<std::shared_ptr<int>> shared() {
  auto value = std::make_shared<int>(1);
  // ok: the pointer owns it
  co_return value;
}
lib::generator<std::string_view> words(std::string text) {
  std::string word = text;
  // ok: the coroutine is suspended while the value is used
  co_yield word;
}
