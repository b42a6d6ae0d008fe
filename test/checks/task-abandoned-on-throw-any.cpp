// RUN: %check --option AnyAwait=true
#include <generic/eager_task.h>
#include <seastar/core/coroutine.hh>
#include <functional>
#include <string>
#include <utility>
#include <vector>

seastar::future<> fill(std::vector<char> &buffer);
seastar::future<> send(const std::string &text);
seastar::future<> send_copy(std::string text);
seastar::future<> flush();
seastar::future<> tell(std::reference_wrapper<int> counter);
seastar::future<> fill_raw(char *buffer, int size);
lib::eager_task write_journal();

// When the first fails, the second still uses the local variable.
seastar::future<> two_at_a_time() {
  std::vector<char> buffer(4096);
  auto ahead = fill(buffer);
  co_await flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: when this throws, 'ahead' is destroyed before it is awaited: the work goes on and may still use 'buffer', which is gone with this coroutine, and its exception is lost [coro-task-abandoned-on-throw]
  co_await std::move(ahead);
}

seastar::future<> in_one_try() {
  std::string text = "text";
  try {
    auto sent = send(text);
    co_await flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: when this throws, 'sent' is destroyed before it is awaited: the work goes on and may still use 'text'
    co_await std::move(sent);
  } catch (...) {
    throw;
  }
}

seastar::future<> by_value(std::string text) {
  auto sent = send(text);
  co_await flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: when this throws, 'sent' is destroyed before it is awaited: the work goes on and may still use 'text'
  co_await std::move(sent);
}

seastar::future<> wrapped() {
  int counter = 0;
  auto told = tell(std::ref(counter));
  co_await flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: when this throws, 'told' is destroyed before it is awaited: the work goes on and may still use 'counter'
  co_await std::move(told);
}

seastar::future<> pointer() {
  char letter = 0;
  auto read = fill_raw(&letter, 1);
  co_await flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: when this throws, 'read' is destroyed before it is awaited: the work goes on and may still use 'letter'
  co_await std::move(read);
}

seastar::future<> several(std::vector<std::string> lines) {
  std::vector<seastar::future<>> all;
  std::string last;
  all.push_back(send(last));
  co_await flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: when this throws, 'all' is destroyed with tasks that nobody has awaited: the work goes on and may still use 'last'
  for (auto &task : all)
    co_await std::move(task);
}

// ---------------------------------------------------------------------------------------------
seastar::future<> nothing_of_ours() {
  auto flushed = flush();
  // ok: it was given nothing that ends with this coroutine
  co_await flush();
  co_await std::move(flushed);
}

seastar::future<> copied() {
  std::string text = "text";
  auto sent = send_copy(text);
  // ok: it has a copy
  co_await flush();
  co_await std::move(sent);
}

seastar::future<> temporary() {
  const char *text = "text";
  auto sent = send(text);
  // ok: bound to a temporary, which is another matter
  co_await flush();
  co_await std::move(sent);
}

seastar::future<> of_the_caller(std::string &text) {
  auto sent = send(text);
  // ok: the caller's, not of this coroutine
  co_await flush();
  co_await std::move(sent);
}

seastar::future<> the_last_await() {
  std::string text = "text";
  co_await flush();
  auto sent = send(text);
  // ok: nothing between the start and the await
  co_await std::move(sent);
}

lib::eager_task nothing_thrown() {
  int counter = 0;
  auto counting = [&]() -> lib::eager_task {
    ++counter;
    co_return;
  }();
  struct tick {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept {}
    void await_resume() noexcept {}
  };
  // ok: cannot throw
  co_await tick();
  co_await counting;
}
