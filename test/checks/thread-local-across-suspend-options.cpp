// RUN: %check --profile thread-local-across-suspend-options.yaml --option CheckValues=false --option "AllowedAwaits=cached;ready"
#include <coro/task.hpp>
#include <cppcoro/task.hpp>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

#include <string>

thread_local std::string buffer;
thread_local int request_id = 0;

cppcoro::task<int> load(int key);
cppcoro::task<int> cached(int key);
seastar::future<int> read(int key);
void store(const std::string &text);
void log(int id);

struct ready {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

cppcoro::task<> reference(int key) {
  auto &text = buffer;
  co_await load(key);
  store(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' leads to the thread_local 'buffer'
}

// ok: values are not looked at
cppcoro::task<> value(int key) {
  request_id = key;
  co_await load(key);
  log(request_id);
}

// ok: these do not suspend
cppcoro::task<> not_suspended(int key) {
  auto &text = buffer;
  co_await cached(key);
  co_await ready{};
  store(text);
}

// ok: the profile says that a seastar coroutine stays where it is
seastar::future<> pinned(int key) {
  auto &text = buffer;
  co_await read(key);
  store(text);
}
