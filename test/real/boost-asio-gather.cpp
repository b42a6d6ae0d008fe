// lazy-tasks-awaited-sequentially and its fix against the real headers of Boost.Asio 1.81 or later.
// REQUIRES: boost-asio
// RUN: %check --real --checks=coro-lazy-tasks-awaited-sequentially -- -DBOOST_ASIO_NO_DEPRECATED
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>

boost::asio::awaitable<std::string> load_name(int id);
boost::asio::awaitable<int> load_balance(int id);
boost::asio::awaitable<void> warm_up(int shard);
void show(const std::string &name, int balance);

boost::asio::awaitable<void> account(int id) {
  auto name = load_name(id);
  auto balance = load_balance(id);
  auto found = co_await std::move(name);
  auto amount = co_await std::move(balance);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'balance' starts only after 'name' has finished: 'boost::asio::awaitable' is lazy, so tasks that were made together still run one after the other [coro-lazy-tasks-awaited-sequentially]
  // CHECK-FIXES: {{^}}  using namespace boost::asio::experimental::awaitable_operators;
  // CHECK-FIXES: {{^}}  auto [found, amount] = co_await (std::move(name) && std::move(balance));
  show(found, amount);
}

boost::asio::awaitable<void> start() {
  auto first = warm_up(1);
  auto second = warm_up(2);
  auto third = warm_up(3);
  co_await std::move(first);
  co_await std::move(second);
  co_await std::move(third);
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'second' starts only after 'first' has finished
  // CHECK-FIXES: {{^}}  co_await (std::move(first) && std::move(second) && std::move(third));
}

boost::asio::awaitable<void> with_deadline(boost::asio::steady_timer &deadline, int shard) {
  auto expired = deadline.async_wait(boost::asio::use_awaitable);
  auto work = warm_up(shard);
  co_await std::move(work);
  co_await std::move(expired);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'expired' starts only after 'work' has finished
  // CHECK-FIXES: {{^}}  co_await (std::move(work) && std::move(expired));
}

boost::asio::awaitable<void> spawned(int shard) {
  auto executor = co_await boost::asio::this_coro::executor;
  auto left = boost::asio::co_spawn(executor, warm_up(shard), boost::asio::use_awaitable);
  auto right = boost::asio::co_spawn(executor, warm_up(shard + 1), boost::asio::use_awaitable);
  co_await std::move(left);
  co_await std::move(right);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'right' starts only after 'left' has finished
}

boost::asio::awaitable<void> one_by_one() {
  // ok: each is made when it is its turn
  auto first = warm_up(1);
  co_await std::move(first);
  auto second = warm_up(2);
  co_await std::move(second);
}
