// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <coro/task.hpp>
#include <cppcoro/async_generator.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Task.h>
#include <QCoro/QCoroTask>

#include <array>
#include <atomic>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <pthread.h>

cppcoro::task<> flush();
cppcoro::task<int> load(int key);
cppcoro::task<bool> more();
cppcoro::task<std::string> text_of(int key);
cppcoro::task<> format_into(std::string &out, int key);
asio::awaitable<std::string> fetch(int id);
void log(int id, const std::string &text = "");
void store(const std::string &text);
void use(const char *text);

struct arena {
  std::string scratch;
  int used = 0;
  void grow();
};

thread_local std::string buffer;
thread_local arena this_arena;
thread_local std::vector<int> recent;
thread_local std::map<int, std::string> names;
thread_local char line[256];
thread_local int request_id = 0;
thread_local std::unique_ptr<arena> owned_arena;
thread_local arena *borrowed_arena = nullptr;

std::string &scratch() {
  static thread_local std::string text;
  return text;
}
arena *my_arena() { return &this_arena; }
std::string &elsewhere();

struct statistics {
  static thread_local statistics current;
  int hits = 0;
};

//===-- References, pointers, iterators ----------------------------------------===//

cppcoro::task<> bound_reference(int key) {
  auto &text = buffer;
  text = "key ";
  int value = co_await load(key);
  text += std::to_string(value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'text' leads to the thread_local 'buffer' of the thread that ran before the suspension: the coroutine may be on another one, and others may have changed it in the meantime [coro-thread-local-across-suspend]
  // CHECK-MESSAGES: :[[@LINE-5]]:16: note: bound here
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: suspends here
  // Only the first use is reported.
  store(text);
}

cppcoro::task<> part(int key) {
  int &used = this_arena.used;
  co_await load(key);
  ++used;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'used' leads to the thread_local 'this_arena' of the thread that ran before the suspension
  auto &hits = statistics::current.hits;
  hits += co_await load(key);
  log(hits);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'hits' leads to the thread_local 'current'
}

cppcoro::task<> pointer(int key) {
  arena *a = &this_arena;
  co_await load(key);
  a->grow();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'a' leads to the thread_local 'this_arena'
  a = &this_arena;
  // ok: taken again
  a->grow();
}

cppcoro::task<> array(int key) {
  char *at = line;
  co_await load(key);
  use(at);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'at' leads to the thread_local 'line'
}

cppcoro::task<> iterator(int key) {
  auto found = names.find(key);
  co_await load(key);
  store(found->second);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'found' leads to the thread_local 'names'
}

cppcoro::task<> element(int key) {
  const std::string &name = names[key];
  co_await load(key);
  store(name);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'name' leads to the thread_local 'names'
}

cppcoro::task<> view(int key) {
  std::string_view all = buffer;
  co_await load(key);
  store(std::string(all));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'all' leads to the thread_local 'buffer'
}

cppcoro::task<> view_of_part(int key) {
  std::string_view first(line, 10);
  std::string_view second{buffer.data(), 3};
  co_await load(key);
  store(std::string(first));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'first' leads to the thread_local 'line'
  store(std::string(second));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'second' leads to the thread_local 'buffer'
}

cppcoro::task<> characters(int key) {
  const char *text = buffer.c_str();
  co_await load(key);
  use(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'text' leads to the thread_local 'buffer'
}

cppcoro::task<> owned(int key) {
  arena *mine = owned_arena.get();
  arena &same = *owned_arena;
  co_await load(key);
  mine->grow();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mine' leads to the thread_local 'owned_arena'
  same.grow();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'same' leads to the thread_local 'owned_arena'
}

cppcoro::task<> from_function(int key) {
  std::string &text = scratch();
  arena *a = my_arena();
  co_await load(key);
  text.clear();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'text' leads to the thread_local 'text'
  a->used = 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'a' leads to the thread_local 'this_arena'
}

// One variable leads to another.
cppcoro::task<> chain(int key) {
  arena &a = this_arena;
  std::string &text = a.scratch;
  char *data = text.data();
  co_await load(key);
  use(data);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'data' leads to the thread_local 'this_arena'
}

cppcoro::task<> range() {
  for (int key : recent)
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the loop goes on over the thread_local 'recent' of the thread that ran before the suspension: the coroutine may be on another one, and others may have changed it in the meantime
    co_await load(key);
}

cppcoro::task<> range_of_characters() {
  for (char c : line)
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the loop goes on over the thread_local 'line'
    co_await load(c);
}

cppcoro::task<> loop(int count) {
  std::string &text = buffer;
  for (int i = 0; i < count; ++i) {
    text += "x";
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'text' leads to the thread_local 'buffer'
    co_await load(i);
  }
}

// On one path only.
cppcoro::task<> one_path(int key, bool slow) {
  std::string &text = buffer;
  if (slow)
    co_await flush();
  store(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' leads to the thread_local 'buffer'
}

asio::awaitable<void> of_asio(int id) {
  auto &text = buffer;
  text = co_await fetch(id);
  store(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' leads to the thread_local 'buffer'
}

cppcoro::task<> hopping(cppcoro::static_thread_pool &pool) {
  auto *a = &this_arena;
  co_await pool.schedule();
  a->used++;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'a' leads to the thread_local 'this_arena'
}

cppcoro::async_generator<int> generator(int key) {
  auto &text = buffer;
  co_yield key;
  store(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' leads to the thread_local 'buffer'
  co_await flush();
}

//===-- Which object a call is made on -------------------------------------------===//

cppcoro::task<> remember(int key) {
  recent.push_back(co_await load(key));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the thread_local 'recent' is the one of the thread that runs before the suspension: the call may be made on another thread, to an object that this one is using [coro-thread-local-across-suspend]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: suspends here
  scratch().append(co_await text_of(key));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the thread_local 'text' is the one of the thread that runs before the suspension
}

// ok: the right side of an assignment is evaluated first
cppcoro::task<> remember_rightly(int key) {
  int value = co_await load(key);
  recent.push_back(value);
  names[key] = co_await text_of(key);
  request_id += co_await load(key);
}

//===-- Set before, read after -----------------------------------------------------===//

asio::awaitable<void> serve(int id) {
  request_id = id;
  std::string text = co_await fetch(id);
  log(request_id, text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the thread_local 'request_id' was set before the suspension: another coroutine may have set it in the meantime, and on another thread it is another variable [coro-thread-local-across-suspend]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: set here
  // CHECK-MESSAGES: :[[@LINE-4]]:22: note: suspends here
}

cppcoro::task<> format(int key) {
  buffer.clear();
  co_await load(key);
  store(buffer);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the thread_local 'buffer' was set before the suspension
}

// Filled by what is awaited.
cppcoro::task<> filled(int key) {
  co_await format_into(buffer, key);
  store(buffer);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the thread_local 'buffer' was set before the suspension
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: set here
}

asio::awaitable<void> echo(asio::ip::tcp::socket socket) {
  auto n = co_await socket.async_read_some(asio::buffer(line), asio::use_awaitable);
  log(int(n), line);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the thread_local 'line' was set before the suspension
}

// ok: set again
asio::awaitable<void> serve_and_set(int id) {
  request_id = id;
  std::string text = co_await fetch(id);
  request_id = id;
  log(request_id, text);
}

// ok: kept in the coroutine
asio::awaitable<void> serve_local(int id) {
  request_id = id;
  const int mine = request_id;
  std::string text = co_await fetch(id);
  log(mine, text);
}

void enter_request(int id) { request_id = id; }

// ok: a function sets it again
asio::awaitable<void> serve_and_enter(int id) {
  request_id = id;
  std::string text = co_await fetch(id);
  enter_request(id);
  log(request_id, text);
}

// ok: looked at, and set again
asio::awaitable<void> serve_and_check(int id) {
  request_id = id;
  co_await fetch(id);
  if (request_id != id)
    request_id = id;
}

// ok: put back, not read
asio::awaitable<void> serve_and_restore(int id) {
  int before = request_id;
  request_id = id;
  co_await fetch(id);
  request_id = before;
}

// ok: not set here: whatever this thread has is wanted
asio::awaitable<void> current(int id) {
  log(request_id);
  co_await fetch(id);
  log(request_id);
  store(buffer);
}

// ok: counted, for the thread
asio::awaitable<void> counted(int id) {
  ++statistics::current.hits;
  co_await fetch(id);
  log(statistics::current.hits);
}

// ok: set on one path only
asio::awaitable<void> set_maybe(int id) {
  if (id)
    request_id = id;
  co_await fetch(id);
  log(request_id);
}

//===-- Which thread it is ----------------------------------------------------------===//

struct workers {
  std::map<std::thread::id, arena> by_thread;

  cppcoro::task<> work(int key) {
    auto self = std::this_thread::get_id();
    co_await load(key);
    by_thread[self].grow();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'self' is the thread that ran before the suspension: the coroutine may be on another one [coro-thread-local-across-suspend]
    // CHECK-MESSAGES: :[[@LINE-4]]:17: note: asked for here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: suspends here
  }

  cppcoro::task<> leave(int key) {
    const auto self = std::this_thread::get_id();
    co_await load(key);
    by_thread.erase(self);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'self' is the thread that ran before the suspension
  }

  // ok: asked again
  cppcoro::task<> work_rightly(int key) {
    co_await load(key);
    auto self = std::this_thread::get_id();
    by_thread[self].grow();
  }

  // ok: compared on purpose, to see whether the thread is another one
  cppcoro::task<bool> moved(int key) {
    auto before = std::this_thread::get_id();
    co_await load(key);
    co_return before != std::this_thread::get_id();
  }

  // ok: printed
  cppcoro::task<> print(int key) {
    auto before = std::this_thread::get_id();
    co_await load(key);
    std::cout << "began on " << before << "\n";
  }

  // ok: a list of this call's own
  cppcoro::task<> trace(int key) {
    std::map<std::thread::id, int> seen;
    auto before = std::this_thread::get_id();
    co_await load(key);
    ++seen[before];
  }
};

cppcoro::task<> raise_priority(int key) {
  pthread_t self = pthread_self();
  sched_param low{};
  co_await load(key);
  pthread_setschedparam(self, SCHED_OTHER, &low);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'self' is the thread that ran before the suspension
}

// ok: compared
cppcoro::task<bool> same(int key) {
  pthread_t self = pthread_self();
  co_await load(key);
  co_return pthread_equal(self, pthread_self());
}

//===-- Not the thread's --------------------------------------------------------------===//

// ok: not used afterwards
cppcoro::task<> before_only(int key) {
  auto &text = buffer;
  store(text);
  co_await load(key);
}

// ok: bound afterwards
cppcoro::task<> after_only(int key) {
  co_await load(key);
  auto &text = buffer;
  store(text);
}

// ok: in a scope of its own in each round
cppcoro::task<> each_round() {
  while (co_await more()) {
    auto &text = buffer;
    store(text);
  }
}

// ok: a copy
cppcoro::task<> copied(int key) {
  auto text = buffer;
  std::string again = buffer.c_str();
  auto first = recent.front();
  const std::size_t size = recent.size();
  co_await load(key);
  store(text);
  store(again);
  log(first + int(size));
}

// ok: what a thread_local pointer leads to is not the thread's; the coroutine keeps its own
cppcoro::task<> current_object(int key) {
  arena *a = borrowed_arena;
  arena &same = *borrowed_arena;
  co_await load(key);
  a->grow();
  same.grow();
}

struct registry {
  arena *lookup(int key);
  arena shared();
};
thread_local registry this_registry;

// ok: where the pointer leads is not known; a value
cppcoro::task<> looked_up(int key) {
  auto &registry = this_registry;
  arena *found = registry.lookup(key);
  arena *other = this_registry.lookup(key);
  arena copy = registry.shared();
  co_await load(key);
  found->grow();
  other->grow();
  copy.grow();
}

std::string shared_text;
static std::string &whole() { return shared_text; }

// ok: a global is everybody's
cppcoro::task<> global(int key) {
  auto &text = shared_text;
  auto &other = whole();
  auto &unknown = elsewhere();
  co_await load(key);
  store(text);
  store(other);
  store(unknown);
}

thread_local std::atomic<int> hits = 0;
thread_local const std::vector<int> primes = {2, 3, 5};
thread_local std::mutex own_mutex;
struct event_loop {
  void post(int work);
};
event_loop &this_loop() {
  static thread_local event_loop loop;
  return loop;
}

// ok: made to be used from other threads
cppcoro::task<> for_all(int key) {
  auto &count = hits;
  auto &numbers = primes;
  auto &mutex = own_mutex;
  auto &home = this_loop();
  co_await load(key);
  ++count;
  log(numbers[0]);
  { std::lock_guard lock(mutex); }
  home.post(1);
}

// ok: nothing suspends
asio::awaitable<void> executor_of() {
  auto &text = buffer;
  auto executor = co_await asio::this_coro::executor;
  (void)executor;
  store(text);
}

// ok: runs on its consumer's thread
cppcoro::generator<int> numbers() {
  auto &text = buffer;
  co_yield 1;
  store(text);
}

// ok: no coroutine
void plain() {
  auto &text = buffer;
  auto later = [&text]() { store(text); };
  later();
}

void start(asio::io_context &io) {
  asio::co_spawn(
      io,
      []() -> asio::awaitable<void> {
        auto &text = buffer;
        text = co_await fetch(1);
        store(text);
        // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' leads to the thread_local 'buffer'
      },
      asio::detached);
}

template <class T> cppcoro::task<> generic(T key) {
  auto &text = buffer;
  co_await load(key);
  store(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'text' leads to the thread_local 'buffer'
}

cppcoro::task<> all() {
  co_await generic(1);
  co_await generic('c');
}

// ok: bound on one path only
cppcoro::task<> maybe_bound(int key, std::string &own) {
  std::string *text = &own;
  if (key)
    text = &buffer;
  co_await load(key);
  store(*text);
}

// ok: led elsewhere on one path
cppcoro::task<> maybe_unbound(int key, std::string &own) {
  std::string *text = &buffer;
  if (key)
    text = &own;
  co_await load(key);
  store(*text);
}

// ok: leads elsewhere by then
cppcoro::task<> bound_anew(int key, std::string &own) {
  std::string *text = &buffer;
  store(*text);
  co_await load(key);
  text = &own;
  store(*text);
}
