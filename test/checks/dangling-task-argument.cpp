// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <generic/eager_task.h>
#include <generic/generator.h>
#include <seastar/core/future.hh>

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct settings {
  std::string host;
  int port = 0;
};
struct request {
  std::string_view path;
  int tries;
};
struct tag {};

// The bodies are elsewhere.
cppcoro::task<int> fetch(const std::string &url);
cppcoro::task<int> view(std::string_view url);
cppcoro::task<int> pointer(const char *url);
cppcoro::task<int> several(std::initializer_list<int> ids);
cppcoro::task<int> bytes(std::span<const char> data);
cppcoro::task<int> number(const int &n);
cppcoro::task<int> wrapped(std::reference_wrapper<const settings> s);
cppcoro::task<int> ask(request r);
cppcoro::task<int> consume(std::string &&text);
cppcoro::task<int> own(std::string url);
cppcoro::task<int> tagged(const tag &t, int n);
template <typename T> cppcoro::task<int> forwarded(T &&value);
asio::awaitable<void> session(const settings &s);
lib::eager_task elsewhere(const std::string &url);
seastar::future<> flush();
lib::eager_task rest();
std::string make_url();
settings load();
void log(std::string_view text);

class client {
public:
  explicit client(std::string host) : host_(std::move(host)) {}
  cppcoro::task<int> get();
  cppcoro::task<int> find(const std::string &key) { co_return static_cast<int>(key.size()); }
  const std::string &host() const { return host_; }

private:
  std::string host_;
};

// --- a temporary ---------------------------------------------------------------------------------

cppcoro::task<int> stored() {
  auto a = fetch(make_url());
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: this temporary dies at the end of this statement, before the task in 'a' is done: the task of 'fetch' refers to it as 'url' [coro-dangling-task-argument]
  // CHECK-MESSAGES: :[[@LINE-36]]:45: note: the parameter does not own what it gets
  auto b = fetch("http://host/");
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: this temporary dies {{.*}} before the task in 'b' is done: the task of 'fetch' refers to it as 'url'
  auto c = view(make_url() + "/index");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this temporary dies {{.*}} the task of 'view' refers to it as 'url'
  auto d = pointer(make_url().c_str());
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: this temporary dies {{.*}} the task of 'pointer' refers to it as 'url'
  auto e = several({1, 2, 3});
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this temporary dies {{.*}} the task of 'several' refers to it as 'ids'
  auto f = bytes(std::vector<char>(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: this temporary dies {{.*}} the task of 'bytes' refers to it as 'data'
  auto g = number(42);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: this temporary dies {{.*}} the task of 'number' refers to it as 'n'
  auto h = ask({make_url(), 3});
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this temporary dies {{.*}} the task of 'ask' refers to it as 'r'
  auto i = consume(make_url());
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this temporary dies {{.*}} the task of 'consume' refers to it as 'text'
  auto j = client("host").get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this temporary dies {{.*}} the task of 'client::get' refers to it [coro-dangling-task-argument]
  auto k = wrapped(std::cref(static_cast<const settings &>(load())));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this temporary dies {{.*}} the task of 'wrapped' refers to it as 's'
  co_return co_await std::move(a) + co_await std::move(b) + co_await std::move(c) + co_await std::move(d) +
      co_await std::move(e) + co_await std::move(f) + co_await std::move(g) + co_await std::move(h) +
      co_await std::move(i) + co_await std::move(j) + co_await std::move(k);
}

cppcoro::task<int> returned() {
  return fetch(make_url());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this temporary dies at the end of this statement, before the returned task is done: the task of 'fetch' refers to it as 'url'
}

void spawned(asio::io_context &io) {
  asio::co_spawn(io, session(load()), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: this temporary dies at the end of this statement, and the coroutine goes on: the task of 'session' refers to it as 's'
}

std::vector<cppcoro::task<int>> in_a_container() {
  std::vector<cppcoro::task<int>> tasks;
  for (int i = 0; i < 3; ++i)
    tasks.push_back(fetch("host/" + std::to_string(i)));
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: this temporary dies {{.*}} before the task in 'tasks' is done
  return tasks;
}

// Where the body is seen, it has to use what it was given.
static lib::eager_task before(const std::string &url) {
  log(url);
  co_await rest();
}
static lib::eager_task after(const std::string &url) {
  co_await rest();
  log(url);
}
static cppcoro::task<int> lazy(const std::string &url) { co_return static_cast<int>(url.size()); }
static cppcoro::task<int> unused(const std::string &) { co_return 1; }
static cppcoro::task<int> pass_on(const std::string &url) { return lazy(url); }
static cppcoro::task<int> copies(const std::string &url) { return own(url); }
static lib::generator<char> letters(const std::string &text) {
  for (char c : text)
    co_yield c;
}

cppcoro::task<int> with_bodies() {
  auto a = after(make_url());
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: this temporary dies at the end of this statement, before the task in 'a' is done: the task of 'after' refers to it as 'url'
  // CHECK-MESSAGES: :{{.*}}: note: it is used here, after a suspension
  // CHECK-MESSAGES: :{{.*}}: note: the coroutine is suspended here
  auto b = lazy(make_url());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this temporary dies {{.*}} before the task in 'b' is done: the task of 'lazy' refers to it as 'url'
  // CHECK-MESSAGES: :{{.*}}: note: it is used here
  auto c = pass_on(make_url());
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this temporary dies {{.*}} before the task in 'c' is done: the task of 'pass_on' refers to it as 'url'
  // CHECK-MESSAGES: :{{.*}}: note: it is used here
  auto d = client("host").find("key");
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: this temporary dies {{.*}} before the task in 'd' is done: the task of 'client::find' refers to it as 'key'
  // CHECK-MESSAGES: :{{.*}}: note: it is used here
  // ok: it is used before the first suspension only
  auto e = before(make_url());
  // ok: it is not used at all
  auto f = unused(make_url());
  // ok: the function behind it has a copy
  auto g = copies(make_url());
  co_await a;
  co_await e;
  co_return co_await std::move(b) + co_await std::move(c) + co_await std::move(d) + co_await std::move(f) +
      co_await std::move(g);
}

// Before C++23 the temporary dies before the first round.
void generated() {
  for (char c : letters(make_url()))
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: this temporary dies at the end of this statement, before the loop begins: the generator of 'letters' refers to it as 'text'
    // CHECK-MESSAGES: :{{.*}}: note: it is used here
    log(std::string(1, c));
}

template <typename T> cppcoro::task<int> in_a_template(T value) {
  auto t = fetch(std::to_string(value));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: this temporary dies {{.*}} before the task in 't' is done
  co_return co_await std::move(t);
}
template cppcoro::task<int> in_a_template<int>(int);

cppcoro::task<int> awaited() {
  // ok: the statement awaits the task, and its temporaries live as long
  int n = co_await fetch(make_url());
  // ok: as one of several
  auto [a, b] = co_await cppcoro::when_all(fetch(make_url()), view(make_url()));
  // ok: the thread waits
  n += cppcoro::sync_wait(fetch(make_url()));
  co_return n + a + b;
}

cppcoro::task<int> owned() {
  std::string url = make_url();
  const settings options = load();
  // ok: by value
  auto a = own(make_url());
  // ok: a local lives as long as the task
  auto b = fetch(url);
  auto c = view(url);
  // ok: a literal lives for ever
  auto d = view("literal");
  auto e = pointer("literal");
  // ok: there is nothing in it to be read
  auto f = tagged(tag{}, 1);
  // ok: a reference keeps the temporary
  const std::string &kept = make_url();
  auto g = fetch(kept);
  // ok: a forwarding reference says nothing of what becomes of it
  auto h = forwarded(make_url());
  // ok: what an accessor of a class of one's own gives is not known to be a part of it
  auto i = wrapped(std::cref(options));
  co_return co_await std::move(a) + co_await std::move(b) + co_await std::move(c) + co_await std::move(d) +
      co_await std::move(e) + co_await std::move(f) + co_await std::move(g) + co_await std::move(h) +
      co_await std::move(i);
}

void never_started() {
  // ok: it never runs, which is another matter
  auto t = fetch(make_url());
  // ok: an eager function without a body may have used it already
  auto e = elsewhere(make_url());
}

seastar::future<int> find(const std::string &key);
seastar::future<int> plain_functions(int n) {
  // ok: a future is eager: this may be no coroutine, and have made a copy
  return find(std::to_string(n));
}

// --- a local of a block --------------------------------------------------------------------------

cppcoro::task<int> of_a_loop(std::vector<int> ids) {
  std::vector<cppcoro::task<int>> tasks;
  for (int id : ids) {
    std::string url = "host/" + std::to_string(id);
    tasks.push_back(fetch(url));
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'url' dies at the end of its block, before the task in 'tasks' is done: the task of 'fetch' refers to it as 'url'
    tasks.push_back(number(id));
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'id' dies at the end of its block, before the task in 'tasks' is done: the task of 'number' refers to it as 'n'
  }
  int sum = 0;
  for (auto &t : tasks)
    sum += co_await std::move(t);
  co_return sum;
}

cppcoro::task<int> of_a_branch(bool again) {
  std::optional<cppcoro::task<int>> t;
  if (again) {
    std::string url = make_url();
    t.emplace(view(url));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'url' dies at the end of its block, before the task in 't' is done: the task of 'view' refers to it as 'url'
  }
  co_return t ? co_await std::move(*t) : 0;
}

cppcoro::task<int> within(std::vector<int> ids) {
  int sum = 0;
  std::vector<cppcoro::task<int>> tasks;
  for (int id : ids) {
    // ok: awaited, and cleared, before the block ends
    std::string url = "host/" + std::to_string(id);
    tasks.push_back(fetch(url));
    for (auto &t : tasks)
      sum += co_await std::move(t);
    tasks.clear();
  }
  for (const std::string &url : {make_url(), make_url()})
    // ok: the strings are those of the list
    tasks.push_back(fetch(url));
  for (auto &t : tasks)
    sum += co_await std::move(t);
  for (int id : ids) {
    // ok: both end with the block
    std::string url = "host/" + std::to_string(id);
    auto t = fetch(url);
    sum += co_await std::move(t);
  }
  co_return sum;
}
