// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/task.hpp>
#include <generic/eager_task.h>

#include <chrono>
#include <string>

cppcoro::task<std::string> load_user(int id);
cppcoro::task<std::string> load_orders(int id, const std::string &sort = "");
cppcoro::task<int> count_visits(std::chrono::seconds since);
cppcoro::task<std::string> greet(std::string user);
cppcoro::task<std::string> settings();
cppcoro::task<std::string> receive(int channel);
cppcoro::task<> save(int id);
asio::awaitable<int> price(int id);
struct Database {
  cppcoro::task<std::string> user(int id);
};
cppcoro::task<std::string> user_of(Database &db, int id);
void show(const std::string &text);
int next_id();

//===-- The waits add up --------------------------------------------------------------===//

cppcoro::task<std::string> profile(int id) {
  auto user = co_await load_user(id);
  auto orders = co_await load_orders(id, "date");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'load_orders' begins when 'load_user' has ended, and needs nothing of it: the two waits add up [coro-sequential-independent-awaits]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: 'load_user' is waited for here
  co_return user + orders;
}

cppcoro::task<std::string> three(int id, std::chrono::seconds since) {
  const std::string user = co_await load_user(id);
  const std::string orders = co_await load_orders(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'load_orders' begins when 'load_user' has ended, and needs nothing of it: the 3 waits add up
  int visits = co_await count_visits(since);
  co_return user + orders + std::to_string(visits);
}

cppcoro::task<std::string> same_twice(int one, int other) {
  auto first = co_await load_user(one);
  auto second = co_await load_user(other);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'load_user' begins when 'load_user' has ended
  co_return first + second;
}

asio::awaitable<int> in_asio(int id) {
  int one = co_await price(id);
  int other = co_await price(id + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'price' begins when 'price' has ended
  co_return one + other;
}

// The third needs the first, and not the second.
cppcoro::task<std::string> partly(int id) {
  auto user = co_await load_user(id);
  auto orders = co_await load_orders(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'load_orders' begins when 'load_user' has ended, and needs nothing of it: the two waits add up
  auto greeting = co_await greet(user);
  co_return greeting + orders;
}

template <typename Id> cppcoro::task<std::string> in_template(Id id, bool wanted) {
  if (wanted) {
    auto user = co_await load_user(id);
    auto orders = co_await load_orders(id);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'load_orders' begins when 'load_user' has ended
    co_return user + orders;
  }
  co_return "";
}
template cppcoro::task<std::string> in_template(int, bool);

//===-- One needs the other ------------------------------------------------------------===//

cppcoro::task<std::string> chained(int id) {
  // ok: given what the first brought
  auto user = co_await load_user(id);
  auto greeting = co_await greet(user);
  co_return greeting;
}

cppcoro::task<std::string> between(int id) {
  // ok: something happens in between
  auto user = co_await load_user(id);
  show(user);
  auto orders = co_await load_orders(id);
  co_return orders;
}

cppcoro::task<std::string> asks(int id) {
  // ok: the second only if the first
  auto user = co_await load_user(id);
  if (user.empty())
    co_return "";
  auto orders = co_await load_orders(id);
  co_return orders;
}

//===-- An order that may be wanted -----------------------------------------------------===//

cppcoro::task<std::string> shared(Database &db, int id) {
  // ok: one connection
  auto user = co_await user_of(db, id);
  auto other = co_await user_of(db, id + 1);
  // ok: the same as an object
  auto third = co_await db.user(id);
  auto fourth = co_await db.user(id + 1);
  co_return user + other + third + fourth;
}

cppcoro::task<std::string> effects(int id) {
  // ok: done for its effect
  co_await save(id);
  co_await save(id + 1);
  // ok: one message after the other
  auto first = co_await receive(id);
  auto second = co_await receive(id);
  // ok: nothing is asked for by an argument
  auto one = co_await settings();
  auto two = co_await settings();
  // ok: what makes the argument may have an effect
  auto user = co_await load_user(next_id());
  auto other = co_await load_user(next_id());
  co_return first + second + one + two + user + other;
}

asio::awaitable<int> delayed(asio::steady_timer &timer, int id) {
  // ok: a delay is there to be waited for
  co_await timer.async_wait(asio::use_awaitable);
  int one = co_await price(id);
  co_return one;
}

// ok: one is all there is
cppcoro::task<std::string> alone(int id) {
  auto user = co_await load_user(id);
  co_return user;
}
