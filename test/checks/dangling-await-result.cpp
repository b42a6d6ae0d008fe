// RUN: %check
// RUN: %check --suffix=23 --std=c++23
#include <asio/awaitable.hpp>
#include <coro/task.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Task.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

struct page {
  std::string title;
  std::vector<std::string> lines;
  const std::string &name;
};

cppcoro::task<std::string> text(int id);
cppcoro::task<page> load(int id);
cppcoro::task<std::pair<std::string, std::string>> header(int id);
cppcoro::task<std::string &> cached(int id);
cppcoro::task<int> number(int id);
cppcoro::shared_task<std::string> shared(int id);
coro::task<std::vector<std::string>> lines(int id);
folly::coro::Task<std::vector<std::string>> in_folly(int id);
asio::awaitable<std::vector<std::string>> in_asio(int id);
void use(const std::string &text);
void use(int number);

//===-- A reference to what is gone -----------------------------------------------------===//

cppcoro::task<> variables() {
  const std::string &one = co_await text(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'one' refers to the result in the frame of a temporary task, which is destroyed at the end of this statement [coro-dangling-await-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:28: note: gives a reference, not a value
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: move it out of the frame: make the variable a value
  // CHECK-FIXES: {{^}}  const std::string one = co_await text(1);
  // CHECK-MESSAGES-23: :[[@LINE-5]]:22: warning: 'one' refers to the result in the frame of a temporary task
  // CHECK-FIXES-23: {{^}}  const std::string one = co_await text(1);
  use(one);
  auto &&two = co_await text(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'two' refers to the result in the frame of a temporary task
  // CHECK-FIXES: {{^}}  auto two = co_await text(2);
  // CHECK-MESSAGES-23: :[[@LINE-3]]:10: warning: 'two' refers
  // CHECK-FIXES-23: {{^}}  auto two = co_await text(2);
  use(two);
  auto &&[key, value] = co_await header(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: these names refer to the result in the frame of a temporary task
  // CHECK-FIXES: {{^}}  auto [key, value] = co_await header(3);
  // CHECK-MESSAGES-23: :[[@LINE-3]]:10: warning: these names refer
  // CHECK-FIXES-23: {{^}}  auto [key, value] = co_await header(3);
  use(key + value);
  const auto &title = (co_await load(4)).title;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'title' refers to the result in the frame of a temporary task
  // CHECK-FIXES: {{^}}  const auto title = (co_await load(4)).title;
  // CHECK-MESSAGES-23: :[[@LINE-3]]:15: warning: 'title' refers
  // CHECK-FIXES-23: {{^}}  const auto title = (co_await load(4)).title;
  use(title);
}

// Fine in C++23, which keeps the temporaries.
coro::task<void> loops() {
  for (const std::string &line : co_await lines(1))
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the loop reads the result in the frame of a temporary task, which is destroyed before the first round [coro-dangling-await-result]
    // CHECK-MESSAGES: :[[@LINE-2]]:34: note: keep it in a variable of the loop
    // CHECK-FIXES: {{^}}  for (auto range = co_await lines(1); const std::string &line : range)
    use(line);
}

cppcoro::task<> loops_over_member() {
  const int range = 5;
  for (auto &line : (co_await load(range)).lines)
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the loop reads the result in the frame of a temporary task
    // CHECK-FIXES: {{^}}  for (auto range_ = (co_await load(range)).lines; auto &line : range_)
    use(line);
}

//===-- Values, and references to what lives ----------------------------------------------===//

cppcoro::task<> values() {
  // ok: a copy, moved out of the frame
  std::string one = co_await text(1);
  const auto two = co_await text(2);
  // ok: of the expression itself
  use(co_await text(3));
  use((co_await load(3)).title);
  // ok: a number is given by value, which lives as long as the reference
  const int &three = co_await number(3);
  use(one + two + std::to_string(three));
}

cppcoro::task<> task_that_lives() {
  auto task = text(1);
  // ok: the task lives on, and so does its frame
  const std::string &one = co_await task;
  use(one);
  // ok: the same
  auto &&two = co_await std::move(task);
  use(two);
}

cppcoro::task<> result_that_lives() {
  // ok: the result is a reference to something else
  std::string &one = co_await cached(1);
  use(one);
  // ok: so is the member
  const auto &name = (co_await load(2)).name;
  use(name);
}

cppcoro::task<> shared_frame() {
  // ok: whoever shares the task keeps the frame
  const std::string &one = co_await shared(1);
  use(one);
}

cppcoro::task<> not_read() {
  // ok: nobody reads it
  [[maybe_unused]] const auto &done = co_await text(1);
}

// ok: these give values
folly::coro::Task<void> folly_gives_values() {
  const auto &all = co_await in_folly(1);
  use(int(all.size()));
  for (auto &line : co_await in_folly(2))
    use(line);
}
asio::awaitable<void> asio_gives_values() {
  for (auto &line : co_await in_asio(2))
    use(line);
}

cppcoro::task<> loop_over_local() {
  auto task = load(1);
  // ok: the task lives on
  for (auto &line : (co_await task).lines)
    use(line);
  // ok: the range is a value
  for (auto all = (co_await load(2)).lines; auto &line : all)
    use(line);
}
