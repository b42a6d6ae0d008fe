// RUN: %check --suffix=PATHS --option SomePath=true
// RUN: %check
#include <asio/awaitable.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <generic/cancelling_task.h>
#include <generic/eager_task.h>
#include <generic/lazy_task.h>
#include <memory>
#include <seastar/core/coroutine.hh>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

// With the option SomePath: awaited on one way through the scope, forgotten on another.

asio::awaitable<int> read_request(int client);
cppcoro::task<> save(std::string row);
cppcoro::task<int> count_rows();
seastar::future<> flush_segments();
seastar::future<int> read_header();
lib::eager_task write_journal();
lib::cancelling_task keep_alive();
lib::task<int> measure();
bool is_warm();
void use(int value);
void log_line(const std::string &line);

// An early return.
seastar::future<> returns_early() {
  auto flushing = flush_segments();
  // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:8: warning: 'flushing' is a task that is not awaited on every path: nobody waits for its result, and its exception is lost [coro-task-never-awaited]
  if (is_warm())
    co_return;
  // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:5: note: this path leaves its scope and has not awaited it
  co_await std::move(flushing);
}

seastar::future<int> returns_early_with_a_value() {
  seastar::future<int> header = read_header();
  // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:24: warning: 'header' is a task that is not awaited on every path
  if (!is_warm()) {
    log_line("cold");
    co_return 0;
  // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:5: note: this path leaves its scope and has not awaited it
  }
  co_return co_await std::move(header);
}

seastar::future<int> in_a_plain_function() {
  auto header = read_header();
  // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:8: warning: 'header' is a task that is not awaited on every path
  if (!is_warm())
    return seastar::make_ready_future<int>(0);
  // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:5: note: this path leaves its scope and has not awaited it
  return header;
}

// A branch.
lib::task<int> in_one_branch() {
  auto journal = write_journal();
  // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:8: warning: 'journal' is a task that is not awaited on every path: nobody waits for its result, and its exception is lost
  if (is_warm())
    co_await journal;
  co_return 1;
  // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:3: note: this path leaves its scope and has not awaited it
}

asio::awaitable<void> lazy_in_a_switch(int client) {
  auto request = read_request(client);
  // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:8: warning: 'request' is a task that is not awaited on every path: it is lazy, so the work never runs there
  switch (client) {
  case 0:
    use(co_await std::move(request));
    break;
  default:
    break;
  }
  // CHECK-MESSAGES-PATHS: :[[@LINE+1]]:1: note: its scope ends here, where some path has not awaited it
}

// A loop.
seastar::future<> continues(const std::vector<int> &clients) {
  for (int client : clients) {
    auto header = read_header();
    // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:10: warning: 'header' is a task that is not awaited on every path
    if (client == 0)
      continue;
    // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:7: note: this path leaves its scope and has not awaited it
    use(co_await std::move(header));
  }
}

seastar::future<> leaves_the_loop() {
  while (true) {
    auto header = read_header();
    // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:10: warning: 'header' is a task that is not awaited on every path
    if (is_warm())
      break;
    // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:7: note: this path leaves its scope and has not awaited it
    use(co_await std::move(header));
  }
}

// Given away on one path only.
seastar::future<> given_away(std::vector<seastar::future<>> &pending) {
  auto flushing = flush_segments();
  // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:8: warning: 'flushing' is a task that is not awaited on every path
  if (is_warm())
    pending.push_back(std::move(flushing));
  co_return;
  // CHECK-MESSAGES-PATHS: :[[@LINE-1]]:3: note: this path leaves its scope and has not awaited it
}

//===--- Not reported ---===//

seastar::future<> on_both_ways() {
  // ok: awaited on both ways
  auto flushing = flush_segments();
  if (is_warm()) {
    co_await std::move(flushing);
    co_return;
  }
  co_await std::move(flushing);
}

seastar::future<> awaited_before_the_return() {
  // ok: both ways come after the await
  auto header = read_header();
  if (co_await std::move(header) == 0)
    co_return;
  log_line("header");
}

seastar::future<> on_the_other_way_given_away(std::vector<seastar::future<>> &pending) {
  // ok: one way or the other takes it
  auto flushing = flush_segments();
  if (is_warm())
    pending.push_back(std::move(flushing));
  else
    co_await std::move(flushing);
}

seastar::future<> throws_early() {
  // ok: exceptions are not looked at
  auto flushing = flush_segments();
  if (is_warm())
    throw std::runtime_error("warm");
  co_await std::move(flushing);
}

seastar::future<> looked_at() {
  // ok: what the path knows about the task is not known here
  auto header = read_header();
  if (header.failed())
    co_return;
  use(co_await std::move(header));
}

seastar::future<> empty_until_needed() {
  std::vector<int> clients{1, 2};
  auto flushing = seastar::make_ready_future<>();
  flushing = flush_segments();
  // ok: awaited on the only way
  co_await std::move(flushing);
}

void track(seastar::future<> &flushing);
seastar::future<> out_of_hand() {
  // ok: the function got a reference
  auto flushing = flush_segments();
  track(flushing);
  if (is_warm())
    co_return;
  co_await std::move(flushing);
}

lib::task<int> guards() {
  // ok: its destructor ends the work, which is meant to last as long as the scope
  auto pings = keep_alive();
  int value = co_await measure();
  if (value > 0)
    co_return value;
  co_await pings;
  co_return 0;
}

seastar::future<> allowed() {
  // ok: marked
  [[maybe_unused]] auto flushing = flush_segments();
  if (is_warm())
    co_return;
  co_await std::move(flushing);
}

seastar::future<> started_when_needed() {
  // ok: awaited where it was started
  if (is_warm()) {
    auto flushing = flush_segments();
    co_await std::move(flushing);
  }
}
