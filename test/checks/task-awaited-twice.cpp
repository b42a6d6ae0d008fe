// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>
#include <coro/task.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <folly/coro/Task.h>
#include <generic/eager_task.h>
#include <generic/free_co_await.h>
#include <generic/lazy_task.h>
#include <generic/taken_task.h>
#include <memory>
#include <qcoro/qcorotask.h>
#include <seastar/core/coroutine.hh>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

asio::awaitable<void> send_greeting(int client);
asio::awaitable<int> read_request(int client);
cppcoro::task<std::string> load_row(int id);
cppcoro::task<int> count_rows();
cppcoro::task<> save(std::string row);
cppcoro::shared_task<std::string> load_config();
coro::task<std::string> fetch_page();
folly::coro::Task<int> query();
QCoro::Task<std::string> readReply();
QCoro::Task<int> countReplies();
seastar::future<int> read_header();
lib::task<int> measure();
lib::task<void> settle();
lib::eager_task write_journal();
lib::free_task probe();
lib::taken_task<int> take_sample();
void use(int value);
void log_line(const std::string &line);
bool is_warm();

// Awaiting takes the coroutine out of the variable: by value, through an operator for rvalues, or in the body of
// one for all.
asio::awaitable<int> reads_twice(int client) {
  asio::awaitable<int> request = read_request(client);
  int first = co_await std::move(request);
  int second = co_await std::move(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'request' is awaited again: it is empty, and to await that uses a null handle, which is undefined behaviour [coro-task-awaited-twice]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: awaited here
  co_return first + second;
}

folly::coro::Task<int> folly_twice() {
  folly::coro::Task<int> t = query();
  int first = co_await std::move(t);
  co_return first + co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 't' is awaited again: it is empty
}

seastar::future<int> seastar_twice() {
  auto header = read_header();
  int first = co_await std::move(header);
  use(first);
  co_return co_await std::move(header);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'header' is awaited again: it is empty
}

lib::taken_task<int> taken_as_an_lvalue() {
  auto sample = take_sample();
  int first = co_await sample;
  co_return first + co_await sample;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sample' is awaited again: it is empty, and to await that throws
}

// On both ways, though by different awaits.
asio::awaitable<int> both_branches(int client, bool polite) {
  auto request = read_request(client);
  int size = 0;
  if (polite) {
    size = co_await std::move(request);
  } else {
    size = 2 * co_await std::move(request);
  }
  co_return size + co_await std::move(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'request' is awaited again: it is empty
  // CHECK-MESSAGES: :[[@LINE-6]]:12: note: awaited here
}

// Moved away: a coroutine started with it, a container, another variable, a capture.
asio::awaitable<void> started_and_awaited(asio::io_context &io, int client) {
  auto greeting = send_greeting(client);
  asio::co_spawn(io, std::move(greeting), asio::detached);
  co_await std::move(greeting);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'greeting' is awaited after it was moved away: it is empty, and to await that uses a null handle, which is undefined behaviour
  // CHECK-MESSAGES: :[[@LINE-3]]:{{[0-9]+}}: note: moved away here
}

cppcoro::task<> scoped(cppcoro::async_scope &scope) {
  auto saving = save("row");
  scope.spawn(std::move(saving));
  co_await saving;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'saving' is awaited after it was moved away: it is empty, and to await that throws
}

cppcoro::task<> gathered() {
  auto first = count_rows();
  auto second = count_rows();
  co_await cppcoro::when_all(std::move(first), std::move(second));
  use(co_await std::move(second));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'second' is awaited after it was moved away: it is empty, and to await that throws
}

coro::task<std::string> stored(std::vector<coro::task<std::string>> &pages) {
  auto page = fetch_page();
  pages.push_back(std::move(page));
  co_return co_await page;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'page' is awaited after it was moved away: it is empty, and to await that uses a null handle
}

cppcoro::task<int> other_variable() {
  auto rows = count_rows();
  auto counting{std::move(rows)};
  int n = co_await counting;
  co_return n + co_await rows;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'rows' is awaited after it was moved away: it is empty, and to await that throws
}

cppcoro::task<int> captured() {
  auto rows = count_rows();
  auto later = [rows = std::move(rows)]() mutable -> cppcoro::task<int> { co_return co_await std::move(rows); };
  int n = co_await rows;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'rows' is awaited after it was moved away: it is empty
  co_return n + co_await later();
}

QCoro::Task<> qcoro_moved(std::vector<QCoro::Task<int>> &pending) {
  QCoro::Task<int> replies = countReplies();
  pending.emplace_back(std::move(replies));
  use(co_await replies);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'replies' is awaited after it was moved away: it is empty
}

// A parameter.
asio::awaitable<int> twice(asio::awaitable<int> work) {
  int first = co_await std::move(work);
  co_return first + co_await std::move(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'work' is awaited again: it is empty
}

// A loop that awaits what was made before it.
asio::awaitable<void> greets_all(const std::vector<int> &clients) {
  auto greeting = send_greeting(0);
  // CHECK-MESSAGES: :[[@LINE+2]]:5: warning: 'greeting' is awaited again in the next iteration of the loop: it is empty, and to await that uses a null handle, which is undefined behaviour
  for (int client : clients)
    co_await std::move(greeting), use(client);
  // CHECK-MESSAGES: :[[@LINE-4]]:8: note: the loop gives it no new task
}

lib::task<int> sums(int n) {
  int sum = 0;
  auto m = measure();
  while (sum < n) {
    if (is_warm())
      log_line("warm");
    sum += co_await m;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'm' is awaited again in the next iteration of the loop: its coroutine has ended
  }
  co_return sum;
}

folly::coro::Task<int> retries() {
  auto t = query();
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      if (int answer = co_await std::move(t))
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 't' is awaited again in the next iteration of the loop: it is empty
        co_return answer;
    } catch (const std::exception &) {
      log_line("once more");
    }
  }
  co_return 0;
}

asio::awaitable<void> until_done(int client) {
  auto request = read_request(client);
  do {
    use(co_await std::move(request));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'request' is awaited again in the next iteration of the loop
  } while (!is_warm());
}

template <typename Reader> asio::awaitable<int> reads_in_a_template(Reader read) {
  auto request = read(1);
  int first = co_await std::move(request);
  co_return first + co_await std::move(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'request' is awaited again: it is empty
}
asio::awaitable<int> instantiates() {
  co_return co_await reads_in_a_template(&read_request) + co_await reads_in_a_template([](int c) { return read_request(c); });
}

auto a_lambda = [](int client) -> asio::awaitable<int> {
  auto request = read_request(client);
  int first = co_await std::move(request);
  co_return first + co_await std::move(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'request' is awaited again: it is empty
};

// What does nothing to the task in between.
asio::awaitable<int> looked_through(int client) {
  auto request = read_request(client);
  int first = co_await std::move(request);
  (void)request;
  use(sizeof(request));
  using type = decltype(request);
  co_return first + co_await static_cast<type &&>(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'request' is awaited again: it is empty
}

//===--- Not reported ---===//

asio::awaitable<void> refilled_after_it_was_moved(int client) {
  auto greeting = send_greeting(client);
  auto &slot = greeting;
  auto other = std::move(greeting);
  slot = send_greeting(client + 1);
  co_await std::move(other);
  // ok: changed through the reference
  co_await std::move(greeting);
}


asio::awaitable<int> different_ways(int client, bool polite) {
  auto request = read_request(client);
  if (polite)
    co_return co_await std::move(request);
  // ok: the other way returned
  co_return co_await std::move(request) + 1;
}

asio::awaitable<int> one_way_or_the_other(int client, bool polite) {
  auto request = read_request(client);
  int size = 0;
  if (polite)
    size = co_await std::move(request);
  if (!polite)
    // ok: on some paths only, and those are impossible
    size = co_await std::move(request);
  co_return size;
}

asio::awaitable<int> chosen(int client, bool polite) {
  auto request = read_request(client);
  // ok: only one of the arms is evaluated
  co_return polite ? co_await std::move(request) : 1 + co_await std::move(request);
}

asio::awaitable<bool> short_circuit(int client) {
  auto request = read_request(client);
  bool cold = !is_warm() && co_await std::move(request) > 0;
  // ok: the left side may have been enough
  co_return cold || co_await std::move(request) > 0;
}

asio::awaitable<int> assigned_anew(int client) {
  auto request = read_request(client);
  int sum = co_await std::move(request);
  request = read_request(client + 1);
  // ok: another task
  sum += co_await std::move(request);
  co_return sum;
}

asio::awaitable<void> assigned_in_the_loop(int client) {
  auto request = read_request(client);
  for (;;) {
    // ok: each iteration makes the task of the next one
    int size = co_await std::move(request);
    if (size == 0)
      co_return;
    request = read_request(client);
  }
}

asio::awaitable<void> assigned_on_some_ways_through_the_loop(int client) {
  auto request = read_request(client);
  for (int i = 0; i < 3; ++i) {
    if (is_warm())
      continue;
    // ok: whether an iteration comes here again is not known
    use(co_await std::move(request));
    if (is_warm())
      request = read_request(client);
  }
}

asio::awaitable<void> made_in_the_loop(int client) {
  for (int i = 0; i < 3; ++i) {
    auto request = read_request(client);
    // ok: a new variable in each iteration
    use(co_await std::move(request));
  }
}

asio::awaitable<int> leaves_the_loop(int client) {
  auto request = read_request(client);
  for (int i = 0; i < 3; ++i) {
    if (!is_warm())
      continue;
    // ok: the loop ends here
    use(co_await std::move(request));
    break;
  }
  co_return 0;
}

asio::awaitable<void> first_iteration_only(const std::vector<int> &clients) {
  auto greeting = send_greeting(0);
  bool first = true;
  for (int client : clients) {
    if (std::exchange(first, false))
      // ok: guarded by a flag
      co_await std::move(greeting);
    use(client);
  }
}

asio::awaitable<void> the_right_one(const std::vector<int> &clients) {
  auto greeting = send_greeting(0);
  for (int client : clients) {
    if (client != 7)
      continue;
    // ok: may be reached once only
    co_await std::move(greeting);
  }
}

#define LOG_AND(statement) do { log_line(#statement); statement; } while (false)
asio::awaitable<void> statement_macro(int client) {
  auto greeting = send_greeting(client);
  // ok: no loop that runs twice
  LOG_AND(co_await std::move(greeting));
}

#define WITH_SPAN(name) for (bool once_ = (log_line(name), true); once_; once_ = false)
asio::awaitable<void> loop_of_a_macro(int client) {
  auto greeting = send_greeting(client);
  WITH_SPAN("greeting") {
    // ok: a macro's loop may be there to run once
    co_await std::move(greeting);
  }
}

asio::awaitable<void> tested(int client) {
  auto greeting = send_greeting(client);
  co_await std::move(greeting);
  if (greeting.valid())
    // ok: looks first
    co_await std::move(greeting);
}

asio::awaitable<void> tested_in_the_loop(int client) {
  auto greeting = send_greeting(client);
  while (greeting.valid())
    // ok: looks first
    co_await std::move(greeting);
}

asio::awaitable<int> swapped(int client) {
  auto current = read_request(client);
  auto next = read_request(client + 1);
  int sum = co_await std::move(current);
  std::swap(current, next);
  // ok: this is what was next
  co_return sum + co_await std::move(current);
}

asio::awaitable<int> exchanged(int client) {
  auto current = read_request(client);
  int sum = co_await std::move(current);
  auto old = std::exchange(current, read_request(client + 1));
  // ok: it was given a new one
  co_return sum + co_await std::move(current);
}

asio::awaitable<int> moved_along(int client) {
  auto current = read_request(client);
  auto next = read_request(client + 1);
  int sum = co_await std::move(current);
  current = std::move(next);
  // ok: it got the other's task
  co_return sum + co_await std::move(current);
}

void refill(asio::awaitable<int> &request);
asio::awaitable<int> refilled(int client) {
  auto request = read_request(client);
  int sum = co_await std::move(request);
  refill(request);
  // ok: the function may have stored a new one
  co_return sum + co_await std::move(request);
}

asio::awaitable<int> refilled_by_lambda(int client) {
  auto request = read_request(client);
  auto again = [&] { request = read_request(client + 1); };
  int sum = co_await std::move(request);
  again();
  // ok: the lambda stores a new one
  co_return sum + co_await std::move(request);
}

asio::awaitable<int> refilled_through_a_reference(int client) {
  auto request = read_request(client);
  auto &slot = request;
  int sum = co_await std::move(request);
  slot = read_request(client + 1);
  // ok: changed through the reference
  co_return sum + co_await std::move(request);
}

asio::awaitable<int> refilled_through_a_pointer(int client) {
  auto request = read_request(client);
  auto *slot = &request;
  int sum = co_await std::move(request);
  *slot = read_request(client + 1);
  // ok: changed through the pointer
  co_return sum + co_await std::move(request);
}

struct queue {
  bool try_push(asio::awaitable<void> &&work);
  bool push_if_open(asio::awaitable<void> &&work);
};
asio::awaitable<void> declined(queue &q, int client) {
  auto greeting = send_greeting(client);
  if (!q.try_push(std::move(greeting)))
    // ok: the queue did not take it
    co_await std::move(greeting);
  auto other = send_greeting(client);
  const bool pushed = q.push_if_open(std::move(other));
  if (!pushed)
    // ok: the queue did not take it
    co_await std::move(other);
}

asio::awaitable<int> interrupted(int client) {
  auto request = read_request(client);
  int size = 0;
  bool read = false;
  try {
    co_await send_greeting(client);
    size = co_await std::move(request);
    read = true;
  } catch (const std::exception &) {
    log_line("no greeting");
  }
  if (!read)
    // ok: the greeting may have thrown, then the request was not awaited
    size = co_await std::move(request);
  co_return size;
}

asio::awaitable<int> once(int client) {
  auto request = read_request(client);
  auto wrapped = std::make_unique<asio::awaitable<int>>(std::move(request));
  // ok: another object
  co_return co_await std::move(*wrapped);
}

struct sessions {
  asio::awaitable<int> current;
  asio::awaitable<int> member_again(int client) {
    int first = co_await std::move(current);
    // ok: members are not followed
    co_return first + co_await std::move(current);
  }
};

asio::awaitable<int> unevaluated(int client) {
  auto request = read_request(client);
  using result = decltype(std::move(request));
  static_assert(sizeof(request) > 0 && std::is_rvalue_reference_v<result>);
  (void)request;
  // ok: nothing was done to it before
  co_return co_await std::move(request);
}

asio::awaitable<int> jumps_back(int client) {
  auto request = read_request(client);
again:
  // ok: a loop by goto is not followed
  int size = co_await std::move(request);
  if (size == 0) {
    request = read_request(client);
    goto again;
  }
  co_return size;
}
