// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/deferred.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <generic/cancelling_task.h>
#include <generic/eager_task.h>
#include <generic/fire_and_forget.h>
#include <generic/lazy_task.h>
#include <seastar/core/coroutine.hh>
#include <seastar/core/semaphore.hh>
#include <string>
#include <utility>
#include <vector>

asio::awaitable<void> send_greeting(int client);
asio::awaitable<int> read_request(int client);
cppcoro::task<> save(std::string row);
cppcoro::task<int> count_rows();
cppcoro::shared_task<int> load_config();
lib::eager_task write_journal();
lib::cancelling_task keep_alive();

seastar::future<> flush_segments();
seastar::future<int> read_header();
void log_line(const std::string &line);

// A lazy task: the work never runs.
asio::awaitable<void> serve(int client, bool polite) {
  auto greeting = send_greeting(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'greeting' is a task that is never awaited: it is lazy, so the work never runs [coro-task-never-awaited]
  // CHECK-FIXES: {{^}}  auto greeting = send_greeting(client);
  auto request = read_request(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'request' is a task that is never awaited: it is lazy, so the work never runs [coro-task-never-awaited]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: await it here to have its result
  // CHECK-FIXES: {{^}}  auto request = co_await read_request(client);
  // CHECK-FIXES-SAFE: {{^}}  auto request = read_request(client);
  if (polite) {
    asio::awaitable<void> again = send_greeting(client);
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'again' is a task that is never awaited: it is lazy
    // CHECK-FIXES: {{^}}    asio::awaitable<void> again = send_greeting(client);
  }
  for (int i = 0; i < 3; ++i)
    if (auto next{send_greeting(i)}; polite)
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'next' is a task that is never awaited: it is lazy
      log_line("greeted");
  co_return;
}

// Naming it for the compiler's sake is no use, and a look at its state is none either.
asio::awaitable<void> only_looked_at(int client) {
  auto greeting = send_greeting(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'greeting' is a task that is never awaited: it is lazy
  if (!greeting.valid())
    log_line("no greeting");
  auto hidden = save("hidden");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'hidden' is a task that is never awaited: it is lazy
  (void)hidden;
  auto row = save("row");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'row' is a task that is never awaited: it is lazy
  if (row.is_ready())
    log_line("saved");
  co_return;
}

lib::task<int> polled() {
  // ok: runs by itself, and is asked whether it has ended
  auto header = read_header();
  while (!header.available())
    log_line("not yet");
  co_return 1;
}

// A lock that is not taken.
class reservations {
public:
  seastar::future<> recalculate() {
    auto units = get_units(guard_, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'units' is a task that is never awaited: the code below does not wait for its result, and its exception is lost [coro-task-never-awaited]
    // CHECK-MESSAGES: :[[@LINE-2]]:18: note: await it here to have its result
    // CHECK-FIXES: {{^}}    auto units = co_await get_units(guard_, 1);
    co_await flush_segments();
  }
  seastar::future<> replenish() {
    auto tick = [this]() -> seastar::future<> {
      auto ticket = get_units(guard_, 1);
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'ticket' is a task that is never awaited: the code below
      // CHECK-FIXES: {{^}}      auto ticket = co_await get_units(guard_, 1);
      co_await flush_segments();
    };
    co_await tick();
  }
  seastar::future<> in_plain_function() {
    auto units = get_units(guard_, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'units' is a task that is never awaited: the code below
    // CHECK-FIXES: {{^}}    auto units = get_units(guard_, 1);
    return flush_segments();
  }

private:
  seastar::semaphore guard_{1};
};

cppcoro::task<> add(cppcoro::async_mutex &mutex, int &counter) {
  auto lock = mutex.scoped_lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lock' is a task that is never awaited: it is an operation that does nothing until it is awaited [coro-task-never-awaited]
  // CHECK-FIXES: {{^}}  auto lock = co_await mutex.scoped_lock_async();
  ++counter;
  co_return;
}

// A method of a template: reported once for all its instantiations.
template <typename Store> class snapshot {
public:
  seastar::future<> take(Store &store) {
    auto units = get_units(lock_, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'units' is a task that is never awaited: the code below
    // CHECK-MESSAGES-NOT: :[[@LINE-2]]:10: warning: 'units'
    co_await store.write();
  }

private:
  seastar::semaphore lock_{1};
};
struct file_store {
  seastar::future<> write();
};
struct memory_store {
  seastar::future<> write();
};
seastar::future<> take_both(file_store &file, memory_store &memory) {
  snapshot<file_store> a;
  snapshot<memory_store> b;
  co_await a.take(file);
  co_await b.take(memory);
}

// Eager tasks.
lib::eager_task close_journal() {
  auto last = write_journal();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'last' is a task that is never awaited: the code below does not wait for its result, and its exception is lost
  // CHECK-FIXES: {{^}}  auto last = write_journal();
  log_line("closed");
  co_return;
}

lib::cancelling_task reconnect() {
  co_await keep_alive();
  auto pings = keep_alive();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'pings' is a task that is never awaited: its work is cancelled at the end of the scope [coro-task-never-awaited]
  // CHECK-FIXES: {{^}}  auto pings = keep_alive();
}

// Plain functions, lambdas, calls of lambdas, combined tasks, macros.
void start_up(int client) {
  auto greeting = send_greeting(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'greeting' is a task that is never awaited: it is lazy
  // CHECK-FIXES: {{^}}  auto greeting = send_greeting(client);
  auto later = [client] {
    auto request = read_request(client);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'request' is a task that is never awaited: it is lazy
    // CHECK-FIXES: {{^}}    auto request = read_request(client);
  };
  later();
  auto session = [](int c) -> asio::awaitable<void> { co_await send_greeting(c); }(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'session' is a task that is never awaited: it is lazy
  using namespace asio::experimental::awaitable_operators;
  auto both = send_greeting(1) && send_greeting(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'both' is a task that is never awaited: it is lazy
}

#define IN_BACKGROUND(Name, Call) auto Name = Call
asio::awaitable<void> from_macro(int client) {
  IN_BACKGROUND(request, read_request(client));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'request' is a task that is never awaited: it is lazy
  // CHECK-FIXES: {{^}}  IN_BACKGROUND(request, read_request(client));
  co_return;
}

// The result of another library's task, and in a catch handler: no fix.
asio::awaitable<void> no_fix(int client) {
  auto rows = count_rows();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'rows' is a task that is never awaited: it is lazy
  // CHECK-FIXES: {{^}}  auto rows = count_rows();
  try {
    co_await send_greeting(client);
  } catch (...) {
    auto request = read_request(client);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'request' is a task that is never awaited: it is lazy
    // CHECK-FIXES: {{^}}    auto request = read_request(client);
  }
}

// Containers that are only filled.
cppcoro::task<> save_all(const std::vector<std::string> &rows) {
  std::vector<cppcoro::task<>> saves;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'saves' holds tasks that are never awaited: they are lazy, so the work never runs [coro-task-never-awaited]
  saves.reserve(rows.size());
  for (const std::string &row : rows)
    saves.push_back(save(row));
  log_line("saved " + std::to_string(saves.size()));
  co_return;
}

lib::eager_task write_twice() {
  std::vector<lib::eager_task> writes;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'writes' holds tasks that are never awaited: the code below does not wait for their results, and their exceptions are lost [coro-task-never-awaited]
  writes.emplace_back(write_journal());
  writes.emplace_back(write_journal());
  co_return;
}

// Other ways to write the initialiser.
asio::awaitable<void> spellings(int client, bool polite) {
  asio::awaitable<int> request(read_request(client));
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'request' is a task that is never awaited: it is lazy
  auto either = polite ? read_request(1) : read_request(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'either' is a task that is never awaited: it is lazy
  // CHECK-FIXES: {{^}}  auto either = polite ? read_request(1) : read_request(2);
  auto &&bound = read_request(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'bound' is a task that is never awaited: it is lazy
  auto parts = [client]() -> asio::awaitable<int> { co_return client; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'parts' is a task that is never awaited: it is lazy
  co_return;
}

// ---------------------------------------------------------------------------------------------
asio::awaitable<void> used_later(int client, bool polite) {
  // ok: started here, awaited below
  auto greeting = send_greeting(client);
  log_line("greeting");
  co_await std::move(greeting);
  // ok: awaited on one of the ways
  auto again = send_greeting(client);
  if (polite)
    co_await std::move(again);
  // ok: the value, not the task
  auto request = co_await read_request(client);
  (void)request;
}

seastar::future<> eager_then_awaited() {
  // ok: runs beside the flush, awaited below
  auto header = read_header();
  co_await flush_segments();
  (void)co_await std::move(header);
}

// ok: returned
asio::awaitable<void> passed_on(int client) {
  auto greeting = send_greeting(client);
  return greeting;
}

void run(asio::awaitable<void> task);
void adopt(cppcoro::task<> &task);
struct session {
  asio::awaitable<void> reader;
  cppcoro::task<> writer;
};

void handed_on(int client, session &s) {
  // ok: moved into a function
  auto greeting = send_greeting(client);
  run(std::move(greeting));
  // ok: passed by reference
  auto row = save("row");
  adopt(row);
  // ok: stored in a member
  auto reader = send_greeting(client);
  s.reader = std::move(reader);
  // ok: captured by a lambda
  auto other = send_greeting(client);
  auto later = [t = std::move(other)]() mutable { run(std::move(t)); };
  later();
  // ok: captured by reference, and by default
  auto third = save("third");
  auto use = [&] { adopt(third); };
  use();
  // ok: its address is taken
  auto fourth = save("fourth");
  cppcoro::task<> *kept = &fourth;
  (void)kept;
}

void by_design(session &s) {
  // ok: runs anyway, and is left alone on purpose
  auto journal = write_journal();
  (void)journal;
  // ok: said to be unused
  [[maybe_unused]] auto probe = save("probe");
  // ok: an empty task has no work to lose
  cppcoro::task<> none;
  // ok: a reference to a task that somebody else awaits
  auto &writer = s.writer;
  // ok: taken from somebody who has started it, in order to destroy it
  auto stopped = std::exchange(s.writer, cppcoro::task<>());
  // ok: moved from there, to the same end
  auto dead = std::move(s.writer);
}

// ok: a task that cannot be awaited is made to be dropped
lib::fire_and_forget notify();
void notify_all() {
  auto first = notify();
}

cppcoro::task<> joined(const std::vector<std::string> &rows) {
  // ok: the container is joined
  std::vector<cppcoro::task<>> saves;
  for (const std::string &row : rows)
    saves.push_back(save(row));
  co_await cppcoro::when_all(std::move(saves));
  // ok: awaited one after the other
  std::vector<cppcoro::task<>> more;
  more.push_back(save("more"));
  for (auto &task : more)
    co_await task;
  // ok: what was put in is awaited where it was put in
  std::vector<cppcoro::task<>> kept;
  co_await kept.emplace_back(save("kept"));
  auto &second = kept.emplace_back(save("second"));
  co_await second;
  // ok: nothing was put in
  std::vector<cppcoro::task<>> empty;
  // ok: the values, by structured bindings
  auto [a, b] = co_await cppcoro::when_all(count_rows(), count_rows());
  (void)(a + b);
}

class batch {
public:
  void add(std::string row) {
    // ok: a reference to a container that lives on
    std::vector<cppcoro::task<>> &pending = pending_;
    pending.push_back(save(std::move(row)));
    // ok: the same by auto
    auto &again = pending_;
    again.push_back(save("again"));
  }

private:
  std::vector<cppcoro::task<>> pending_;
};

// ok: several at a time, cancelled at its end
lib::cancelling_task peers() {
  std::vector<lib::cancelling_task> all;
  all.push_back(keep_alive());
  co_await keep_alive();
}

cppcoro::task<int> shared() {
  // ok: each awaits its copy
  auto config = load_config();
  auto copy = config;
  co_return co_await copy;
}

// ok: work beside the body, cancelled at its end as the type's destructor says
lib::cancelling_task connection() {
  auto pings = keep_alive();
  co_await keep_alive();
}

// ok: awaited in another instantiation
template <bool Wait> asio::awaitable<void> greet(int client) {
  auto greeting = send_greeting(client);
  if constexpr (Wait)
    co_await std::move(greeting);
  co_return;
}
asio::awaitable<void> greet_both() {
  co_await greet<true>(1);
  co_await greet<false>(2);
}
