// RUN: %check --std=c++23
// The fix of C++23, in every form that a lambda's head has.
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <generic/generator.h>
#include <seastar/core/future.hh>

#include <memory>
#include <string>
#include <utility>
#include <vector>

cppcoro::task<> send(std::string text);
seastar::future<> flush();
void log(const std::string &text);

void forms(std::string name, std::string &other, int n) {
  auto a = [name]() -> cppcoro::task<> { co_await send(name); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} 'name' {{.*}} it dies at the end of this statement, before the task in 'a' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:56: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let the lambda take itself by value: then the coroutine has the captures
  // CHECK-FIXES: auto a = [name](this auto) -> cppcoro::task<> { co_await send(name); }();
  auto b = [name](int k) -> cppcoro::task<> { co_await send(name + std::to_string(k)); }(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} before the task in 'b' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:61: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let the lambda take itself by value
  // CHECK-FIXES: auto b = [name](this auto, int k) -> cppcoro::task<> { co_await send(name + std::to_string(k)); }(n);
  auto c = [name] -> cppcoro::task<> { co_await send(name); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} before the task in 'c' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:54: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let the lambda take itself by value
  // CHECK-FIXES: auto c = [name](this auto) -> cppcoro::task<> { co_await send(name); }();
  auto d = [name]() mutable -> cppcoro::task<> { co_await send(std::move(name)); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} before the task in 'd' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:74: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let the lambda take itself by value
  // CHECK-FIXES: auto d = [name](this auto) -> cppcoro::task<> { co_await send(std::move(name)); }();
  auto e = [name] mutable noexcept -> cppcoro::task<> { name += "!"; co_await send(name); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} before the task in 'e' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:57: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let the lambda take itself by value
  // CHECK-FIXES: auto e = [name](this auto) noexcept -> cppcoro::task<> { name += "!"; co_await send(name); }();
  auto f = [name]<typename T>(T k) noexcept -> cppcoro::task<> { co_await send(name + std::to_string(k)); }(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} before the task in 'f' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:80: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let the lambda take itself by value
  // CHECK-FIXES: auto f = [name]<typename T>(this auto, T k) noexcept -> cppcoro::task<> { co_await send(name + std::to_string(k)); }(n);
  auto g = [name]<typename T>() -> cppcoro::task<> { co_await send(name); }.template operator()<int>();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} before the task in 'g' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:68: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let the lambda take itself by value
  // CHECK-FIXES: auto g = [name]<typename T>(this auto) -> cppcoro::task<> { co_await send(name); }.template operator()<int>();
  auto h = [&](auto... more) mutable -> cppcoro::task<> { co_await send(other); }(1, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} 'other' {{.*}} before the task in 'h' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:73: note: 'other' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: let the lambda take itself by value
  // CHECK-FIXES: auto h = [&](this auto, auto... more) -> cppcoro::task<> { co_await send(other); }(1, 2);
  auto i = [p = std::make_unique<std::string>(name)]() -> cppcoro::task<> { co_await send(*p); }();
  // A lambda that cannot be copied cannot take itself everywhere.
  // CHECK-MESSAGES: :[[@LINE-2]]:12: warning: {{.*}} 'p' {{.*}} before the task in 'i' is done
  // CHECK-MESSAGES: :[[@LINE-3]]:92: note: 'p' is read
  // CHECK-MESSAGES: :[[@LINE-4]]:12: note: pass 'p' as an argument
  // CHECK-FIXES: auto i = [p = std::make_unique<std::string>(name)]() -> cppcoro::task<> { co_await send(*p); }();
  auto j = [v = std::vector<std::unique_ptr<int>>()]() -> cppcoro::task<> { co_await send(std::to_string(v.size())); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} 'v' {{.*}} before the task in 'j' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:106: note: 'v' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: pass 'v' as an argument
  // CHECK-FIXES: auto j = [v = std::vector<std::unique_ptr<int>>()]() -> cppcoro::task<> {
  // The lambda is the caller's still.
  auto k = [name](this auto &&self) -> cppcoro::task<> { co_await send(name); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} 'name' {{.*}} before the task in 'k' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:72: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: pass 'name' as an argument
#define TASK [name]() -> cppcoro::task<> { co_await send(name); }
  auto l = TASK();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} 'name' {{.*}} before the task in 'l' is done
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-4]]:58: note: expanded from macro 'TASK'
  // CHECK-MESSAGES: :[[@LINE-4]]:12: note: pass 'name' as an argument
  // CHECK-FIXES: auto l = TASK();
  cppcoro::sync_wait(a), cppcoro::sync_wait(b), cppcoro::sync_wait(c), cppcoro::sync_wait(d);
  cppcoro::sync_wait(e), cppcoro::sync_wait(f), cppcoro::sync_wait(g), cppcoro::sync_wait(h);
  cppcoro::sync_wait(i), cppcoro::sync_wait(j), cppcoro::sync_wait(k), cppcoro::sync_wait(l);
}

class connection {
public:
  seastar::future<> continued() {
    return flush().then([this]() -> seastar::future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: {{.*}} 'this' {{.*}} 'future::then' destroys the lambda once it was called
      // CHECK-MESSAGES: :[[@LINE+5]]:9: note: 'this' is read from the lambda here, after a suspension
      // CHECK-MESSAGES: :[[@LINE+3]]:7: note: the coroutine is suspended here
      // CHECK-MESSAGES: :[[@LINE-4]]:25: note: let the lambda take itself by value
      // CHECK-FIXES: return flush().then([this](this auto) -> seastar::future<> {
      co_await flush();
      ++count_;
    });
  }

private:
  int count_ = 0;
};

cppcoro::task<> named(std::string name) {
  auto work = [name]() -> cppcoro::task<> { co_await send(name); };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} 'work' dies at the end of its scope, before the returned task is done
  // CHECK-MESSAGES: :[[@LINE-2]]:59: note: 'name' is read
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: let the lambda take itself by value
  // CHECK-FIXES: auto work = [name](this auto) -> cppcoro::task<> { co_await send(name); };
  return work();
}

cppcoro::task<> by_value(std::string name) {
  // ok: the coroutine has a lambda of its own
  auto a = [name](this auto) -> cppcoro::task<> { co_await send(name); }();
  // ok: the same with a name for it
  auto b = [name](this auto self) -> cppcoro::task<> { co_await send(name); }();
  co_await std::move(a);
  co_await std::move(b);
}

// The temporaries of a range live as long as the loop since C++23.
void generated(int limit) {
  // ok: the lambda lives as long as the loop
  for (int i : [limit]() -> lib::generator<int> { co_yield limit; }())
    log(std::to_string(i));
}
