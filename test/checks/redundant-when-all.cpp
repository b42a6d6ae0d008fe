// RUN: %check
#include <asio/bind_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/strand.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <cppcoro/when_all_ready.hpp>
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

cppcoro::task<> store(std::string text);
cppcoro::task<int> measure(std::string text);
folly::coro::Task<void> send(int id);
asio::awaitable<void> serve(int id);
asio::awaitable<std::string> fetch(std::string url);
asio::awaitable<void> changes_state() {
  co_await asio::this_coro::throw_if_cancelled(false);
}
void use(int value);

//===-- One task in a gather ----------------------------------------------------------===//

cppcoro::task<> one() {
  co_await cppcoro::when_all(store("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' of one task waits for nothing but that task [coro-redundant-when-all]
  // CHECK-MESSAGES: :[[@LINE-2]]:30: note: await it directly
  // CHECK-FIXES: co_await store("a");
}

cppcoro::task<> one_with_a_name() {
  cppcoro::task<> stored = store("a");
  co_await cppcoro::when_all(std::move(stored));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' of one task waits for nothing but that task
  // CHECK-FIXES: co_await std::move(stored);
}

folly::coro::Task<void> one_in_folly() {
  co_await folly::coro::collectAll(send(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAll' of one task waits for nothing but that task
  // CHECK-FIXES: co_await send(1);
}

// What it gives has another type: how that is used has to be changed as well.
cppcoro::task<int> one_with_a_value() {
  auto [size] = co_await cppcoro::when_all(measure("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'when_all' of one task waits for nothing but that task
  co_return size;
}

template <typename T> cppcoro::task<> one_in_template(T text) {
  co_await cppcoro::when_all(store(text));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' of one task waits for nothing but that task
  // CHECK-FIXES: co_await store(text);
}
template cppcoro::task<> one_in_template(std::string);

//===-- Spawned to be awaited -----------------------------------------------------------===//

asio::awaitable<void> spawned() {
  co_await asio::co_spawn(co_await asio::this_coro::executor, serve(1), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'serve' is spawned on the executor that the coroutine runs on already, and awaited at once: nothing runs beside it
  // CHECK-MESSAGES: :[[@LINE-2]]:63: note: await it directly
  // CHECK-FIXES: co_await serve(1);
}

asio::awaitable<std::string> spawned_with_a_name() {
  auto executor = co_await asio::this_coro::executor;
  asio::co_spawn(executor, serve(1), asio::detached);
  std::string page = co_await asio::co_spawn(executor, fetch("a"), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'fetch' is spawned on the executor that the coroutine runs on already
  // CHECK-FIXES: std::string page = co_await fetch("a");
  co_return page;
}

//===-- Several, or as many as there are -----------------------------------------------------===//

cppcoro::task<> several(std::vector<cppcoro::task<>> tasks) {
  // ok: two
  co_await cppcoro::when_all(store("a"), store("b"));
  // ok: as many as there are
  co_await cppcoro::when_all(std::move(tasks));
}

template <typename... T> cppcoro::task<> pack(T... texts) {
  // ok: one here, more elsewhere
  co_await cppcoro::when_all(store(texts)...);
}
template cppcoro::task<> pack(std::string);
template cppcoro::task<> pack(std::string, std::string);

template <typename... T> cppcoro::task<> pack_in_lambda(T... tasks) {
  auto all = [&]() -> cppcoro::task<> {
    // ok: the same, in a lambda
    co_await cppcoro::when_all(std::move(tasks)...);
  };
  co_await all();
}
template cppcoro::task<> pack_in_lambda(cppcoro::task<>);

cppcoro::task<> outcomes() {
  // ok: a failure as a value
  auto [stored] = co_await cppcoro::when_all_ready(store("a"));
  stored.result();
}

folly::coro::Task<bool> tried() {
  // ok: the same
  auto [sent] = co_await folly::coro::collectAllTry(send(1));
  co_return sent.hasException();
}

cppcoro::task<> made_now_awaited_later() {
  // ok: not awaited here
  auto later = cppcoro::when_all(store("a"));
  co_await std::move(later);
}

//===-- Spawned elsewhere, or for something -----------------------------------------------------===//

asio::awaitable<void> elsewhere(asio::io_context &io) {
  // ok: another loop
  co_await asio::co_spawn(io, serve(1), asio::use_awaitable);
  // ok: one after the other with what else runs there
  co_await asio::co_spawn(asio::make_strand(io), serve(1), asio::use_awaitable);
  asio::any_io_executor executor = co_await asio::this_coro::executor;
  executor = io.get_executor();
  // ok: another by now
  co_await asio::co_spawn(executor, serve(1), asio::use_awaitable);
}

asio::awaitable<void> beside() {
  auto executor = co_await asio::this_coro::executor;
  // ok: nobody waits
  asio::co_spawn(executor, serve(1), asio::detached);
  // ok: begins now, is awaited later
  auto later = asio::co_spawn(executor, serve(1), asio::use_awaitable);
  co_await std::move(later);
}

asio::awaitable<void> bound(asio::io_context &io) {
  auto executor = co_await asio::this_coro::executor;
  // ok: the token has an executor of its own
  co_await asio::co_spawn(executor, serve(1), asio::bind_executor(io, asio::use_awaitable));
  // ok: the spawn keeps the closure
  co_await asio::co_spawn(executor, [&io]() -> asio::awaitable<void> { co_await serve(io.stopped()); },
                          asio::use_awaitable);
  // ok: what it does to its cancellation would hold here, too
  co_await asio::co_spawn(executor, changes_state(), asio::use_awaitable);
}
