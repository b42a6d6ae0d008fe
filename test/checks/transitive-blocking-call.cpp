// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

asio::awaitable<void> read_request(int client);

// A helper that sleeps, and one that calls it.
void back_off(int attempt) {
  std::this_thread::sleep_for(10ms * attempt);
}

bool retry(int client, int attempt) {
  if (attempt > 3)
    return false;
  back_off(attempt);
  return client > 0;
}

asio::awaitable<void> session(int client) {
  back_off(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'back_off' ends up in 'sleep_for', which stops the thread of coroutine 'session' until it returns [coro-transitive-blocking-call]
  // CHECK-MESSAGES: :24:3: note: 'sleep_for' blocks here
  for (int attempt = 0; retry(client, attempt); ++attempt)
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'retry' ends up in 'sleep_for', which stops the thread of coroutine 'session' until it returns [coro-transitive-blocking-call]
  // CHECK-MESSAGES: :30:3: note: calls 'back_off' here
  // CHECK-MESSAGES: :24:3: note: 'sleep_for' blocks here
    co_await read_request(client);
}

// Methods, constructors, operators, destructors of locals in a helper.
class report {
public:
  explicit report(const std::string &name) { std::system(("touch " + name).c_str()); }
  void publish() { std::system("publish report"); }
  report &operator<<(int line) {
    back_off(line);
    return *this;
  }
};

class pacer {
public:
  ~pacer() { std::this_thread::sleep_for(1ms); }
};

void paced(int client) {
  pacer slow;
  (void)client;
}

cppcoro::task<> write_report(int rows) {
  report daily("daily");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'report' ends up in 'system', which stops the thread of coroutine 'write_report' until it returns [coro-transitive-blocking-call]
  daily << rows;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator<<' ends up in 'sleep_for', which stops the thread of coroutine 'write_report'
  daily.publish();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'publish' ends up in 'system', which stops the thread of coroutine 'write_report'
  paced(rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'paced' ends up in 'sleep_for', which stops the thread of coroutine 'write_report'
  // CHECK-MESSAGES: :62:9: note: 'slow' is destroyed at the end of its scope
  // CHECK-MESSAGES: :58:14: note: 'sleep_for' blocks here
  co_return;
}

cppcoro::task<> paced_session() {
  pacer slow;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the destructor of 'slow' ends up in 'sleep_for', which stops the thread of coroutine 'paced_session' until it returns [coro-transitive-blocking-call]
  // CHECK-MESSAGES: :58:14: note: 'sleep_for' blocks here
  co_return;
}

// Lambdas that run where they stand.
void warm_up(std::vector<int> &clients) {
  [&] { std::this_thread::sleep_for(1ms * clients.size()); }();
}
void pace_all(std::vector<int> &clients) {
  std::for_each(clients.begin(), clients.end(), [](int client) { back_off(client); });
}
void wait_twice() {
  auto wait = [] { std::this_thread::sleep_for(1ms); };
  wait();
  wait();
}

asio::awaitable<void> start(std::vector<int> &clients) {
  warm_up(clients);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'warm_up' ends up in 'sleep_for', which stops the thread of coroutine 'start'
  pace_all(clients);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pace_all' ends up in 'sleep_for', which stops the thread of coroutine 'start'
  wait_twice();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_twice' ends up in 'sleep_for', which stops the thread of coroutine 'start'
  [&] { back_off(2); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'back_off' ends up in 'sleep_for', which stops the thread of coroutine 'start'
  std::for_each(clients.begin(), clients.end(), [](int client) { back_off(client); });
  // CHECK-MESSAGES: :[[@LINE-1]]:66: warning: 'back_off' ends up in 'sleep_for', which stops this coroutine's thread until it returns
  auto wait = [] { std::this_thread::sleep_for(1ms); };
  wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' ends up in 'sleep_for', which stops the thread of coroutine 'start'
  auto handler = [](int client) -> asio::awaitable<void> {
    back_off(client);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'back_off' ends up in 'sleep_for', which stops this coroutine's thread until it returns [coro-transitive-blocking-call]
    co_return;
  };
  co_await handler(1);
}

// What initialises the members runs in the constructor, by default too.
int measure_clock() {
  std::this_thread::sleep_for(1ms);
  return 1;
}
class calibrated {
public:
  explicit calibrated(int base) : offset_(base + measure_clock()) {}

private:
  int offset_;
};
class warmed {
public:
  warmed() {}

private:
  int offset_ = measure_clock();
};
struct joining {
  std::thread worker;
  ~joining() { worker.join(); }
};

asio::awaitable<void> members() {
  calibrated clock(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'calibrated' ends up in 'sleep_for', which stops the thread of coroutine 'members'
  warmed other;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'warmed' ends up in 'sleep_for', which stops the thread of coroutine 'members'
  // ok: coro-blocking-destructor says that
  joining helper;
  co_return;
}

// A handler on the loop.
void on_loop(asio::io_context &io) {
  asio::post(io, [] { back_off(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'back_off' ends up in 'sleep_for', which stops the loop that runs this handler until it returns [coro-transitive-blocking-call]
}

// A local that is returned is not destroyed here.
pacer make_pacer() {
  pacer made;
  return made;
}
asio::awaitable<void> keeps(std::vector<pacer *> &kept) {
  // ok: the pacer outlives the function that makes it
  kept.push_back(new pacer(make_pacer()));
  co_return;
}

// Recursion, mutual as well, ends; what blocks is found whoever is asked first.
void odd(int n);
void even(int n) {
  if (n > 0)
    odd(n - 1);
  std::this_thread::sleep_for(1ms);
}
void odd(int n) {
  if (n > 0)
    even(n - 1);
}
int depth(int n) { return n == 0 ? 0 : 1 + depth(n - 1); }

asio::awaitable<void> recursive(int n) {
  even(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'even' ends up in 'sleep_for', which stops the thread of coroutine 'recursive'
  odd(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'odd' ends up in 'sleep_for', which stops the thread of coroutine 'recursive'
  // ok: recursion that does not block
  depth(n);
  co_return;
}

// Templates and macros.
template <typename Client> void greet(Client &client) {
  client.say("hello");
  back_off(1);
}
template <typename Client> asio::awaitable<void> greeting(Client &client) {
  greet(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'greet' ends up in 'sleep_for', which stops the thread of coroutine 'greeting'
  co_return;
}
struct loud {
  void say(const char *);
};
struct quiet {
  void say(const char *);
};
// What a template is given to call.
template <typename F> asio::awaitable<void> submit(F callable) {
  // ok: the caller has chosen what is called, and where
  callable();
  // ok: the same
  std::move(callable)();
  co_return;
}
template <typename... Fs> asio::awaitable<void> submit_all(Fs &&...callables) {
  // ok: the same for each of them
  (callables(), ...);
  co_return;
}
template <typename F> struct runner {
  F callable;
  std::function<void()> done;
  asio::awaitable<void> run() {
    // ok: the same for a member
    callable();
    co_return;
  }
};
struct backing_off {
  void operator()() const { back_off(1); }
};
template <typename T> asio::awaitable<void> own_callable(T, backing_off wait) {
  wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' ends up in 'sleep_for', which stops the thread of coroutine 'own_callable'
  co_return;
}
template <typename T> struct own_member {
  backing_off wait;
  asio::awaitable<void> run() {
    wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' ends up in 'sleep_for', which stops the thread of coroutine 'own_member::run'
    co_return;
  }
};
asio::awaitable<void> submit_backing_off() {
  auto wait = [] { back_off(1); };
  co_await submit(wait);
  co_await submit_all(wait, [] {}, backing_off());
  runner<backing_off> runs;
  co_await runs.run();
  co_await own_callable(1, backing_off());
  own_member<int> owns;
  co_await owns.run();
}

#define RETRY(Client) retry(Client, 1)
asio::awaitable<void> greet_both(loud &a, quiet &b, int client) {
  co_await greeting(a);
  co_await greeting(b);
  (void)RETRY(client);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'retry' ends up in 'sleep_for', which stops the thread of coroutine 'greet_both'
}

// ---------------------------------------------------------------------------------------------
class backend {
public:
  virtual ~backend() = default;
  virtual void flush() { std::this_thread::sleep_for(1ms); }
};
class disk final : public backend {
public:
  void flush() override { std::this_thread::sleep_for(1ms); }
};

asio::awaitable<void> indirect(backend &any, disk &one, void (*hook)(int), std::function<void()> task) {
  // ok: which function a virtual call reaches is not known here
  any.flush();
  one.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flush' ends up in 'sleep_for', which stops the thread of coroutine 'indirect'
  // ok: neither is it for a pointer to a function
  hook(1);
  // ok: or for what a std::function holds
  task();
  co_return;
}

asio::thread_pool workers;

std::thread spawn_worker() {
  return std::thread([] { std::this_thread::sleep_for(1s); });
}
void keep_worker(std::vector<std::thread> &threads) {
  std::thread worker([] { back_off(100); });
  threads.push_back(std::move(worker));
}
void queue_flush() {
  asio::post(workers, [] { back_off(100); });
}
std::function<void()> make_job() {
  return [] { back_off(100); };
}
void set_hook(std::function<void()> &hook) {
  auto wait = [] { back_off(100); };
  hook = wait;
}

asio::awaitable<void> offloaded(std::vector<std::thread> &threads) {
  // ok: the thread sleeps, not the coroutine
  threads.push_back(spawn_worker());
  // ok: the same with a named thread
  keep_worker(threads);
  // ok: a pool's thread sleeps
  queue_flush();
  // ok: the lambda is only made
  std::function<void()> job = make_job();
  // ok: stored
  set_hook(job);
  // ok: the helper runs in the pool
  asio::post(workers, [] { back_off(1); });
  // ok: the helper itself is handed to the pool
  asio::post(workers, wait_twice);
  // ok: its address is taken
  auto pause = &back_off;
  (void)pause;
  // ok: not evaluated
  static_assert(sizeof(retry(1, 1)) == 1);
  co_return;
}

// A coroutine has a report of its own at the call that blocks.
asio::awaitable<void> inner() {
  back_off(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'back_off' ends up in 'sleep_for', which stops the thread of coroutine 'inner'
  co_return;
}
asio::awaitable<void> outer() {
  // ok: reported in the coroutine that is called, once
  co_await inner();
}

// What a co_await calls when it is over.
struct finished {
  std::thread &worker;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  int await_resume() {
    worker.join();
    return 1;
  }
};
struct impatient : finished {
  bool await_ready() {
    back_off(1);
    return false;
  }
};
cppcoro::task<int> joined(std::thread &worker) {
  // ok: the thread has ended when this is resumed
  int code = co_await finished{worker};
  finished again{worker};
  code += again.await_resume();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'await_resume' ends up in 'join', which stops the thread of coroutine 'joined'
  code += co_await impatient{worker};
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'await_ready' ends up in 'sleep_for', which stops the thread of coroutine 'joined'
  co_return code;
}

std::mutex table_mutex;
int table[16];

bool try_update(int row) {
  std::unique_lock<std::mutex> lock(table_mutex, std::try_to_lock);
  if (!lock)
    return false;
  ++table[row];
  return true;
}
void update(int row) {
  std::lock_guard<std::mutex> lock(table_mutex);
  ++table[row];
}
int poll(std::future<int> &result) {
  return result.wait_for(0s) == std::future_status::ready ? 1 : 0;
}

void save_table(const std::string &to) { std::filesystem::copy_file("table", to); }

[[clang::annotate("corolint::nonblocking")]] void yield_briefly() { std::this_thread::sleep_for(1us); }
void settle() { yield_briefly(); }
[[clang::annotate("corolint::blocking")]] void legacy_call();
void wrapper() { legacy_call(); }

asio::awaitable<void> brief(std::future<int> &result) {
  // ok: tries, does not wait
  (void)try_update(1);
  // ok: a lock that is held briefly is no business of this check
  update(1);
  // ok: polls
  poll(result);
  // ok: file access counts only when asked for (transitive-blocking-call-files.cpp)
  save_table("backup");
  // ok: said not to block
  yield_briefly();
  // ok: said not to block, one level down
  settle();
  wrapper();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wrapper' ends up in 'legacy_call', which stops the thread of coroutine 'brief'
  co_return;
}

// ok: nobody who suspends calls it
void main_thread_only() { back_off(5); }

class lazy_report {
  // ok: a class in a function runs nothing
public:
  void define() {
    struct local {
      void run() { std::this_thread::sleep_for(1s); }
    };
  }
};
asio::awaitable<void> defines(lazy_report &r) {
  r.define();
  co_return;
}
