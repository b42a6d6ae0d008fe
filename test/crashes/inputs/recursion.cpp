#include <generic/lazy_task.h>
lib::task<int> one(int);
lib::task<int> two(int n) { if (n) one(n - 1); co_return co_await two(n - 1); }
lib::task<int> one(int n) { two(n); throw n; one(co_await two(n)); co_return co_await one(co_await one(n)); }
auto endless() { return endless(); }
auto tied() -> decltype(tied());
lib::task<void> run() { endless(); tied(); co_await endless(); }
