// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>
#include <generic/eager_task.h>
#include <generic/fire_and_forget.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

lib::eager_task rest();
asio::awaitable<void> wait();
void log(std::string_view text);
struct item {
  std::string name;
};

// --- nobody can wait for it ----------------------------------------------------------------------

lib::fire_and_forget reference(const std::string &name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: what 'name' refers to may be gone when 'reference' uses it: nobody can wait for the coroutine [coro-use-after-suspend-of-parameter]
  // CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is used here, after a suspension
  // CHECK-MESSAGES: :[[@LINE-3]]:51: note: take it by value: then it is the coroutine's own
  // CHECK-FIXES: lib::fire_and_forget reference(std::string name) {
  co_await rest();
  log(name);
}

lib::fire_and_forget declared_before(const item &i, int n);
// CHECK-FIXES: lib::fire_and_forget declared_before(item i, int n);
lib::fire_and_forget declared_before(const item &i, int n) {
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: what 'i' refers to may be gone when 'declared_before' uses it
  // CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:50: note: take it by value
  // CHECK-FIXES: lib::fire_and_forget declared_before(item i, int n) {
  co_await rest();
  log(i.name);
}

lib::fire_and_forget rvalue(std::string &&name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: what 'name' refers to may be gone when 'rvalue' uses it
  // CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:43: note: take it by value
  // CHECK-FIXES: lib::fire_and_forget rvalue(std::string name) {
  co_await rest();
  log(name);
}

lib::fire_and_forget view(std::string_view name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: what 'name' refers to may be gone when 'view' uses it
  co_await rest();
  log(name);
}

lib::fire_and_forget pointer(item *i, std::span<int> numbers) {
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: what 'i' refers to may be gone when 'pointer' uses it
  // CHECK-MESSAGES: :[[@LINE-2]]:54: warning: what 'numbers' refers to may be gone when 'pointer' uses it
  co_await rest();
  i->name = std::to_string(numbers.size());
}

lib::fire_and_forget cannot_be_copied(const std::unique_ptr<int> &p) {
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: what 'p' refers to may be gone
  // CHECK-FIXES: lib::fire_and_forget cannot_be_copied(const std::unique_ptr<int> &p) {
  co_await rest();
  ++*p;
}

struct handler {
  virtual lib::fire_and_forget on_event(const item &i) {
    // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: what 'i' refers to may be gone when 'handler::on_event' uses it
    // CHECK-FIXES: virtual lib::fire_and_forget on_event(const item &i) {
    co_await rest();
    log(i.name);
  }
};

// --- started, and not waited for -----------------------------------------------------------------

class server {
public:
  void add(asio::io_context &io, item &i) {
    asio::co_spawn(io, serve(i, name_), asio::detached);
    asio::co_spawn(io, own(i.name), asio::detached);
  }
  asio::awaitable<void> run(item &i) {
    // ok: awaited
    co_await awaited(i);
  }

private:
  asio::awaitable<void> serve(const item &i, std::string_view prefix) {
    // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: what 'i' refers to may be gone when 'server::serve' uses it: it is started and not waited for
    // CHECK-MESSAGES: :[[@LINE-2]]:63: warning: what 'prefix' refers to may be gone when 'server::serve' uses it
    co_await wait();
    log(i.name);
    log(prefix);
  }
  asio::awaitable<void> own(std::string name) {
    // ok: the coroutine's own
    co_await wait();
    log(name);
  }
  asio::awaitable<void> awaited(const item &i) {
    co_await wait();
    log(i.name);
  }
  std::string name_;
};

// Where the work goes: into the background, or into a member.
struct crew {
  void add(item &i) { tasks_.push_back(later(i)); }
  static asio::awaitable<void> later(item &i) {
    // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: what 'i' refers to may be gone when 'crew::later' uses it
    co_await wait();
    log(i.name);
  }
  asio::awaitable<void> locally(item &i) {
    // ok: what is in the local is awaited here
    struct {
      int id;
      std::vector<asio::awaitable<void>> tasks;
    } local;
    local.tasks.push_back(soon(i));
    for (auto &t : local.tasks)
      co_await std::move(t);
  }
  static asio::awaitable<void> soon(item &i) {
    co_await wait();
    log(i.name);
  }
  std::vector<asio::awaitable<void>> tasks_;
};

// Whose loop it is.
struct engine {
  asio::io_context io;
  std::unique_ptr<asio::io_context> second;
  asio::io_context &lent;
  item one;
  void start() {
    // ok: nothing runs when the engine is gone
    asio::co_spawn(io, on_own_loop(one), asio::detached);
  }
  static asio::awaitable<void> on_own_loop(item &i) {
    co_await wait();
    log(i.name);
  }
};
asio::awaitable<void> on_its_loop(engine &e) {
  co_await wait();
  log(e.one.name);
}
void on_the_loop_of_an_argument(engine &e) {
  // ok: it is the engine's loop
  asio::co_spawn(e.io, on_its_loop(e), asio::detached);
  asio::co_spawn(e.io.get_executor(), on_its_loop(e), asio::detached);
  asio::co_spawn(*e.second, on_its_loop(e), asio::detached);
}
asio::awaitable<void> on_a_lent_loop(engine &e) {
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: what 'e' refers to may be gone when 'on_a_lent_loop' uses it
  co_await wait();
  log(e.one.name);
}
void on_the_loop_of_another(engine &e) { asio::co_spawn(e.lent, on_a_lent_loop(e), asio::detached); }
asio::awaitable<void> on_anothers_loop(engine &e) {
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: what 'e' refers to may be gone when 'on_anothers_loop' uses it
  co_await wait();
  log(e.one.name);
}
void on_the_loop_of_a_second(engine &e, engine &f) { asio::co_spawn(f.io, on_anothers_loop(e), asio::detached); }

// --- what is safe --------------------------------------------------------------------------------

lib::fire_and_forget before(const std::string &name) {
  // ok: used before the suspension only
  log(name);
  co_await rest();
}
lib::fire_and_forget unused(const std::string &) {
  // ok: not used
  co_await rest();
}
lib::fire_and_forget by_value(std::string name, std::shared_ptr<item> i) {
  // ok: the coroutine's own
  co_await rest();
  log(name + i->name);
}
lib::fire_and_forget loop(asio::io_context &io) {
  // ok: a loop outlives what it runs
  co_await rest();
  io.run();
}
struct service {
  virtual ~service();
  virtual void notify() = 0;
};
lib::fire_and_forget dependency(service &s) {
  // ok: an interface is somebody's service
  co_await rest();
  s.notify();
}
lib::eager_task can_be_awaited(const std::string &name) {
  // ok: whoever calls it can wait
  co_await rest();
  log(name);
}
lib::fire_and_forget copied(const std::string &name) {
  // ok: copied before the suspension
  std::string own = name;
  co_await rest();
  log(own);
}
struct operation {
  item one;
  static lib::fire_and_forget run(operation &self) {
    // ok: the object by another name
    co_await rest();
    log(self.one.name);
  }
  static lib::fire_and_forget of_another(item &i) {
    // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: what 'i' refers to may be gone when 'operation::of_another' uses it
    co_await rest();
    log(i.name);
  }
};
