// RUN: %check
// RUN: %check --suffix=SUFFIX --option Suffix=_async --option "Except=legacy; app::Store::old" -- -DSUFFIX
// RUN: %check --suffix=PREFIX --option Prefix=async --option CheckPlainFunctions=true -- -DPREFIX
// RUN: %check --suffix=PATTERN --option "Pattern=co_[a-z_]+|[a-z_]+_coro" -- -DPATTERN
#include <asio/awaitable.hpp>
#include <cppcoro/async_generator.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/task.hpp>

#include <coroutine>
#include <functional>
#include <future>
#include <string>

// Declared here, and named as they like: test/inputs/include is not the user's.
#ifndef SUFFIX
#ifndef PREFIX
#ifndef PATTERN
// ok: nothing is asked for
cppcoro::task<int> anything();
#endif
#endif
#endif

#ifdef SUFFIX
//===-- Tasks that are not named for it ------------------------------------------------------------===//

cppcoro::task<std::string> fetch(std::string url);
// CHECK-MESSAGES-SUFFIX: :[[@LINE-1]]:28: warning: 'fetch' returns a 'task' that has to be awaited, and its name does not say so: 'fetch_async' would [coro-async-naming]
// ok: by its first declaration
cppcoro::task<std::string> fetch(std::string url) { co_return url; }

asio::awaitable<void> serve() { co_return; }
// CHECK-MESSAGES-SUFFIX: :[[@LINE-1]]:23: warning: 'serve' returns a 'awaitable' that has to be awaited{{.*}}: 'serve_async' would

// No coroutine, and has to be awaited all the same.
cppcoro::task<std::string> home() { return fetch("/"); }
// CHECK-MESSAGES-SUFFIX: :[[@LINE-1]]:28: warning: 'home' returns a 'task'

auto deduced() { return fetch("/"); }
// CHECK-MESSAGES-SUFFIX: :[[@LINE-1]]:6: warning: 'deduced' returns a 'task'

struct Repository {
  cppcoro::task<int> count();
  // CHECK-MESSAGES-SUFFIX: :[[@LINE-1]]:22: warning: 'Repository::count' returns a 'task' {{.*}}: 'count_async' would
  virtual cppcoro::task<int> size() { co_return 0; }
  // CHECK-MESSAGES-SUFFIX: :[[@LINE-1]]:30: warning: 'Repository::size' returns a 'task'
  static cppcoro::task<int> total();
  // CHECK-MESSAGES-SUFFIX: :[[@LINE-1]]:29: warning: 'Repository::total' returns a 'task'
};

template <typename T> cppcoro::task<T> pass(T value) { co_return value; }
// CHECK-MESSAGES-SUFFIX: :[[@LINE-1]]:40: warning: 'pass' returns a 'task'
cppcoro::task<int> passes_async() { co_return co_await pass(1) + (co_await pass('c')); }

template <typename T> struct Cell {
  cppcoro::task<T> load() { co_return T(); }
  // CHECK-MESSAGES-SUFFIX: :[[@LINE-1]]:20: warning: 'Cell::load' returns a 'task'
};
Cell<int> cell;
Cell<char> other;

//===-- Others -------------------------------------------------------------------------------------===//

// ok: named for it
cppcoro::task<int> load_async();

// ok: a generator is not awaited
cppcoro::generator<int> numbers();

// ok: a plain function
int parse(std::string text);

struct Derived : Repository {
  // ok: the base named it
  cppcoro::task<int> size() override { co_return 1; }
  // ok: hides what the base named
  cppcoro::task<int> count();
};

struct Function {
  // ok: operators have no name to choose
  cppcoro::task<int> operator()() { co_return 1; }
  cppcoro::task<int> operator+(int) { co_return 1; }
  operator cppcoro::task<int>() { return load_async(); }
};
auto lambda = []() -> cppcoro::task<int> { co_return 1; };

// ok: C's names, and the program's own
extern "C" cppcoro::task<int> *handle();

struct Lazy {
  struct promise_type {
    // ok: the language named it
    Lazy get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
    cppcoro::task<int> await_transform(int);
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

#define ROUTE(NAME) cppcoro::task<int> NAME()
// ok: a macro has a hand in it
ROUTE(about);

template <typename T> cppcoro::task<T> make_async(T value);
// ok: the template named it
template <> cppcoro::task<int> make_async<int>(int value) { co_return value; }

namespace testing {
struct Test {};
} // namespace testing
struct Suite : testing::Test {
  // ok: the body of a test
  cppcoro::task<> TestBody();
};

// ok: excepted by its plain, and by its full name
cppcoro::task<int> legacy();
namespace app {
struct Store {
  cppcoro::task<int> old();
};
} // namespace app

// ok: without the option, plain functions are left alone
void save_async();
#endif

#ifdef PREFIX
cppcoro::task<std::string> read(std::string url);
// CHECK-MESSAGES-PREFIX: :[[@LINE-1]]:28: warning: 'read' returns a 'task' {{.*}}: 'asyncRead' would
cppcoro::task<std::string> read_all(std::string url);
// CHECK-MESSAGES-PREFIX: :[[@LINE-1]]:28: warning: 'read_all' returns a 'task' {{.*}}: 'asyncread_all' would

//===-- Plain functions that are named for it ------------------------------------------------------===//

void asyncSave(std::string text);
// CHECK-MESSAGES-PREFIX: :[[@LINE-1]]:6: warning: 'asyncSave' is named like what has to be awaited, and returns 'void': nobody can wait for it [coro-async-naming]
struct Files {
  bool asyncRemove(std::string name);
  // CHECK-MESSAGES-PREFIX: :[[@LINE-1]]:8: warning: 'Files::asyncRemove' is named like what has to be awaited, and returns 'bool'
};

// ok: a handler is called when it is done
void asyncRead(std::string url, std::function<void(std::string)> done);
void asyncRead(std::string url, void (*done)(void *), void *data);
template <typename Token> void asyncWrite(std::string url, Token &&token);
// ok: it can be waited for in another way
std::future<int> asyncCount();
// ok: what is awaited is no task
struct Operation {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
Operation asyncOpen();
cppcoro::generator<int> asyncNumbers();
// ok: of the class behind it nothing is known
class Handle;
Handle *asyncStart();
// ok: it is the prefix itself
struct Launch {
  void async();
};
#endif

#ifdef PATTERN
cppcoro::task<int> loads();
// CHECK-MESSAGES-PATTERN: :[[@LINE-1]]:20: warning: 'loads' returns a 'task' that has to be awaited, and its name does not say so as 'co_[a-z_]+|[a-z_]+_coro' asks for
cppcoro::task<int> co_Load();
// CHECK-MESSAGES-PATTERN: :[[@LINE-1]]:20: warning: 'co_Load' returns a 'task'
// ok: the whole name is matched
cppcoro::task<int> co_load();
cppcoro::task<int> load_coro();
#endif
