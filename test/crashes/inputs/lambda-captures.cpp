#include <generic/lazy_task.h>
lib::task<int> fetch();
lib::task<void> run() {
  auto a = [x = fetch()] { };
  auto b = [x = (fetch(), 1), &missing] { fetch(); }();
  auto c = [=, y = co_await fetch()]() -> lib::task<void> { co_await y; };
  [](auto... all) -> lib::task<void> { (fetch(), ...); (all(), ...); co_return; }(fetch, fetch, missing);
  [] { return [] { return fetch(); }(); }();
}
