// RUN: %check --checks=coro-dangling-coroutine-lambda,coro-dangling-task-argument,coro-detached-reference-capture,coro-this-after-suspend,coro-return-task-from-scope,coro-iterator-across-suspend,coro-use-after-suspend-of-parameter
// Bugs of public projects in which a coroutine used what was gone, written anew from their fix commits: the form
// before the fix, which is reported, and the one after it, which is not.
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>
#include <generic/eager_task.h>
#include <generic/fire_and_forget.h>
#include <generic/lazy_task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

seastar::future<> flush();
seastar::future<bool> more();
lib::eager_task sleep_for(int seconds);
lib::eager_task background();
void log(const std::string &text);

//===-- redpanda 89ec9d57c3, PR 7071 and others (some 50 places): a lambda coroutine as a continuation --===//

struct reader_before {
  int index = 0;
  seastar::future<> load() {
    return flush().then([this]() -> seastar::future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the coroutine may use its capture 'this' when the lambda is gone: 'future::then' destroys the lambda once it was called
      co_await flush();
      ++index;
    });
  }
};
struct reader_after {
  int index = 0;
  seastar::future<> load() {
    // ok: a coroutine of its own
    return flush().then([this] { return transform(); });
  }
  seastar::future<> transform() {
    co_await flush();
    ++index;
  }
};

//===-- redpanda 219fcbc118: an accept loop, with then_wrapped --===//

struct acceptor_before {
  int connections = 0;
  seastar::future<> accept() {
    return flush().then_wrapped([this](seastar::future<> f) -> seastar::future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: {{.*}} 'this' {{.*}} 'future::then_wrapped' destroys the lambda once it was called
      co_await std::move(f);
      ++connections;
    });
  }
};

//===-- redpanda 8c23bec9e6, 502971c901, ceph PR 69329: a lambda coroutine in the background of a gate --===//

template <typename Func> void spawn_with_gate(seastar::gate &g, Func &&func) {
  (void)seastar::with_gate(g, std::forward<Func>(func));
}

class loop_before {
public:
  void start() {
    spawn_with_gate(gate_, [this]() -> seastar::future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: {{.*}} 'this' {{.*}} it dies at the end of this statement, and the coroutine goes on
      while (!stopped_)
        co_await flush();
    });
  }

private:
  bool stopped_ = false;
  seastar::gate gate_;
};
class loop_after {
public:
  void start() {
    // ok: a member coroutine
    spawn_with_gate(gate_, [this] { return run(); });
  }

private:
  seastar::future<> run() {
    while (!stopped_)
      co_await flush();
  }
  bool stopped_ = false;
  seastar::gate gate_;
};

// The same behind two functions of the project's own, which handle the exceptions.
class gate_of_ceph {
public:
  template <typename Func> void dispatch_in_background(const char *, Func &&func) {
    (void)dispatch(std::forward<Func>(func));
  }
  template <typename Func> seastar::future<> dispatch(Func &&func) {
    return seastar::with_gate(gate_, std::forward<Func>(func)).handle_exception([](std::exception_ptr) {});
  }

private:
  seastar::gate gate_;
};
class session_of_ceph {
public:
  void start() {
    gate_.dispatch_in_background("session", [this]() -> seastar::future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: {{.*}} 'this' {{.*}} it dies at the end of this statement, and the coroutine goes on
      co_await flush();
      ++rounds_;
    });
  }

private:
  int rounds_ = 0;
  gate_of_ceph gate_;
};

//===-- drogon 9448c198, 706fc70a; FISCO-BCOS PR 5492 and 5504 (15 places): called where it stands --===//

void log_later_before(std::string name) {
  [name]() -> lib::fire_and_forget {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} 'name' {{.*}} it dies at the end of this statement, and the coroutine goes on
    co_await sleep_for(10);
    log(name);
  }();
}
void log_later_after(std::string name) {
  // ok: a parameter in the place of the capture
  [](std::string name) -> lib::fire_and_forget {
    co_await sleep_for(10);
    log(name);
  }(name);
}
// The library's own repair: the function keeps what it is given, as a parameter of a coroutine.
template <typename Coro> void async_run(Coro &&coro) {
  [](auto functor) -> lib::fire_and_forget { co_await functor(); }(std::forward<Coro>(coro));
}
void run_kept(std::string name) {
  // ok: async_run keeps the lambda
  async_run([name]() -> lib::eager_task {
    co_await sleep_for(10);
    log(name);
  });
}

//===-- yalantinglibs issue 929: a lambda with a name, and a task that is started by hand --===//

asio::awaitable<void> handle(std::string payload);
void topic_before(asio::io_context &io, std::string payload) {
  auto task = [payload]() -> asio::awaitable<void> { co_await handle(payload); };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}} 'payload' {{.*}} 'task' dies at the end of its scope, and the coroutine goes on
  asio::co_spawn(io, task(), [](std::exception_ptr) {});
}
void topic_after(asio::io_context &io, std::string payload) {
  // ok: parameters
  auto task = [](std::string payload) -> asio::awaitable<void> { co_await handle(payload); };
  asio::co_spawn(io, task(payload), [](std::exception_ptr) {});
}

//===-- scylladb 602fca0a12: the application does not keep the function that it runs --===//

seastar::future<> run_app(std::function<seastar::future<>()> func) { return func(); }
seastar::future<> main_before(bool *found) {
  return run_app([found]() -> seastar::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: {{.*}} 'found' {{.*}} 'run_app' destroys the lambda once it was called
    co_await flush();
    *found = true;
  });
}

//===-- silkworm de343e789: a lambda that is given to co_spawn is kept --===//

asio::awaitable<void> kept(asio::io_context &io, std::string name) {
  // ok: awaited, and kept by co_spawn for as long
  co_await asio::co_spawn(io, [&]() -> asio::awaitable<void> { co_await handle(name); }, asio::use_awaitable);
}

//===-- cppwinrt issue 1154, react-native-windows PR 4168: reference parameters of a coroutine in the background --===//

lib::fire_and_forget do_thing_before(const std::string &text) {
  // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: what 'text' refers to may be gone when 'do_thing_before' uses it: nobody can wait for the coroutine
  // CHECK-FIXES: lib::fire_and_forget do_thing_before(std::string text) {
  co_await sleep_for(1);
  if (!text.empty())
    log(text);
}
lib::fire_and_forget do_thing_after(std::string text) {
  // ok: by value
  co_await sleep_for(1);
  if (!text.empty())
    log(text);
}

//===-- redpanda 41803ee07e: a local is lent to the future that is returned --===//

static seastar::future<> handler(const std::string &auth) {
  co_await flush();
  log(auth);
}
seastar::future<> request_before(std::string auth) {
  return handler(auth);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'auth' dies with the call of 'request_before', maybe before the returned task is done
  // CHECK-FIXES: {{^}}  co_return co_await handler(auth);
}
seastar::future<> request_after(std::string auth) {
  // ok: a coroutine
  co_await handler(auth);
}

//===-- scylladb 1293b94039, pldm 320cf8bd9, redpanda f105ac70b8: a loop over a member that others change --===//

class cache_before {
public:
  void invalidate(int id) { entries_.erase(id); }
  seastar::future<> refresh() {
    for (auto &[id, value] : entries_)
      value = co_await more();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the loop goes over 'entries_', which may change while the coroutine is suspended here
  }

private:
  std::map<int, bool> entries_;
};
class cache_after {
public:
  void invalidate(int id) { entries_.erase(id); }
  seastar::future<> refresh() {
    std::vector<int> ids;
    for (auto &[id, value] : entries_)
      ids.push_back(id);
    for (int id : ids) {
      const bool value = co_await more();
      // ok: looked up after the suspension
      if (auto it = entries_.find(id); it != entries_.end())
        it->second = value;
    }
  }

private:
  std::map<int, bool> entries_;
};

//===-- clice 4c1ca76a: a reference into a vector that grows --===//

struct worker {
  bool alive = true;
};
class pool_before {
public:
  void add() { workers_.emplace_back(); }
  seastar::future<> watch(unsigned index) {
    auto &w = workers_[index];
    co_await flush();
    w.alive = false;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'w' may lead nowhere here: 'workers_' may change while the coroutine is suspended
  }

private:
  std::vector<worker> workers_;
};
class pool_after {
public:
  void add() { workers_.emplace_back(); }
  seastar::future<> watch(unsigned index) {
    co_await flush();
    // ok: found again
    workers_[index].alive = false;
  }

private:
  std::vector<worker> workers_;
};

//===-- scylladb 2a3476094e: a reference through an iterator --===//

class servers_before {
public:
  void reload(std::map<int, std::string> other) { servers_ = std::move(other); }
  seastar::future<> query(int id) {
    auto it = servers_.find(id);
    const auto &name = it->second;
    co_await flush();
    log(name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'name' may lead nowhere here: 'servers_' may change
  }

private:
  std::map<int, std::string> servers_;
};
class servers_after {
public:
  void reload(std::map<int, std::string> other) { servers_ = std::move(other); }
  seastar::future<> query(int id) {
    auto it = servers_.find(id);
    const auto name = it->second;
    co_await flush();
    // ok: a copy
    log(name);
  }

private:
  std::map<int, std::string> servers_;
};

//===-- moxygen e918bcef: a method that goes on without its object --===//

class session_before : public std::enable_shared_from_this<session_before> {
public:
  void start(asio::io_context &io) { asio::co_spawn(io, read(), [](std::exception_ptr) {}); }

private:
  asio::awaitable<void> read() {
    co_await handle("");
    closed_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the object may be gone here: 'session_before::read' goes on by itself and does not keep it alive
  }
  bool closed_ = false;
};
class session_after : public std::enable_shared_from_this<session_after> {
public:
  void start(asio::io_context &io) { asio::co_spawn(io, read(), [](std::exception_ptr) {}); }

private:
  asio::awaitable<void> read() {
    // ok: the coroutine has an owner
    auto self = shared_from_this();
    co_await handle("");
    closed_ = true;
  }
  bool closed_ = false;
};

//===-- microsoft/terminal a528141fe6: a coroutine that nobody can wait for, in a class that is shared --===//

class control_before : public std::enable_shared_from_this<control_before> {
public:
  lib::fire_and_forget update() {
    co_await background();
    redraw();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the object may be gone here: 'control_before::update' goes on by itself
  }
  void redraw();
};
class control_after : public std::enable_shared_from_this<control_after> {
public:
  lib::fire_and_forget update() {
    auto weak = weak_from_this();
    co_await background();
    // ok: locked after the suspension
    if (auto self = weak.lock())
      self->redraw();
  }
  void redraw();
};

//===-- microsoft/terminal 70ad67053d: the class is not made to be shared; `this-after-suspend.AnyClass` --===//

class host_of_windows {
public:
  lib::fire_and_forget close() {
    co_await background();
    // ok: how long the object lives is not known; reported with the option
    ++closed_;
  }
  int closed_ = 0;
};

//===-- redpanda 28aab3f35c: a reference into a map that others change, captured by a lambda --===//

class manifests_before {
public:
  void drop(int id) { states_.erase(id); }
  seastar::future<> visit(int id) {
    auto it = states_.find(id);
    auto &state = it->second;
    co_await flush();
    auto store = [&state](std::string text) { state = std::move(text); };
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'state' may lead nowhere here: 'states_' may change while the coroutine is suspended
    store("done");
  }

private:
  std::map<int, std::string> states_;
};

//===-- scylladb 704fb3a5fd: an iterator is held over a yield --===//

class groups_before {
public:
  void stop(int id) { groups_.erase(id); }
  seastar::future<> tick() {
    for (auto it = groups_.begin(); it != groups_.end(); ++it) {
      // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'it' may lead nowhere here: 'groups_' may change while the coroutine is suspended
      log(it->second);
      co_await flush();
    }
  }

private:
  std::map<int, std::string> groups_;
};

//===-- libcoro issue 285: examples that keep the tasks of lambdas --===//

void examples_before(std::vector<lib::task<int>> &tasks, int count) {
  for (int i = 0; i < count; ++i)
    tasks.push_back([i]() -> lib::task<int> { co_return i; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: {{.*}} 'i' {{.*}} it dies at the end of this statement, before the stored task is done
}
void examples_after(std::vector<lib::task<int>> &tasks, int count) {
  // ok: a parameter
  auto make = [](int i) -> lib::task<int> { co_return i; };
  for (int i = 0; i < count; ++i)
    tasks.push_back(make(i));
}
