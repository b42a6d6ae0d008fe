// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <generic/eager_task.h>
#include <seastar/core/future.hh>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct request {
  std::string path;
  cppcoro::task<int> send() { co_return static_cast<int>(path.size()); }
};

cppcoro::task<int> fetch(const std::string &url);
cppcoro::task<int> view(std::string_view url);
cppcoro::task<int> own(std::string url);
cppcoro::task<int> fill(std::vector<char> *buffer);
cppcoro::task<> log(std::string_view line);
cppcoro::task<> checked();
cppcoro::task<> with_handler(std::function<void()> handler);
asio::awaitable<void> session(asio::ip::tcp::socket &client);
seastar::future<int> eager(const std::string &key);
std::string make_url(int id);
void note(const char *text);

// --- a local ---------------------------------------------------------------------------------

cppcoro::task<int> get(int id) {
  std::string url = make_url(id);
  return fetch(url);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'url' dies when 'get' returns, before the returned task is done: the task of 'fetch' refers to it as 'url' [coro-return-task-from-scope]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: make 'get' a coroutine that awaits the task: then its scope lasts as long
  // CHECK-FIXES: {{^}}  co_return co_await fetch(url);
}

cppcoro::task<int> parameter(std::string url) {
  return view(url);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'url' dies with the call of 'parameter', maybe before the returned task is done: the task of 'view' refers to it as 'url'
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: make 'parameter' a coroutine
  // CHECK-FIXES: {{^}}  co_return co_await view(url);
}

cppcoro::task<int> pointer() {
  std::vector<char> buffer(1024);
  return fill(&buffer);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'buffer' dies when 'pointer' returns
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: make 'pointer' a coroutine
  // CHECK-FIXES: {{^}}  co_return co_await fill(&buffer);
}

cppcoro::task<int> object(std::string path) {
  request r{std::move(path)};
  return r.send();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'r' dies when 'object' returns, before the returned task is done: the task of 'request::send' refers to it [coro-return-task-from-scope]
  // CHECK-MESSAGES: :[[@LINE-44]]:58: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: make 'object' a coroutine
  // CHECK-FIXES: {{^}}  co_return co_await r.send();
}

cppcoro::task<int> owned(std::unique_ptr<request> r) {
  return r->send();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'r' dies with the call of 'owned'
  // CHECK-MESSAGES: :[[@LINE-52]]:58: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: make 'owned' a coroutine
  // CHECK-FIXES: {{^}}  co_return co_await r->send();
}

// Every return becomes one of the coroutine, or none.
cppcoro::task<int> choose(bool first) {
  std::string url = make_url(1);
  if (first)
    return fetch(url);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'url' dies when 'choose' returns
  // CHECK-MESSAGES: :[[@LINE-2]]:5: note: make 'choose' a coroutine
  // CHECK-FIXES: {{^}}    co_return co_await fetch(url);
  return own(url);
  // CHECK-FIXES: {{^}}  co_return co_await own(url);
}

cppcoro::task<int> mixed(bool first) {
  std::string url = make_url(1);
  cppcoro::task<int> other = own(url);
  if (first)
    return fetch(url);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'url' dies when 'mixed' returns
  return other;
  // CHECK-FIXES: {{^}}  return other;
}

auto several(int id) {
  std::string url = make_url(id);
  return cppcoro::when_all(fetch(url), view(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'url' dies when 'several' returns
  // CHECK-MESSAGES: :[[@LINE-2]]:45: warning: 'url' dies when 'several' returns
}

auto lambda = [](int id) -> cppcoro::task<int> {
  std::string url = make_url(id);
  return fetch(url);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'url' dies when the lambda returns
};

asio::awaitable<void> serve(asio::ip::tcp::socket client) {
  return session(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'client' dies with the call of 'serve'
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: make 'serve' a coroutine
  // CHECK-FIXES: {{^}}  co_return co_await session(client);
}

static seastar::future<int> later(const std::string &key) {
  co_await eager("other");
  co_return static_cast<int>(key.size());
}
seastar::future<int> of_a_seen_body(int id) {
  std::string key = make_url(id);
  return later(key);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'key' dies when 'of_a_seen_body' returns
  // CHECK-MESSAGES: :[[@LINE-6]]:30: note: it is used here, after a suspension
}

template <typename T> cppcoro::task<int> in_a_template(T id) {
  std::string url = make_url(id);
  return fetch(url);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'url' dies when 'in_a_template' returns
}
template cppcoro::task<int> in_a_template<int>(int);

cppcoro::task<int> safe_pass_through(const std::string &url) {
  // ok: the caller's string lives as long as the caller says
  return fetch(url);
}
cppcoro::task<int> safe_value(std::string url) {
  // ok: the coroutine has its own
  return own(std::move(url));
}
cppcoro::task<int> safe_literal() {
  // ok: a literal lives for ever
  return view("literal");
}
cppcoro::task<int> safe_static() {
  static const std::string url = make_url(0);
  // ok: static
  return fetch(url);
}
cppcoro::task<int> safe_coroutine(int id) {
  std::string url = make_url(id);
  // ok: a coroutine that awaits it
  co_return co_await fetch(url);
}
seastar::future<int> safe_eager(int id) {
  std::string key = make_url(id);
  // ok: a function of an eager library without a body may have made a copy
  return eager(key);
}
cppcoro::task<int> safe_shared(std::shared_ptr<request> r) {
  // ok: others may have the object as well
  return r->send();
}
seastar::future<> finish(request &r);
seastar::future<> safe_continuation(std::unique_ptr<request> r) {
  request &ref = *r;
  // ok: what ends the request is what comes after it
  return finish(ref).finally([r = std::move(r)] {});
}
static seastar::future<> slowly(request &r) {
  co_await eager("");
  note(r.path.c_str());
}
seastar::future<> safe_moved(std::unique_ptr<request> r) {
  // ok: the same, in one expression
  return slowly(*r).finally([r = std::move(r)] {});
}
cppcoro::task<> safe_handler(int count) {
  // ok: when the handler is called is not known
  return with_handler([&count] { ++count; });
}

// --- a `try` that is over ----------------------------------------------------------------------

cppcoro::task<> guarded(std::string line) {
  try {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the handlers of this 'try' see no exception of 'checked': its task is lazy, and begins when the caller awaits it, after 'guarded' has returned [coro-return-task-from-scope]
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: make 'guarded' a coroutine that awaits the task
    // CHECK-FIXES: {{^}}    co_return co_await checked();
    return checked();
  } catch (const std::exception &e) {
    note(e.what());
    throw;
  }
}

cppcoro::task<> guarded_otherwise() {
  try {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the handlers of this 'try' see no exception of 'checked'
    return checked();
  } catch (...) {
    return log("failed");
  }
}

static cppcoro::task<> make(int id) {
  if (id < 0)
    throw id;
  return checked();
}
cppcoro::task<int> parsed(std::string text) {
  // ok: the handler is for what makes the argument
  try {
    return own(make_url(std::stoi(text)));
  } catch (...) {
    throw;
  }
}
cppcoro::task<> made(int id) {
  // ok: a plain function may throw here and now
  try {
    return make(id);
  } catch (...) {
    throw;
  }
}
cppcoro::task<> prepared(int id) {
  // ok: the handler is for what comes before
  try {
    make_url(id);
    return checked();
  } catch (...) {
    throw;
  }
}
seastar::future<int> started(std::string key) {
  // ok: an eager one has begun within the `try`
  try {
    return eager("key");
  } catch (...) {
    throw;
  }
}
cppcoro::task<> awaited() {
  // ok: the coroutine awaits within the `try`
  try {
    co_return co_await checked();
  } catch (...) {
    throw;
  }
}
