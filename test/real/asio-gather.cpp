// lazy-tasks-awaited-sequentially and its fix against the real headers of standalone Asio 1.22.
// REQUIRES: asio
// RUN: %check --real --checks=coro-lazy-tasks-awaited-sequentially -- -DASIO_HAS_CO_AWAIT=1 -DASIO_HAS_STD_COROUTINE=1
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <string>

asio::awaitable<std::string> load_name(int id);
asio::awaitable<int> load_balance(int id);
asio::awaitable<void> warm_up(int shard);
void show(const std::string &name, int balance);

asio::awaitable<void> account(int id) {
  auto name = load_name(id);
  auto balance = load_balance(id);
  auto found = co_await std::move(name);
  auto amount = co_await std::move(balance);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'balance' starts only after 'name' has finished: 'asio::awaitable' is lazy, so tasks that were made together still run one after the other [coro-lazy-tasks-awaited-sequentially]
  // CHECK-FIXES: {{^}}  using namespace asio::experimental::awaitable_operators;
  // CHECK-FIXES: {{^}}  auto [found, amount] = co_await (std::move(name) && std::move(balance));
  show(found, amount);
}

asio::awaitable<void> start() {
  auto first = warm_up(1);
  auto second = warm_up(2);
  auto third = warm_up(3);
  co_await std::move(first);
  co_await std::move(second);
  co_await std::move(third);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'second' starts only after 'first' has finished
  // CHECK-FIXES: {{^}}  co_await (std::move(first) && std::move(second) && std::move(third));
}

asio::awaitable<void> with_deadline(asio::steady_timer &deadline, int shard) {
  auto expired = deadline.async_wait(asio::use_awaitable);
  auto work = warm_up(shard);
  co_await std::move(work);
  co_await std::move(expired);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'expired' starts only after 'work' has finished
  // CHECK-FIXES: {{^}}  co_await (std::move(work) && std::move(expired));
}

asio::awaitable<void> spawned(int shard) {
  auto executor = co_await asio::this_coro::executor;
  auto left = asio::co_spawn(executor, warm_up(shard), asio::use_awaitable);
  auto right = asio::co_spawn(executor, warm_up(shard + 1), asio::use_awaitable);
  co_await std::move(left);
  co_await std::move(right);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'right' starts only after 'left' has finished
}

asio::awaitable<void> one_by_one() {
  // ok: each is made when it is its turn
  auto first = warm_up(1);
  co_await std::move(first);
  auto second = warm_up(2);
  co_await std::move(second);
}
