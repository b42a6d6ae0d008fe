// Guards, thread_locals and shared objects in code that does not parse.
#include <cppcoro/task.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

cppcoro::task<int> load(int key);
thread_local missing_type a;
thread_local std::string b = missing_function();
thread_local std::vector<undeclared> c;
int total;

struct scope {
  missing before = b;
  scope(int x) : before(b), nothing(x) { b = x; undeclared(b); }
  ~scope() { b = before; }
};
struct unfinished_scope {
  unfinished_scope() { b = "";
  ~unfinished_scope();
};
template <class T> struct generic_scope : T {
  generic_scope(T t) { b = t; }
  ~generic_scope() { b = {}; }
};
struct self_scope {
  std::optional<self_scope> inner;
  ~self_scope() { inner.reset(); }
};

cppcoro::task<> guarded(scope by_value, missing m, scope...) {
  scope one(undeclared);
  generic_scope two(3);
  std::unique_ptr<scope> three(new scope(missing));
  std::optional<scope> four = undeclared();
  self_scope five;
  auto &six = b[undeclared];
  auto seven = c.find(undeclared);
  co_await load(undeclared);
  six = seven;
  three = undeclared;
  four.emplace(undeclared);
  for (auto &each : c)
    co_await load(each);
  for (auto each : undeclared)
    co_await load(1);
}

cppcoro::task<> assigned(int &x, auto &y) {
  x = x + co_await undeclared();
  x = undeclared + co_await load(1);
  undeclared = undeclared + co_await load(1);
  y = y + co_await load(1);
  total = total + co_await;
  total = combine(total, co_await load(1));
  if (total)
    total = co_await load(undeclared);
  if (
}
