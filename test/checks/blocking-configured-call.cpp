// RUN: %check
// RUN: %check --suffix=LIST --option "Functions=legacy::fetch -> legacy::async_fetch; Repository::load; ::render; legacy::Session; compress; legacy::lookup" -- -DLISTED
// RUN: %check --suffix=PROFILE --profile blocking-configured-call.yaml -- -DLISTED
#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <cppcoro/task.hpp>

#include <string>
#include <thread>

// --- what the project says with annotations ------------------------------------------------------

#define BLOCKS [[clang::annotate("corolint::blocking")]]
#define DOES_NOT_BLOCK [[clang::annotate("corolint::nonblocking")]]

BLOCKS std::string read_config(const std::string &path);

class database {
public:
  BLOCKS explicit database(const std::string &url);
  BLOCKS int query(const std::string &sql);
  cppcoro::task<int> query(const std::string &sql, int timeout);
  template <typename Row> BLOCKS Row first(const std::string &sql);
  int cached(const std::string &sql);
};

#ifndef LISTED
cppcoro::task<int> users(std::string url) {
  database db(url);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'database' is declared to block: nothing else on the thread of coroutine 'users' runs until it returns [coro-blocking-configured-call]
  // CHECK-MESSAGES: :[[@LINE-11]]:19: note: declared blocking here
  int n = db.query("select count(*) from users") + db.first<int>("select max(id) from users");
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'query' is declared to block: nothing else on the thread of coroutine 'users' runs until it returns [coro-blocking-configured-call]
  // CHECK-MESSAGES: :[[@LINE-13]]:14: note: declared blocking here
  // CHECK-MESSAGES: :[[@LINE-3]]:55: warning: 'first' is declared to block: nothing else on the thread of coroutine 'users' runs until it returns [coro-blocking-configured-call]
  // CHECK-MESSAGES: :[[@LINE-13]]:38: note: declared blocking here
  if (read_config("/etc/app.conf").empty())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'read_config' is declared to block: nothing else on the thread of coroutine 'users' runs until it returns [coro-blocking-configured-call]
  // CHECK-MESSAGES: :[[@LINE-23]]:20: note: declared blocking here
    co_return n;
  co_return [&] { return db.query("select 1"); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'query' is declared to block: nothing else on the thread of coroutine 'users' runs until it returns [coro-blocking-configured-call]
  // CHECK-MESSAGES: :[[@LINE-22]]:14: note: declared blocking here
}

#define CONFIG(name) read_config(name)

void on_reload(asio::io_context &io) {
  asio::post(io, [] { CONFIG("/etc/app.conf"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'read_config' is declared to block: the loop that runs this handler stands still until it returns [coro-blocking-configured-call]
  // CHECK-MESSAGES: :[[@LINE-5]]:22: note: expanded from macro 'CONFIG'
  // CHECK-MESSAGES: :[[@LINE-36]]:20: note: declared blocking here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the handler is given to the loop here
}
#endif

// --- what the project says with the option, or in a profile ------------------------------------

namespace legacy {
std::string fetch(const std::string &url);
cppcoro::task<std::string> fetch(const std::string &url, int timeout);
std::string prefetch(const std::string &url);
struct Session {
  Session(const std::string &user, int retries);
  static void close_all();
};
struct lookup_fn {
  int operator()(const std::string &name) const;
};
inline constexpr lookup_fn lookup{};
} // namespace legacy
namespace v2 {
template <typename Key> struct Repository {
  int load(Key key);
  int preload(Key key);
};
DOES_NOT_BLOCK std::string compress(const std::string &text);
} // namespace v2
std::string compress(const std::string &text);
void render();
namespace pages {
void render();
}

cppcoro::task<std::string> page(std::string url, v2::Repository<int> repository) {
  legacy::Session session("guest", 3);
  // CHECK-MESSAGES-LIST: :[[@LINE-1]]:19: warning: 'Session' is declared to block: nothing else on the thread of coroutine 'page' runs until it returns [coro-blocking-configured-call]
  std::string text = legacy::fetch(url);
  // CHECK-MESSAGES-LIST: :[[@LINE-1]]:22: warning: 'fetch' is declared to block: nothing else on the thread of coroutine 'page' runs until it returns [coro-blocking-configured-call]
  // CHECK-MESSAGES-LIST: :[[@LINE-2]]:22: note: use 'legacy::async_fetch' instead
  // CHECK-MESSAGES-PROFILE: :[[@LINE-3]]:22: warning: 'fetch' waits for the legacy server: nothing else on the thread of coroutine 'page' runs until it returns [coro-blocking-configured-call]
  for (int id = 0; id < repository.load(1); ++id)
  // CHECK-MESSAGES-LIST: :[[@LINE-1]]:36: warning: 'load' is declared to block: nothing else on the thread of coroutine 'page' runs until it returns [coro-blocking-configured-call]
  // CHECK-MESSAGES-PROFILE: :[[@LINE-2]]:36: warning: 'load' is declared to block: nothing else on the thread of coroutine 'page' runs until it returns [coro-blocking-configured-call]
    render();
    // CHECK-MESSAGES-LIST: :[[@LINE-1]]:5: warning: 'render' is declared to block: nothing else on the thread of coroutine 'page' runs until it returns [coro-blocking-configured-call]
  if (legacy::lookup(url) == 0)
  // CHECK-MESSAGES-LIST: :[[@LINE-1]]:7: warning: 'lookup' is declared to block: nothing else on the thread of coroutine 'page' runs until it returns [coro-blocking-configured-call]
    text = compress(text);
    // CHECK-MESSAGES-LIST: :[[@LINE-1]]:12: warning: 'compress' is declared to block: nothing else on the thread of coroutine 'page' runs until it returns [coro-blocking-configured-call]
  co_return text;
}

// Reported once, however often it is instantiated.
template <typename Key> cppcoro::task<int> count(v2::Repository<Key> repository) {
  co_return repository.load(Key());
  // CHECK-MESSAGES-LIST: :[[@LINE-1]]:24: warning: 'load' is declared to block: nothing else on the thread of coroutine 'count' runs until it returns [coro-blocking-configured-call]
}
template cppcoro::task<int> count(v2::Repository<int>);
template cppcoro::task<int> count(v2::Repository<long>);

// --- safe ----------------------------------------------------------------------------------------

cppcoro::task<int> asynchronous(database &db) {
  // ok: another overload, which is awaited
  int n = co_await db.query("select 1", 5);
  // ok: not annotated
  n += db.cached("select 1");
  co_return n;
}

cppcoro::task<> other_names(v2::Repository<int> repository, std::string url) {
  // ok: the overload that returns a task
  std::string text = co_await legacy::fetch(url, 3);
  auto later = legacy::fetch(url, 3);
  text += co_await std::move(later);
  // ok: a name is compared by whole components
  text += legacy::prefetch(url);
  repository.preload(1);
  // ok: '::render' is the one of the global namespace
  pages::render();
  // ok: the annotation on the function counts for more than the list
  text = v2::compress(text);
  // ok: another function of the class
  legacy::Session::close_all();
}

struct latch_awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(cppcoro::coroutine_handle<> waiting);
  void await_resume() const noexcept {}
};
BLOCKS latch_awaiter arrive();

cppcoro::task<> awaits() {
  // ok: what is awaited suspends
  co_await arrive();
  co_await (arrive());
}

cppcoro::task<int> elsewhere(asio::thread_pool &pool, database &db) {
  // ok: on threads of their own
  std::thread([&] { db.query("vacuum"); }).detach();
  asio::post(pool, [] { read_config("/etc/app.conf"); });
  // ok: whoever calls the lambda decides where it runs
  auto later = [&] { return db.query("select 1"); };
  (void)later;
  co_return 0;
}

std::string plain() {
  // ok: not in a coroutine
  return read_config("/etc/app.conf") + legacy::fetch("http://example.com");
}
