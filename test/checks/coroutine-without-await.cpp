// RUN: %check
#include <concurrencpp/concurrencpp.h>
#include <cppcoro/generator.hpp>
#include <cppcoro/task.hpp>
#include <generic/eager_task.h>
#include <generic/fire_and_forget.h>

#include <functional>
#include <stdexcept>

cppcoro::task<int> load(int id);

//===-- Nothing to wait for -------------------------------------------------------===//

cppcoro::task<int> add(int a, int b) { co_return a + b; }
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'add' never suspends: a coroutine frame is allocated and a task made for what a plain function does [coro-coroutine-without-await]

cppcoro::task<> clear(int &total) {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'clear' never suspends
  total = 0;
  co_return;
}

cppcoro::task<int> checked(int n) {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'checked' never suspends
  if (n < 0)
    throw std::invalid_argument("n");
  co_return n;
}

struct Session {
  cppcoro::task<int> id() { co_return id_; }
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Session::id' never suspends
  int id_ = 0;
};

cppcoro::task<int> in_lambda_only(int n) {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'in_lambda_only' never suspends
  auto other = [](int m) -> cppcoro::task<int> { co_return co_await load(m); };
  (void)other;
  co_return n;
}

static cppcoro::task<int> twice(int n) { co_return 2 * n; }
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'twice' never suspends
// ok: it awaits
cppcoro::task<int> uses_twice() { co_return co_await twice(1); }

//===-- The type is given -----------------------------------------------------------===//

struct Handler {
  virtual ~Handler() = default;
  // ok: others may have to wait
  virtual cppcoro::task<int> handle(int n) { co_return n; }
};
struct Echo : Handler {
  // ok: an override
  cppcoro::task<int> handle(int n) override { co_return n; }
};

// ok: used as a value, so its type is somebody else's choice
cppcoro::task<int> callback(int n) { co_return n; }
void set_callback(std::function<cppcoro::task<int>(int)> f);
void configure() {
  set_callback(callback);
  // ok: a lambda
  set_callback([](int n) -> cppcoro::task<int> { co_return n; });
}

// ok: a template is written for the general case
template <typename T> cppcoro::task<T> ready(T value) { co_return value; }
template cppcoro::task<int> ready(int);

//===-- Not this kind of coroutine -----------------------------------------------------===//

// ok: a generator that has nothing to yield is still one
cppcoro::generator<int> none(bool any) {
  if (any)
    throw std::runtime_error("any");
  co_return;
}

// ok: started and left alone
lib::fire_and_forget notify(int &count) {
  ++count;
  co_return;
}

// ok: to be written
cppcoro::task<int> stub() {
  throw std::logic_error("not implemented");
  co_return 0;
}

// ok: nothing to do
cppcoro::task<> nothing() { co_return; }

// ok: it begins on the pool, which a plain function does not
concurrencpp::result<int> summed(concurrencpp::executor_tag, std::shared_ptr<concurrencpp::thread_pool_executor>, int a, int b) {
  co_return a + b;
}
