// RUN: %check --checks=coro-unawaited-task
// Templates are matched in their pattern and in each instantiation, and reported once.
#include <asio/awaitable.hpp>
#include <generic/lazy_task.h>
#include <string>

template <typename T> lib::task<T> fetch(T key);
template <typename T> lib::task<T> make(T value) { co_return value; }
lib::task<> save(const std::string &row);
asio::awaitable<void> send(int client);

// Of a promise that is the same in all instantiations.
template <typename Client> asio::awaitable<void> session(Client client) {
  send(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'send'
  // CHECK-FIXES: {{^}}  co_await send(1);
  // CHECK-FIXES-SAFE: {{^}}  co_await send(1);
  send(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'send'
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it to run it
  // CHECK-FIXES: {{^}}  co_await send(client);
  // CHECK-FIXES-SAFE: {{^}}  send(client);
  co_return;
}

// Of a promise that depends on the arguments.
template <typename T> lib::task<T> cached(T key) {
  save("hit");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is dropped: it is lazy, so 'save' never runs
  fetch(key);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fetch' is dropped: it is lazy, so 'fetch' never runs
  // CHECK-FIXES: {{^}}  co_await fetch(key);
  make(key);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'make' is dropped: it is lazy, so 'make' never runs
  // CHECK-FIXES: {{^}}  co_await make(key);
  co_return key;
}

template <typename Row> class table {
public:
  lib::task<> insert(Row row);
  lib::task<> replace(Row row) {
    erase(row);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'erase'
    // CHECK-FIXES: {{^}}    co_await erase(row);
    co_await insert(row);
  }
  template <typename Key> lib::task<> erase(Key key) {
    this->touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'touch'
    // CHECK-FIXES: {{^}}    co_await this->touch();
    co_return;
  }
  lib::task<> touch();
};

// An explicit specialisation is code of its own.
template <> lib::task<> table<char>::replace(char row) {
  insert(row);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'insert'
  // CHECK-FIXES: {{^}}  co_await insert(row);
  // CHECK-FIXES-SAFE: {{^}}  co_await insert(row);
  co_return;
}

// Only some instantiations make a task.
template <typename Step> void run(Step step) {
  step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'step' is dropped: it is lazy, so it never runs
}

lib::task<> instantiate() {
  co_await cached(1);
  co_await cached(std::string("two"));
  table<int> ints;
  co_await ints.replace(1);
  table<long> longs;
  co_await longs.replace(1);
  run([] {});
  run([] { return save("row"); });

  auto generic = [](auto value) -> lib::task<> {
    fetch(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'fetch'
    // CHECK-FIXES: {{^}}    co_await fetch(value);
    save("generic");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'save'
    // CHECK-FIXES: {{^}}    co_await save("generic");
    co_return;
  };
  co_await generic(1);
  co_await generic(2.0);
  generic(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'generic'
  // CHECK-FIXES: {{^}}  co_await generic(3);
}

asio::awaitable<void> start() {
  co_await session(1);
  co_await session(2L);
}

// The return type is deduced.
auto save_all() { return save("all"); }
template <typename T> auto save_one(T row) { return save(row); }
constexpr auto saver = [](const char *row) { return save(row); };

lib::task<> deduced() {
  save_all();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save_all' is dropped: it is lazy, so it never runs
  // CHECK-FIXES: {{^}}  co_await save_all();
  save_one("one");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save_one'
  // CHECK-FIXES: {{^}}  co_await save_one("one");
  saver("two");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'saver'
  // CHECK-FIXES: {{^}}  co_await saver("two");
  co_return;
}

// ok: never instantiated, and what `step` returns is not known
template <typename Step> void never_instantiated(Step step) { step(); }

// ok: awaited or passed on in every instantiation
template <typename T> lib::task<T> forwarded(T key) { return fetch(key); }
template <typename T> lib::task<T> awaited(T key) { co_return co_await fetch(key); }
lib::task<> use() {
  co_await forwarded(1);
  co_await awaited(2);
}
