// RUN: %check
// RUN: %check --suffix=TWO --checks=coro-redundant-coroutine-wrapper,coro-return-task-from-scope -- -DBOTH
#include <asio/awaitable.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/async_generator.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

cppcoro::task<std::string> fetch(std::string url, int retries = 0);
cppcoro::task<> store(const std::string &key);
cppcoro::task<> store_view(std::string_view key);
cppcoro::task<> save(int number, const std::string &comment = "none");
cppcoro::task<int> measure(int depth);
cppcoro::task<int> sum(std::span<const int> numbers);
cppcoro::task<> poke(int *counter);
cppcoro::shared_task<int> shared(int id);
asio::awaitable<void> read_header(std::string &into);
struct Guard {
  explicit Guard(int id);
  ~Guard();
};
struct Session {
  cppcoro::task<> run();
  cppcoro::task<int> count() const;
};

#ifndef BOTH
//===-- Nothing but another task ----------------------------------------------------------===//

cppcoro::task<std::string> moved(std::string url) {
  co_return co_await fetch(std::move(url), 3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'moved' only awaits 'fetch', whose task it could return: each call allocates a frame and suspends once more for nothing [coro-redundant-coroutine-wrapper]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: return it
  // CHECK-FIXES: return fetch(std::move(url), 3);
}

cppcoro::task<> by_reference(const std::string &key) {
  co_await store(key);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'by_reference' only awaits 'store'
  // CHECK-FIXES: return store(key);
}

cppcoro::task<> with_end(std::string_view key) {
  co_await store_view(key);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'with_end' only awaits 'store_view'
  // CHECK-FIXES: {{^}}  return store_view(key);
  co_return;
}

class Cache {
  Session session;
  cppcoro::task<int> count() {
    co_return (co_await session.count());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Cache::count' only awaits 'count'
  }
  virtual cppcoro::task<int> depth(int by) {
    co_return co_await measure(by + 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Cache::depth' only awaits 'measure'
    // CHECK-FIXES: return measure(by + 1);
  }
};

asio::awaitable<void> in_asio(std::string &into) {
  co_return co_await read_header(into);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'in_asio' only awaits 'read_header'
  // CHECK-FIXES: return read_header(into);
}

cppcoro::task<std::string> made(const char *host) {
  co_return co_await fetch(std::string("https://") + host);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'made' only awaits 'fetch'
  // CHECK-FIXES: return fetch(std::string("https://") + host);
}

template <typename T> cppcoro::task<int> of_template(T depth) {
  co_return co_await measure(static_cast<int>(depth));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'of_template' only awaits 'measure'
}
template cppcoro::task<int> of_template(long);

//===-- The scope is needed ------------------------------------------------------------------===//

// ok: the callee refers to the parameter
cppcoro::task<> lends_parameter(std::string key) { co_await store(key); }

// ok: it refers to a number of this call
cppcoro::task<> lends_address(int counter) { co_await poke(&counter); }

// ok: a temporary, which the coroutine's full expression kept
cppcoro::task<> lends_temporary(const std::string &key) { co_await store(key + ".tmp"); }

// ok: a view of one
cppcoro::task<> views_temporary(const std::string &key) { co_await store_view(std::string_view(key + ".tmp")); }

// ok: an array that is made for the call
cppcoro::task<int> lends_array() { co_return co_await sum(std::initializer_list<int>{1, 2, 3}); }

// ok: the default argument is a temporary too
cppcoro::task<> lends_default(int number) { co_await save(number); }

// ok: the session lives as long as the coroutine
cppcoro::task<> owns(std::shared_ptr<Session> session) { co_await session->run(); }

std::shared_ptr<Session> current();
// ok: the same, of a temporary
cppcoro::task<> owns_temporary() { co_await current()->run(); }

// ok: the guard is held until the task is done
cppcoro::task<int> guarded(Guard guard, int depth) { co_return co_await measure(depth); }

// ok: a local
cppcoro::task<int> scoped(int id) {
  Guard guard(id);
  co_return co_await measure(id);
}

//===-- More than that, or something else ------------------------------------------------------===//

// ok: the error is dealt with here
cppcoro::task<int> handles(int depth) {
  try {
    co_return co_await measure(depth);
  } catch (...) {
  }
  co_return 0;
}

// ok: another type
cppcoro::task<int> converts(int id) { co_return co_await shared(id); }

// ok: the result is dropped
cppcoro::task<> drops(int id) { (void)co_await measure(id); }

// ok: a sum of it
cppcoro::task<int> adds(int depth) { co_return co_await measure(depth) + 1; }

// ok: no call
cppcoro::task<int> waits(cppcoro::task<int> task) { co_return co_await std::move(task); }

// ok: it awaits itself
cppcoro::task<int> again(int depth) { co_return co_await again(depth - 1); }

int numbered(int id) {
  // ok: whoever is handed a lambda asks for a coroutine
  auto lambda = [](int depth) -> cppcoro::task<int> { co_return co_await measure(depth); };
  (void)lambda;
  return id;
}

#else
//===-- Never with the opposite check ----------------------------------------------------------===//

cppcoro::task<> one(std::string key) {
  return store(key);
  // CHECK-MESSAGES-TWO: :[[@LINE-1]]:16: warning: 'key' dies with the call of 'one'
  // CHECK-FIXES-TWO: co_return co_await store(key);
}

// ok: what its fix makes of it
cppcoro::task<> other(std::string key) {
  co_return co_await store(key);
}

cppcoro::task<> third(const std::string &key) {
  co_return co_await store(key);
  // CHECK-MESSAGES-TWO: :[[@LINE-1]]:3: warning: 'third' only awaits 'store'
  // CHECK-FIXES-TWO: {{^}}  return store(key);
}

// ok: what the fix makes of that
cppcoro::task<> fourth(const std::string &key) { return store(key); }
#endif
