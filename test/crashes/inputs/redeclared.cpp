#include <generic/lazy_task.h>
namespace std { template <class T> struct coroutine_traits; }
namespace std { template <> struct coroutine_traits<int> { }; }
lib::task<int> fetch();
int fetch();
lib::task<int> fetch() { co_return 1; }
lib::task<int> fetch() { fetch(); co_return 2; }
int number() { co_return number(); }
lib::task<int> lib::missing() { fetch(); co_return 1; }
lib::task<int> Missing::method() { fetch(); co_return 1; }
constexpr lib::task<int> constant() { fetch(); co_return 1; }
consteval lib::task<int> now() { fetch(); co_return 1; }
lib::task<int> variadic(...) { fetch(); co_return 1; }
int main() { fetch(); co_await fetch(); }
struct S { S() { fetch(); co_await fetch(); } ~S() { fetch(); co_await fetch(); } S(int) : x((fetch(), 1)) {} int x = co_await fetch(); };
lib::task<int> defaulted(int n = (fetch(), 1), int m = co_await fetch()) { defaulted(); co_return n; }
