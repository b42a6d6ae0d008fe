// RUN: %check --profile empty-task-returned.yaml
#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <coro/task.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <QCoro/QCoroTask>
#include <cassert>
#include <coroutine>
#include <cstdlib>
#include <exception>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

cppcoro::task<> flush(int session);
cppcoro::task<int> count_rows();
asio::awaitable<void> send_goodbye(int client);
coro::task<int> fetch(std::string key);
void log_line(const std::string &line);

// cppcoro throws from await_resume.
class null_journal {
public:
  cppcoro::task<> append(std::string row) {
    log_line(row);
    return {};
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'null_journal::append' returns an empty task, with no coroutine behind it: awaiting it throws 'cppcoro::broken_promise' [coro-empty-task-returned]
  }
  cppcoro::task<> sync() { return {}; }
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'null_journal::sync' returns an empty task, with no coroutine behind it: awaiting it throws 'cppcoro::broken_promise' [coro-empty-task-returned]
  // CHECK-MESSAGES: :[[@LINE-2]]:28: note: make it a coroutine that has nothing to do
  // CHECK-FIXES: {{^}}  cppcoro::task<> sync() { co_return; }
  // CHECK-FIXES-SAFE: {{^}}  cppcoro::task<> sync() { return {}; }
  cppcoro::task<int> size() { return cppcoro::task<int>(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'null_journal::size' returns an empty task, with no coroutine behind it: awaiting it throws
};

// Asio and libcoro take the coroutine for granted.
asio::awaitable<void> say_goodbye(int client, bool polite) {
  if (polite)
    return send_goodbye(client);
  return {};
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'say_goodbye' returns an empty task, with no coroutine behind it: awaiting it uses a null coroutine handle [coro-empty-task-returned]
}
coro::task<int> cached(std::map<std::string, int> &cache, std::string key) {
  return cache.count(key) ? coro::task<int>{} : fetch(key);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'cached' returns an empty task, with no coroutine behind it: awaiting it uses a null coroutine handle [coro-empty-task-returned]
}

// A test double.
struct store {
  virtual ~store() = default;
  virtual asio::awaitable<std::string> load(int id) = 0;
  virtual asio::awaitable<void> drop(int id) = 0;
};
struct fake_store final : store {
  asio::awaitable<std::string> load(int) override { return asio::awaitable<std::string>(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'fake_store::load' returns an empty task, with no coroutine behind it: awaiting it uses
  asio::awaitable<void> drop(int) override {
    return {};
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fake_store::drop' returns an empty task, with no coroutine behind it: awaiting it uses
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: make it a coroutine that has nothing to do
    // CHECK-FIXES: {{^}}    co_return;
    // CHECK-FIXES-SAFE: {{^}}    return {};
  }
};

// A variable that never gets a task.
cppcoro::task<> reset(int session, bool now) {
  cppcoro::task<> work;
  if (!now) {
    work = flush(session);
    return work;
  }
  log_line("nothing to flush");
  return work;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'reset' returns 'work', an empty task, with no coroutine behind it: awaiting it throws
  // CHECK-MESSAGES: :[[@LINE-8]]:3: note: 'work' is left empty here
}
cppcoro::task<> cancelled(int session) {
  auto work = flush(session);
  work = {};
  return work;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'cancelled' returns 'work', an empty task, with no coroutine behind it: awaiting it throws
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'work' is left empty here
}

// A variable whose task went elsewhere. (QCoro 0.8: the handle is used.)
std::map<int, cppcoro::task<>> running;
void keep(cppcoro::task<> work);
cppcoro::task<> start(int session) {
  auto work = flush(session);
  keep(std::move(work));
  return work;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'start' returns 'work', which was moved from, with no coroutine behind it: awaiting it throws
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: 'work' is moved from here
}
QCoro::Task<int> load_settings();
QCoro::Task<int> settings(bool again) {
  QCoro::Task<int> loading = load_settings();
  QCoro::Task<int> kept = std::move(loading);
  if (again)
    return kept;
  return std::move(loading);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'settings' returns 'loading', which was moved from, with no coroutine behind it: awaiting it uses a null coroutine handle
  // CHECK-MESSAGES: :[[@LINE-5]]:27: note: 'loading' is moved from here
}
QCoro::Task<> no_settings() { return QCoro::Task<>{}; }
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'no_settings' returns an empty task, with no coroutine behind it: awaiting it uses a null coroutine handle
// CHECK-MESSAGES: :[[@LINE-2]]:31: note: make it a coroutine that has nothing to do
// CHECK-FIXES: {{^}}QCoro::Task<> no_settings() { co_return; }
// CHECK-FIXES-SAFE: {{^}}QCoro::Task<> no_settings() { return QCoro::Task<>{}; }

// Lambdas; a null handle.
void register_handlers() {
  auto on_close = [](int) -> coro::task<void> { return {}; };
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: this lambda returns an empty task
  // CHECK-MESSAGES: :[[@LINE-2]]:49: note: make it a coroutine that has nothing to do
  // CHECK-FIXES: {{^}}  auto on_close = [](int) -> coro::task<void> { co_return; };
  // CHECK-FIXES-SAFE: {{^}}  auto on_close = [](int) -> coro::task<void> { return {}; };
  auto on_error = [](int) { return coro::task<void>{}; };
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: this lambda returns an empty task
  auto on_data = [](int) { return coro::task<void>{nullptr}; };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: this lambda returns an empty task
  (void)on_close, (void)on_error, (void)on_data;
}

// The instantiation of a template whose result is written as a task.
template <typename T> cppcoro::task<T> find(int) { return {}; }
// CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'find' returns an empty task
cppcoro::task<> lookup() {
  std::string row = co_await find<std::string>(1);
  log_line(row);
}

// A task of one's own: the type tells.
namespace own {
template <const char *What> struct error : std::runtime_error {
  error() : std::runtime_error(What) {}
};
struct not_started : std::logic_error {
  not_started() : std::logic_error("not started") {}
};
class job {
public:
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  job() noexcept = default;
  job(job &&other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  auto operator co_await() {
    check();
    return awaiter{handle_};
  }
  struct awaiter {
    std::coroutine_handle<promise_type> handle;
    bool await_ready() { return handle.done(); }
    void await_suspend(std::coroutine_handle<>) {}
    void await_resume() {}
  };

private:
  void check() const {
    if (!handle_)
      throw not_started();
  }
  std::coroutine_handle<promise_type> handle_;
};
/// Never resumes: it has nobody to be resumed by.
class wait {
public:
  struct promise_type {
    wait get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
    std::coroutine_handle<> next;
  };
  wait() = default;
  bool await_ready() const noexcept { return handle_ && handle_.done(); }
  void await_suspend(std::coroutine_handle<> next) {
    if (!handle_)
      return;
    handle_.promise().next = next;
  }
  void await_resume() {}

private:
  std::coroutine_handle<promise_type> handle_ = nullptr;
};
/// Nothing to do is done.
class optional_job {
public:
  struct promise_type {
    optional_job get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  optional_job() = default;
  bool await_ready() const noexcept { return handle_ == nullptr || handle_.done(); }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) { return handle_; }
  void await_resume() {}

private:
  std::coroutine_handle<promise_type> handle_ = nullptr;
};
/// What the profile says about it is above what its awaiter shows.
class declared_job {
public:
  struct promise_type {
    declared_job get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  declared_job() = default;
  bool await_ready() const noexcept { return handle_.done(); }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}

private:
  std::coroutine_handle<promise_type> handle_ = nullptr;
};
/// Shares a state that is made at once.
class shared_job {
public:
  struct promise_type {
    shared_job get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  shared_job() : state_(std::make_shared<int>(1)) {}
  bool await_ready() const noexcept { return *state_ != 0; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}

private:
  std::shared_ptr<int> state_;
};
} // namespace own

own::job idle_job() { return {}; }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'idle_job' returns an empty task, with no coroutine behind it: awaiting it throws 'own::not_started'
// CHECK-MESSAGES: :[[@LINE-2]]:23: note: make it a coroutine that has nothing to do
// CHECK-FIXES: {{^}}own::job idle_job() { co_return; }
// CHECK-FIXES-SAFE: {{^}}own::job idle_job() { return {}; }
own::wait no_wait(int) {
  log_line("no wait");
  return own::wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'no_wait' returns an empty task, with no coroutine behind it: whoever awaits it is never resumed
}
own::optional_job maybe_job(bool needed) {
  (void)needed;
  // ok: awaiting an empty one returns at once
  return {};
}
own::declared_job declared() {
  // ok: the profile says so
  return {};
}
own::shared_job now() {
  // ok: a default-constructed one has a state
  return {};
}

// Awaited without a look by one caller, although another one looks.
asio::awaitable<void> pending_write(int client) {
  if (client > 0)
    return send_goodbye(client);
  return asio::awaitable<void>{};
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'pending_write' returns an empty task
}
asio::awaitable<void> careful(int client) {
  if (auto write = pending_write(client); write.valid())
    co_await std::move(write);
}
asio::awaitable<void> careless(int client) { co_await pending_write(client); }

// ok: every caller in this unit asks first
asio::awaitable<void> last_words(int client) {
  if (client > 0)
    return send_goodbye(client);
  return {};
}
asio::awaitable<void> close_session(int client) {
  auto words = last_words(client);
  if (words.valid())
    co_await std::move(words);
}

// ok: asked through the base
struct plugin {
  virtual ~plugin() = default;
  virtual asio::awaitable<void> on_close() { return {}; }
};
struct quiet_plugin : plugin {
  asio::awaitable<void> on_close() override { return asio::awaitable<void>(); }
};
asio::awaitable<void> close_plugin(plugin &p) {
  asio::awaitable<void> closing = p.on_close();
  if (!closing.valid())
    co_return;
  co_await std::move(closing);
}

// ok: the task is there on some path, and what the other one means is not known
cppcoro::task<> some_path(int session, bool now) {
  cppcoro::task<> work;
  if (now)
    work = flush(session);
  return work;
}

// ok: filled through a reference
void fill(cppcoro::task<> &work);
cppcoro::task<> filled() {
  cppcoro::task<> work;
  fill(work);
  return work;
}
cppcoro::task<> filled_by_lambda(int session) {
  cppcoro::task<> work;
  auto set = [&] { work = flush(session); };
  set();
  return work;
}

// ok: a new one after the move
cppcoro::task<> restarted(int session) {
  auto work = flush(session);
  keep(std::move(work));
  work = flush(session + 1);
  return work;
}

// ok: moved on in this very return
cppcoro::task<> passed_on(int session) {
  auto work = flush(session);
  return std::move(work);
}

// ok: an rvalue reference alone moves nothing
void look_at(cppcoro::task<> &&work);
cppcoro::task<> looked_at(int session) {
  auto work = flush(session);
  look_at(std::move(work));
  return work;
}

// ok: nobody comes here
enum class kind { read, write };
cppcoro::task<> by_kind(kind k) {
  switch (k) {
  case kind::read:
    return flush(1);
  case kind::write:
    return flush(2);
  }
  return {};
}
cppcoro::task<> never(int session) {
  if (session > 0)
    return flush(session);
  std::abort();
  return {};
}
#undef assert
#define assert(condition) static_cast<void>(0)
cppcoro::task<int> asserted(int table) {
  if (table == 0)
    return count_rows();
  assert(!"no such table");
  return {};
}

// ok: an empty sequence is a sequence, and nobody awaits it
cppcoro::generator<int> none() { return {}; }

// ok: not a task itself
std::unique_ptr<cppcoro::task<int>> no_task() { return {}; }

// ok: a template that does not know of tasks
template <typename T> T nothing() { return T(); }
void use_nothing() { auto unused = nothing<cppcoro::task<>>(); (void)unused; }

// ok: a coroutine
cppcoro::task<> does_nothing() { co_return; }

// ok: the class's own idea of empty, and what the language asks for
namespace own {
class named_empty {
public:
  struct promise_type {
    named_empty get_return_object() { return {}; }
    static named_empty get_return_object_on_allocation_failure() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  static named_empty empty() { return {}; }
  bool await_ready() const noexcept { return handle_.done(); }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}

private:
  std::coroutine_handle<promise_type> handle_;
};
} // namespace own
