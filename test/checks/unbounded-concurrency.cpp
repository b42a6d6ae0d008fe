// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/async_generator.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/schedule_on.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using Tasks = std::vector<cppcoro::task<>>;
cppcoro::task<> store(std::string url);
cppcoro::task<std::string> fetch(std::string url);
cppcoro::task<> run_worker(int number);
folly::coro::Task<int> measure(std::string url);
asio::awaitable<void> visit(std::string url);
struct Semaphore {
  cppcoro::task<> wait();
};
extern Semaphore connections;
cppcoro::task<> store_limited(std::string url) {
  Semaphore &semaphore = connections;
  co_await semaphore.wait();
  co_await store(std::move(url));
}
struct Session {
  cppcoro::task<> send(std::string text);
};
std::vector<std::string> load();

//===-- As many as there are ------------------------------------------------------------===//

cppcoro::task<> gathers(std::vector<std::string> urls) {
  Tasks tasks;
  tasks.reserve(urls.size());
  for (const std::string &url : urls)
    tasks.push_back(store(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'store' runs for every element at once, each with what it holds: nothing limits how many there are [coro-unbounded-concurrency]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: one round for each element
  // CHECK-MESSAGES: :[[@LINE+1]]:12: note: all of them are waited for here
  co_await cppcoro::when_all(std::move(tasks));
}

folly::coro::Task<void> gathers_in_folly(const std::vector<std::string> &urls) {
  std::vector<folly::coro::Task<int>> tasks;
  for (std::size_t i = 0; i < urls.size(); ++i)
    tasks.emplace_back(measure(urls[i]));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'measure' runs for every element at once
  auto sizes = co_await folly::coro::collectAllTryRange(std::move(tasks));
  (void)sizes;
}

cppcoro::task<> gathers_what_was_loaded() {
  auto urls = load();
  std::vector<cppcoro::task<std::string>> tasks;
  for (auto it = urls.begin(); it != urls.end(); ++it)
    tasks.push_back(fetch(*it));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'fetch' runs for every element at once
  auto pages = co_await cppcoro::when_all(std::move(tasks));
  (void)pages;
}

cppcoro::task<> gathers_lambdas(std::vector<std::string> urls) {
  Tasks tasks;
  for (const std::string &url : urls)
    tasks.push_back([](std::string each) -> cppcoro::task<> { co_await store(each); }(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this coroutine runs for every element at once
  co_await cppcoro::when_all(std::move(tasks));
}

void spawns(asio::io_context &io, std::vector<std::string> urls) {
  for (std::string url : urls)
    asio::co_spawn(io, visit(url), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'visit' runs for every element at once
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: one round for each element
}

asio::awaitable<void> spawns_lambdas(std::vector<std::string> urls) {
  auto executor = co_await asio::this_coro::executor;
  for (std::string url : urls)
    asio::co_spawn(executor, [url]() -> asio::awaitable<void> { co_await visit(url); }, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this coroutine runs for every element at once
}

cppcoro::task<> spawns_in_scope(std::vector<std::string> urls) {
  cppcoro::async_scope scope;
  for (const std::string &url : urls)
    scope.spawn(store(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'store' runs for every element at once
  co_await scope.join();
}

cppcoro::task<> collected_before(int first) {
  std::vector<std::string> urls;
  for (int i = first; i < 1000; ++i)
    urls.push_back(std::to_string(i));
  Tasks tasks;
  for (const std::string &url : urls)
    tasks.push_back(store(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'store' runs for every element at once
  co_await cppcoro::when_all(std::move(tasks));
}

//===-- Of a size that is written --------------------------------------------------------===//

cppcoro::task<> few(std::string one, std::string two) {
  Tasks tasks, others, more, last;
  for (const std::string &url : {one, two})
    // ok: two of them
    tasks.push_back(store(url));
  co_await cppcoro::when_all(std::move(tasks));
  std::array<std::string, 2> both{one, two};
  for (const std::string &url : both)
    // ok: the same
    others.push_back(store(url));
  co_await cppcoro::when_all(std::move(others));
  std::vector<std::string> urls{one};
  urls.push_back(two);
  for (const std::string &url : urls)
    // ok: the same in a container that is not filled in a loop
    more.push_back(store(url));
  co_await cppcoro::when_all(std::move(more));
  for (int i = 0; i < 8; ++i)
    // ok: eight
    last.push_back(store(std::to_string(i)));
  co_await cppcoro::when_all(std::move(last));
}

cppcoro::task<> workers(std::vector<int> workers, std::vector<int> numbers, int count) {
  Tasks tasks, others, more, same;
  for (int each : workers)
    // ok: a program has a few of those
    tasks.push_back(store(std::to_string(each)));
  co_await cppcoro::when_all(std::move(tasks));
  for (int number : numbers)
    // ok: a worker is what limits
    others.push_back(run_worker(number));
  co_await cppcoro::when_all(std::move(others));
  for (int i = 0; i < count; ++i)
    // ok: who calls it says how many
    more.push_back(store(std::to_string(i)));
  co_await cppcoro::when_all(std::move(more));
  for (int number : numbers) {
    (void)number;
    // ok: not made of the element
    same.push_back(store("a"));
  }
  co_await cppcoro::when_all(std::move(same));
}

//===-- Limited ------------------------------------------------------------------------===//

cppcoro::task<> batches(std::vector<std::string> urls) {
  Tasks tasks;
  for (const std::string &url : urls) {
    // ok: somebody counts them
    tasks.push_back(store(url));
    if (tasks.size() == 10) {
      co_await cppcoro::when_all(std::move(tasks));
      tasks.clear();
    }
  }
}

cppcoro::task<> rounds(std::vector<std::vector<std::string>> groups) {
  for (const auto &urls : groups) {
    Tasks tasks;
    for (const std::string &url : urls)
      // ok: a group at a time
      tasks.push_back(store(url));
    co_await cppcoro::when_all(std::move(tasks));
  }
}

cppcoro::task<> limited(std::vector<std::string> urls) {
  Tasks tasks;
  for (const std::string &url : urls)
    // ok: the coroutine waits for a semaphore
    tasks.push_back(store_limited(url));
  co_await cppcoro::when_all(std::move(tasks));
}

cppcoro::task<> limited_by_wrapper(std::vector<std::string> urls, Semaphore &semaphore) {
  Tasks tasks;
  for (const std::string &url : urls)
    // ok: the closure does
    tasks.push_back([](Semaphore &semaphore, std::string url) -> cppcoro::task<> {
      co_await semaphore.wait();
      co_await store(url);
    }(semaphore, url));
  co_await cppcoro::when_all(std::move(tasks));
}

cppcoro::task<> waits_in_between(std::vector<std::string> urls, cppcoro::async_scope &scope) {
  for (const std::string &url : urls) {
    // ok: each round waits
    scope.spawn(store(co_await fetch(url)));
  }
}

cppcoro::task<> stops(std::vector<std::string> urls, cppcoro::async_scope &scope) {
  for (const std::string &url : urls) {
    if (url.empty())
      break;
    // ok: the loop ends when it wants to
    scope.spawn(store(url));
  }
  co_return;
}

void on_threads(asio::thread_pool &pool, std::vector<std::string> urls) {
  for (const std::string &url : urls)
    // ok: as many at once as there are threads
    asio::co_spawn(pool, visit(url), asio::detached);
}

cppcoro::task<> on_threads(cppcoro::static_thread_pool &pool, std::vector<std::string> urls) {
  Tasks tasks;
  for (const std::string &url : urls)
    // ok: the same
    tasks.push_back(cppcoro::schedule_on(pool, store(url)));
  co_await cppcoro::when_all(std::move(tasks));
}

//===-- There already, or at the beginning or the end -----------------------------------------===//

cppcoro::task<> broadcast(std::vector<std::shared_ptr<Session>> sessions) {
  Tasks tasks;
  for (const auto &session : sessions)
    // ok: there is a session for each already
    tasks.push_back(session->send("hello"));
  co_await cppcoro::when_all(std::move(tasks));
}

cppcoro::task<> given(std::vector<cppcoro::task<>> tasks, cppcoro::async_scope &scope) {
  for (auto &task : tasks)
    // ok: somebody else made them
    scope.spawn(std::move(task));
  co_return;
}

cppcoro::task<> waits_for(cppcoro::task<> task) { co_await std::move(task); }
cppcoro::task<> wrapped(std::vector<cppcoro::task<>> given) {
  Tasks tasks;
  for (auto &each : given)
    // ok: the same, with something around each
    tasks.push_back(waits_for(std::move(each)));
  co_await cppcoro::when_all(std::move(tasks));
}

void start_all(asio::io_context &io, std::vector<std::string> addresses) {
  for (const std::string &address : addresses)
    // ok: what a program starts with
    asio::co_spawn(io, visit(address), asio::detached);
}

int main() {
  asio::io_context io;
  for (const std::string &address : load())
    // ok: the same
    asio::co_spawn(io, visit(address), asio::detached);
  io.run();
}

cppcoro::task<> close_all(std::vector<std::string> names) {
  Tasks tasks;
  for (const std::string &name : names)
    // ok: the way out
    tasks.push_back(store(name));
  co_await cppcoro::when_all(std::move(tasks));
}
