// RUN: %check --profile ignored-gather-result.yaml
// RUN: %check --suffix=ASSUME --profile ignored-gather-result.yaml --option AssumeThrows=true -- -DASSUME
#include <coro/task.hpp>
#include <coro/when_all.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <cppcoro/when_all_ready.hpp>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>

#include <chrono>
#include <exception>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

cppcoro::task<> flush(int shard);
cppcoro::task<int> load(int key);
coro::task<int> fetch(int key);
coro::task<void> notify(int key);
folly::coro::Task<void> send(int peer);
folly::coro::Task<int> query(int peer);
seastar::future<> stop_service(int id);
seastar::future<int> count_rows(int table);

#ifdef ASSUME
cppcoro::task<> flush_all() {
  co_await cppcoro::when_all_ready(flush(1), flush(2));
  // CHECK-MESSAGES-ASSUME: :[[@LINE-1]]:3: warning: the outcomes that 'when_all_ready' hands out are dropped
}
#else
//===-- Dropped ----------------------------------------------------------------===//

cppcoro::task<> check_shard(int shard) {
  if (shard < 0)
    throw std::invalid_argument("shard");
  co_return;
}

cppcoro::task<> warm_up() {
  co_await cppcoro::when_all_ready(load(1), load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcomes that 'when_all_ready' hands out are dropped: an error of a task that it waited for is never seen [coro-ignored-gather-result]
  co_await cppcoro::when_all_ready(check_shard(1), flush(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcomes that 'when_all_ready' hands out are dropped
  // CHECK-MESSAGES: :[[@LINE-9]]:5: note: thrown here
  std::vector<cppcoro::task<>> checks;
  for (int shard = 0; shard < 8; ++shard)
    checks.push_back(check_shard(shard));
  co_await cppcoro::when_all_ready(std::move(checks));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcomes that 'when_all_ready' hands out are dropped
  // CHECK-MESSAGES: :[[@LINE-15]]:5: note: thrown here
  auto work = [](int n) -> cppcoro::task<> { co_return static_cast<void>(std::stoi(std::to_string(n))); };
  co_await cppcoro::when_all_ready(work(1), flush(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcomes that 'when_all_ready' hands out are dropped
  // CHECK-MESSAGES: :[[@LINE-3]]:74: note: what fails here is not seen
}

coro::task<void> refresh() {
  co_await coro::when_all(fetch(1), fetch(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcomes that 'when_all' hands out are dropped
  if (true)
    co_await coro::when_all(fetch(3), notify(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the outcomes that 'when_all' hands out are dropped
}

folly::coro::Task<void> broadcast() {
  co_await folly::coro::collectAllTry(send(1), send(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcomes that 'collectAllTry' hands out are dropped
  std::vector<folly::coro::Task<void>> sends;
  sends.push_back(send(3));
  co_await folly::coro::collectAllTryRange(std::move(sends));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcomes that 'collectAllTryRange' hands out are dropped
}

seastar::future<> shut_down() {
  co_await seastar::when_all(count_rows(1), stop_service(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcomes that 'when_all' hands out are dropped
}

// A library of one's own, known by what its result can be asked.
namespace acme {
template <typename T> struct outcome {
  bool has_error() const;
  T &value();
};
cppcoro::task<std::vector<outcome<int>>> settle(std::vector<cppcoro::task<int>> tasks);
cppcoro::task<std::pair<outcome<int>, outcome<int>>> settle_both(cppcoro::task<int> a, cppcoro::task<int> b);
} // namespace acme

cppcoro::task<> settle_all(std::vector<cppcoro::task<int>> tasks) {
  co_await acme::settle(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcomes that 'settle' hands out are dropped
  co_await acme::settle_both(load(1), load(2)), co_await load(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the outcomes that 'settle_both' hands out are dropped
}

cppcoro::task<> settle_later(std::vector<cppcoro::task<int>> tasks) {
  auto settling = acme::settle(std::move(tasks));
  auto settled = co_await std::move(settling);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nobody looks at 'settled': an error that 'settle' hands out
}

//===-- In a variable that nobody looks at ------------------------------------------===//

folly::coro::Task<int> ask_everybody() {
  auto answers = co_await folly::coro::collectAllTry(query(1), query(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nobody looks at 'answers': an error that 'collectAllTry' hands out in it is never seen [coro-ignored-gather-result]
  std::vector<folly::coro::Task<int>> queries;
  const auto results = co_await folly::coro::collectAllTryRange(std::move(queries));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: nobody looks at 'results'
  co_return static_cast<int>(results.size());
}

folly::coro::Task<int> ask_two() {
  auto [first, second] = co_await folly::coro::collectAllTry(query(1), query(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: nobody looks at 'second'
  co_return first.value();
}

cppcoro::task<int> load_two() {
  auto [first, second] = co_await cppcoro::when_all_ready(load(1), load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: nobody looks at 'first'
  co_return 0;
}

cppcoro::task<> load_many(std::vector<cppcoro::task<int>> loads) {
  auto loaded = co_await cppcoro::when_all_ready(std::move(loads));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nobody looks at 'loaded'
}

template <typename Task> cppcoro::task<> run_both(Task (*make)(int)) {
  auto both = co_await cppcoro::when_all_ready(make(1), make(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nobody looks at 'both'
}
cppcoro::task<> run_loads() { co_await run_both(load); }

//===-- Looked at ---------------------------------------------------------------------===//

void report(const std::exception &e);
void keep(int value);
template <typename Results> void inspect(Results &&results);

cppcoro::task<int> load_well() {
  // ok: asked for its value, which rethrows
  auto [first, second] = co_await cppcoro::when_all_ready(load(1), load(2));
  int sum = first.result() + second.result();
  // ok: iterated
  std::vector<cppcoro::task<int>> loads;
  auto results = co_await cppcoro::when_all_ready(std::move(loads));
  for (auto &result : results)
    sum += result.result();
  // ok: passed on
  inspect(co_await cppcoro::when_all_ready(load(3), load(4)));
  // ok: passed on by name
  auto more = co_await cppcoro::when_all_ready(load(5), load(6));
  inspect(more);
  // ok: an element is asked at once
  auto seventh = std::get<0>(co_await cppcoro::when_all_ready(load(7)));
  sum += seventh.result();
  // ok: captured
  auto later = co_await cppcoro::when_all_ready(load(8), load(9));
  auto ask = [&] { inspect(later); };
  ask();
  co_return sum;
}

folly::coro::Task<void> collect_well() {
  auto results = co_await folly::coro::collectAllTry(send(1), send(2));
  // ok: both are asked
  if (std::get<0>(results).hasException() || std::get<1>(results).hasException())
    throw std::runtime_error("send");
  // ok: the first error leaves the await
  co_await folly::coro::collectAll(query(1), query(2));
}

// ok: given to the caller
folly::coro::Task<std::tuple<folly::Try<int>, folly::Try<int>>> collect_for_others() {
  co_return co_await folly::coro::collectAllTry(query(1), query(2));
}

cppcoro::task<> wait_for_all() {
  // ok: when_all rethrows
  co_await cppcoro::when_all(load(1), load(2));
}

seastar::future<> stop_well() {
  // ok: a barrier of futures without values, and Seastar logs the failures
  co_await seastar::when_all(stop_service(1), stop_service(2));
  // ok: fails if one of them fails
  co_await seastar::when_all_succeed(stop_service(1), stop_service(2));
}

//===-- Ignored on purpose ----------------------------------------------------------===//

folly::coro::Task<int> best_effort() {
  // ok: said to be dropped
  (void)co_await folly::coro::collectAllTry(send(1), send(2));
  // ok: the same
  std::ignore = co_await folly::coro::collectAllTry(send(3));
  // ok: the same for a variable
  [[maybe_unused]] auto results = co_await folly::coro::collectAllTry(send(4));
  // ok: and later
  auto dropped = co_await folly::coro::collectAllTry(send(5));
  (void)dropped;
  // ok: and by its name
  auto [answer, _] = co_await folly::coro::collectAllTry(query(1), send(6));
  // ok: and by its name
  auto [other, ignored] = co_await folly::coro::collectAllTry(query(2), send(7));
  co_return answer.value() + other.value();
}

//===-- Nothing to see --------------------------------------------------------------===//

cppcoro::task<> tidy(int shard) {
  try {
    co_await flush(shard);
  } catch (...) {
  }
}

cppcoro::task<int> cached(int key) { co_return key; }

cppcoro::task<> stop_after(cppcoro::io_service &io) {
  co_await io.schedule_after(std::chrono::seconds(1));
  io.stop();
}

cppcoro::task<> barrier(std::vector<cppcoro::task<>> waiting) {
  // ok: neither lets an exception out
  co_await cppcoro::when_all_ready(tidy(1), tidy(2));
  // ok: nor do these
  co_await cppcoro::when_all_ready(cached(1), cached(2));
  std::vector<cppcoro::task<>> tidying;
  for (int shard = 0; shard < 8; ++shard)
    tidying.emplace_back(tidy(shard));
  // ok: nor does any of these
  co_await cppcoro::when_all_ready(std::move(tidying));
  cppcoro::io_service io;
  // ok: nor does one that only sleeps
  co_await cppcoro::when_all_ready(tidy(1), stop_after(io));
  cppcoro::task<> last = tidy(9);
  // ok: nor does this one
  co_await cppcoro::when_all_ready(std::move(last));
  // ok: a barrier of tasks without results of which nothing is known
  co_await cppcoro::when_all_ready(flush(1), flush(2));
  // ok: the same
  co_await cppcoro::when_all_ready(std::move(waiting));
  auto work = []() -> cppcoro::task<> { co_await flush(3); };
  // ok: nearly every await may throw
  co_await cppcoro::when_all_ready(work(), tidy(3));
}

cppcoro::task<std::vector<int>> load_list(std::vector<int> keys);
struct report_page {
  int result() const;
};
cppcoro::task<std::vector<report_page>> print();

struct error_code {
  bool failed() const;
};
cppcoro::task<std::tuple<error_code, int>> read_some(char *data);

cppcoro::task<> other_results() {
  // ok: no outcomes in there
  co_await load_list({1, 2, 3});
  // ok: a result of another kind
  co_await print();
  // ok: the error of one operation, not of several tasks
  co_await read_some(nullptr);
}

cppcoro::task<> said_to_be_meant() {
  // ok: said to be meant
  co_await cppcoro::when_all_ready(load(1)); // NOLINT(coro-ignored-gather-result)
}
#endif
