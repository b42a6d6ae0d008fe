// Tasks in variables and members, in code that is being typed.
#include <asio/awaitable.hpp>
#include <cppcoro/task.hpp>
#include <utility>
#include <vector>

asio::awaitable<int> read_request(int client);

asio::awaitable<int> unknown_names(int client) {
  auto request = read_request(client);
  auto other = undeclared(client);
  auto third = std::move(undeclared);
  request = undeclared;
  request = ;
  std::exchange(request, );
  std::swap(request, undeclared);
  co_await std::move(request;
  co_await undeclared;
  co_await;
  co_return co_await std::move(request) + co_await other;
}

asio::awaitable<int> loops(int client) {
  auto request = read_request(client);
  for (auto x : undeclared) {
    co_await std::move(request);
  }
  for (;;
  while (co_await std::move(request)
}

template <typename T> T dependent(T t) {
  auto u = std::move(t);
  auto v = t.f();
  co_await u;
  co_await std::move(t);
  co_await t;
}

asio::awaitable<int> lambdas() {
  auto t = read_request(1);
  [t, &t, u = std::move(t), v = ] { co_await t; };
  [=, this] { t; };
  co_return co_await std::move(t);
}

class members {
  asio::awaitable<int> a = ;
  asio::awaitable<undeclared> b;
  std::vector<asio::awaitable<int>> c;
  undeclared d;
  members() : a(read_request()), b(), e(1), c{} {}
  void f() {
    a = read_request(1);
    a = ;
    c.push_back();
    c.push_back(read_request(1), 2);
    this->a;
    other.a;
    a.;
  }
  friend undeclared;
  friend void g(members &
};

struct forward_declared;
class half {
  friend forward_declared;
  asio::awaitable<int> t;
  void start() { t = read_request(1); }
