// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/ip/tcp.hpp>
#include <boost/asio/awaitable.hpp>
#include <coro/task.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <folly/coro/Task.h>
#include <generic/eager_task.h>
#include <generic/lazy_task.h>
#include <seastar/core/coroutine.hh>
#include <string>
#include <utility>
#include <vector>

struct user {
  std::string name;
};
cppcoro::task<user> load_user(int id);
cppcoro::task<int> load_balance(int id);
cppcoro::task<> warm_up(int shard);
cppcoro::task<> append(std::string &log, std::string line);
cppcoro::task<int> sum(const std::vector<int> &values);
cppcoro::shared_task<int> configuration();
void show(const user &who, int balance);
void log_line(const std::string &line);

// The results are kept.
cppcoro::task<> show_account(int id) {
  auto who = load_user(id);
  auto balance = load_balance(id);
  auto found = co_await std::move(who);
  auto amount = co_await std::move(balance);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'balance' starts only after 'who' has finished: 'cppcoro::task' is lazy, so tasks that were made together still run one after the other [coro-lazy-tasks-awaited-sequentially]
  // CHECK-MESSAGES: :[[@LINE-3]]:16: note: until then only 'who' runs
  // CHECK-MESSAGES: :[[@LINE-4]]:16: note: wait for all of them at the same time
  // CHECK-FIXES: {{^}}  auto [found, amount] = co_await cppcoro::when_all(std::move(who), std::move(balance));
  // CHECK-FIXES-SAFE: {{^}}  auto amount = co_await std::move(balance);
  show(found, amount);
}

cppcoro::task<int> difference(int left, int right) {
  auto a = load_balance(left);
  auto b = load_balance(right);
  log_line("loading");
  const auto x = co_await a;
  const auto y = co_await b;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'b' starts only after 'a' has finished: 'cppcoro::task' is lazy
  // CHECK-FIXES: {{^}}  const auto [x, y] = co_await cppcoro::when_all(std::move(a), std::move(b));
  co_return x - y;
}

// Nothing is kept; three of them.
cppcoro::task<> start() {
  auto first = warm_up(1);
  auto second = warm_up(2);
  auto third = warm_up(3);
  co_await first;
  co_await std::move(second);
  co_await third;
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'second' starts only after 'first' has finished
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: until then only 'first' runs
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'third' starts here
  // CHECK-MESSAGES: :[[@LINE-6]]:3: note: wait for all of them at the same time
  // CHECK-FIXES: {{^}}  co_await cppcoro::when_all(std::move(first), std::move(second), std::move(third));
}

// In one expression; the declared type says what is meant, so there is no fix.
cppcoro::task<int> total(int left, int right) {
  cppcoro::task<int> a{load_balance(left)};
  cppcoro::task<int> b = load_balance(right);
  co_return co_await std::move(a) + co_await std::move(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'b' starts only after 'a' has finished
}

cppcoro::task<> declared_results(int id) {
  auto who = load_user(id);
  auto balance = load_balance(id);
  user found = co_await std::move(who);
  int amount = co_await std::move(balance);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'balance' starts only after 'who' has finished
  // CHECK-FIXES: {{^}}  user found = co_await std::move(who);
  show(found, amount);
}

// Something else in between, and a comment that a fix must not lose.
cppcoro::task<> not_adjacent(int id) {
  auto who = load_user(id);
  auto balance = load_balance(id);
  auto found = co_await std::move(who);
  log_line("found");
  auto amount = co_await std::move(balance);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'balance' starts only after 'who' has finished
  // CHECK-FIXES: {{^}}  auto amount = co_await std::move(balance);
  show(found, amount);
  auto one = warm_up(1);
  auto two = warm_up(2);
  co_await one;
  // the larger one
  co_await two;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'two' starts only after 'one' has finished
  // CHECK-FIXES: {{^}}  co_await two;
}

// Awaited in a try block.
cppcoro::task<> guarded() {
  auto one = warm_up(1);
  auto two = warm_up(2);
  try {
    co_await one;
    co_await two;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'two' starts only after 'one' has finished
    // CHECK-FIXES: {{^}}    co_await cppcoro::when_all(std::move(one), std::move(two));
  } catch (...) {
    log_line("cold");
  }
}

// Asio: every awaitable is lazy, an operation's as well.
asio::awaitable<std::string> fetch(int id);
asio::awaitable<int> measure(int id);
asio::awaitable<void> greet(int client);
asio::awaitable<std::pair<std::string, int>> both(int id) {
  auto text = fetch(id);
  auto size = measure(id);
  auto body = co_await std::move(text);
  auto length = co_await std::move(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'size' starts only after 'text' has finished: 'asio::awaitable' is lazy
  // CHECK-FIXES: {{^}}  using namespace asio::experimental::awaitable_operators;
  // CHECK-FIXES: {{^}}  auto [body, length] = co_await (std::move(text) && std::move(size));
  co_return std::pair(body, length);
}

asio::awaitable<void> greet_both() {
  using namespace asio::experimental::awaitable_operators;
  auto one = greet(1);
  auto two = greet(2);
  co_await std::move(one);
  co_await std::move(two);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'two' starts only after 'one' has finished
  // CHECK-FIXES: {{^}}  co_await (std::move(one) && std::move(two));
}

namespace net = boost::asio;
net::awaitable<int> count(int id);
net::awaitable<int> add(int left, int right) {
  auto a = count(left);
  auto b = count(right);
  auto x = co_await std::move(a);
  auto y = co_await std::move(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'b' starts only after 'a' has finished: 'boost::asio::awaitable' is lazy
  // CHECK-FIXES: {{^}}  using namespace net::experimental::awaitable_operators;
  // CHECK-FIXES: {{^}}  auto [x, y] = co_await (std::move(a) && std::move(b));
  co_return x + y;
}

// The tuples of operands would be joined: no fix.
asio::awaitable<std::tuple<int, int>> limits(int id);
asio::awaitable<void> compare() {
  auto a = limits(1);
  auto b = limits(2);
  auto x = co_await std::move(a);
  auto y = co_await std::move(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'b' starts only after 'a' has finished
  // CHECK-FIXES: {{^}}  auto y = co_await std::move(b);
  if (x != y)
    log_line("differ");
}

// Libraries without a profile: read off the code, no fix.
folly::coro::Task<int> query(int shard);
folly::coro::Task<int> query_both() {
  auto left = query(1);
  auto right = query(2);
  int x = co_await std::move(left);
  int y = co_await std::move(right);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'right' starts only after 'left' has finished: 'folly::coro::Task' is lazy
  co_return x + y;
}

coro::task<int> probe(int host);
coro::task<int> probe_both() {
  auto left = probe(1);
  auto right = probe(2);
  auto x = co_await left;
  auto y = co_await right;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'right' starts only after 'left' has finished: 'coro::task' is lazy
  co_return x + y;
}

lib::task<int> compute(int seed);
lib::task<int> compute_both() {
  auto left = compute(1), right = compute(2);
  auto x = co_await std::move(left);
  auto y = co_await std::move(right);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'right' starts only after 'left' has finished: 'lib::task' is lazy
  co_return x + y;
}

// The same method twice; methods of this; a lambda.
struct client {
  cppcoro::task<std::string> get(std::string path);
  cppcoro::task<> send(std::string text);
  cppcoro::task<std::string> receive();
};
class page {
public:
  cppcoro::task<> render(client &http) {
    auto head = http.get("/head");
    auto body = http.get("/body");
    log_line(co_await std::move(head));
    log_line(co_await std::move(body));
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'body' starts only after 'head' has finished
  }
  cppcoro::task<int> refresh() {
    auto left = load(1);
    auto right = load(2);
    auto x = co_await left;
    auto y = co_await right;
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'right' starts only after 'left' has finished
    // CHECK-FIXES: {{^}}    auto [x, y] = co_await cppcoro::when_all(std::move(left), std::move(right));
    co_return x + y;
  }
  void later() {
    auto job = [this]() -> cppcoro::task<> {
      auto left = load(1);
      auto right = load(2);
      (void)co_await left;
      (void)co_await right;
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'right' starts only after 'left' has finished
    };
    log_line("later");
  }

private:
  cppcoro::task<int> load(int part);
};

// A template: once for all its instantiations.
template <typename T> cppcoro::task<> twice(T what) {
  auto left = warm_up(what);
  auto right = warm_up(what + 1);
  co_await left;
  co_await right;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'right' starts only after 'left' has finished
  // CHECK-MESSAGES-NOT: :[[@LINE-2]]:3: warning: 'right'
}
cppcoro::task<> instantiate() {
  co_await twice(1);
  co_await twice(1L);
}

// Containers.
cppcoro::task<> warm_all(const std::vector<int> &shards) {
  std::vector<cppcoro::task<>> tasks;
  tasks.reserve(shards.size());
  for (int shard : shards)
    tasks.push_back(warm_up(shard));
  for (auto &task : tasks)
    co_await task;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the tasks in 'tasks' run one after the other: 'cppcoro::task' is lazy, so each starts only when it is awaited [coro-lazy-tasks-awaited-sequentially]
  // CHECK-MESSAGES: :[[@LINE-4]]:21: note: made here, which starts nothing
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: wait for all of them at the same time
  // CHECK-FIXES: {{^}}  co_await cppcoro::when_all(std::move(tasks));
}

cppcoro::task<int> count_all(const std::vector<int> &ids) {
  std::vector<cppcoro::task<int>> tasks;
  for (int id : ids)
    tasks.emplace_back(load_balance(id));
  int all = 0;
  for (auto &&task : tasks) {
    all += co_await std::move(task);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the tasks in 'tasks' run one after the other
    // CHECK-FIXES: {{^}}    all += co_await std::move(task);
  }
  co_return all;
}

asio::awaitable<void> greet_all() {
  std::vector<asio::awaitable<void>> greetings;
  greetings.push_back(greet(1));
  greetings.push_back(greet(2));
  for (auto &greeting : greetings) {
    co_await std::move(greeting);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the tasks in 'greetings' run one after the other: 'asio::awaitable' is lazy
    // CHECK-FIXES: {{^}}    co_await std::move(greeting);
  }
}

// ---------------------------------------------------------------------------------------------
cppcoro::task<> one_by_one(int id) {
  // ok: each is made when it is its turn
  auto who = load_user(id);
  auto found = co_await std::move(who);
  auto balance = load_balance(id);
  show(found, co_await std::move(balance));
  // ok: the second is made from what the first gave
  auto first = load_balance(id);
  int next = co_await std::move(first);
  auto second = load_balance(next);
  co_await std::move(second);
}

seastar::future<int> read_header();
seastar::future<int> read_footer();
seastar::future<int> eager() {
  // ok: an eager type: both run
  auto header = read_header();
  auto footer = read_footer();
  int x = co_await std::move(header);
  int y = co_await std::move(footer);
  co_return x + y;
}

lib::eager_task write_journal();
lib::eager_task eager_too() {
  // ok: eager by its promise
  auto left = write_journal();
  auto right = write_journal();
  co_await left;
  co_await right;
}

cppcoro::task<> joined(int id) {
  // ok: run together
  auto who = load_user(id);
  auto balance = load_balance(id);
  auto [found, amount] = co_await cppcoro::when_all(std::move(who), std::move(balance));
  show(found, amount);
}

void spawn(cppcoro::task<> &task);
cppcoro::task<> started_elsewhere() {
  auto left = warm_up(1);
  auto right = warm_up(2);
  spawn(right);
  co_await left;
  // ok: something else may have started it
  co_await right;
}

cppcoro::task<> may_stop(int id) {
  auto balance = load_balance(id);
  auto warm = warm_up(id);
  int amount = co_await std::move(balance);
  if (amount == 0)
    co_return;
  // ok: only when the first was found good
  co_await std::move(warm);
}

cppcoro::task<> in_branches(int id, bool cold) {
  auto balance = load_balance(id);
  auto warm = warm_up(id);
  int amount = co_await std::move(balance);
  // ok: on one of the ways only
  if (cold && amount)
    co_await std::move(warm);
}

cppcoro::task<int> in_expressions(bool cold) {
  auto left = load_balance(1);
  auto right = load_balance(2);
  int x = co_await left;
  // ok: on one of the ways only
  int y = cold ? co_await right : 0;
  auto third = load_balance(3);
  auto fourth = load_balance(4);
  // ok: on one of the ways only
  bool all = co_await third && co_await fourth;
  co_return all ? x : y;
}

cppcoro::task<> ordered(std::string &log) {
  auto first = append(log, "first");
  auto second = append(log, "second");
  co_await first;
  // ok: both change the same string
  co_await second;
}

cppcoro::task<> ordered_by_pointer() {
  int level = 0;
  auto set = [](int *p, int value) -> cppcoro::task<> {
    *p = value;
    co_return;
  };
  auto first = set(&level, 1);
  auto second = set(&level, 2);
  co_await first;
  // ok: both change the same variable
  co_await second;
}

cppcoro::task<std::string> conversation(client &peer) {
  auto request = peer.send("hello");
  auto reply = peer.receive();
  co_await request;
  // ok: a connection is asked and then answers
  co_return co_await std::move(reply);
}

cppcoro::task<int> filled_first() {
  std::vector<int> values;
  auto balance = load_balance(1);
  auto all = sum(values);
  values.push_back(co_await std::move(balance));
  // ok: what it was given is filled in between
  co_return co_await std::move(all);
}

int add_to(std::vector<int> &values, int value);
cppcoro::task<int> filled_in_the_same_expression() {
  std::vector<int> values;
  auto balance = load_balance(1);
  auto all = sum(values);
  // ok: the same
  co_return add_to(values, co_await std::move(balance)) + co_await std::move(all);
}

class session {
public:
  cppcoro::task<> open() {
    auto token = log_in();
    auto data = load();
    token_ = co_await std::move(token);
    // ok: a member is set that it may use
    co_await std::move(data);
  }
  cppcoro::task<> talk() {
    auto out = socket_.send("ping");
    auto in = socket_.receive();
    co_await out;
    // ok: the same member
    (void)co_await in;
  }

private:
  cppcoro::task<int> log_in();
  cppcoro::task<> load();
  int token_ = 0;
  client socket_;
};

asio::awaitable<std::size_t> write_to(asio::ip::tcp::socket &socket, std::string text);
asio::awaitable<std::size_t> read_from(asio::ip::tcp::socket &socket);
asio::awaitable<void> echo(asio::ip::tcp::socket &socket) {
  auto written = write_to(socket, "ping");
  auto read = read_from(socket);
  co_await std::move(written);
  // ok: both use the same socket
  co_await std::move(read);
}

cppcoro::task<int> shared() {
  // ok: a shared task may have been started by somebody else
  auto left = configuration();
  auto right = configuration();
  int x = co_await left;
  int y = co_await right;
  co_return x + y;
}

void start_in_pool(cppcoro::task<int> &task);
cppcoro::task<int> started(int id) {
  auto task = load_balance(id);
  start_in_pool(task);
  return task;
}
cppcoro::task<int> started_inside() {
  // ok: a plain function may have started it
  auto left = started(1);
  auto right = started(2);
  int x = co_await left;
  int y = co_await right;
  co_return x + y;
}

cppcoro::task<> given(cppcoro::task<> left, cppcoro::task<> right) {
  co_await left;
  // ok: not made here
  co_await right;
}

cppcoro::task<> containers(const std::vector<int> &ids, std::string &log) {
  std::vector<cppcoro::task<>> all;
  for (int id : ids)
    all.push_back(warm_up(id));
  // ok: joined
  co_await cppcoro::when_all(std::move(all));
  std::vector<cppcoro::task<int>> some;
  for (int id : ids)
    some.push_back(load_balance(id));
  for (auto &task : some)
    // ok: stops at the first that is empty
    if (co_await task == 0)
      break;
  std::vector<cppcoro::task<int>> until;
  for (int id : ids)
    until.push_back(load_balance(id));
  for (auto &task : until) {
    // ok: the same
    int amount = co_await task;
    if (!amount)
      break;
  }
  std::vector<cppcoro::task<>> lines;
  for (int id : ids)
    lines.push_back(append(log, std::to_string(id)));
  for (auto &line : lines)
    // ok: all change the same string
    co_await line;
  std::vector<int> values;
  std::vector<cppcoro::task<int>> totals;
  for (std::size_t i = 0; i < ids.size(); ++i)
    totals.push_back(sum(values));
  for (auto &total : totals)
    // ok: each looks at what the ones before have given
    values.push_back(co_await total);
  std::vector<cppcoro::task<>> single;
  single.push_back(warm_up(1));
  for (auto &task : single)
    // ok: there is one only
    co_await task;
  std::vector<cppcoro::task<>> spawned;
  for (int id : ids)
    spawned.push_back(warm_up(id));
  spawn(spawned.front());
  for (auto &task : spawned)
    // ok: somebody may have started them
    co_await task;
  std::vector<lib::eager_task> eager;
  for (int id : ids)
    eager.push_back(write_journal());
  for (auto &task : eager)
    // ok: they run already
    co_await task;
}
