// RUN: %check
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/this_coro.hpp>
#include <boost/io/ios_state.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/task.hpp>
#include <folly/coro/Task.h>
#include <opentelemetry/trace/scope.h>
#include <pybind11/gil.h>
#include <QCoro/QCoroTask>
#include <QSignalBlocker>

#include <clocale>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <pthread.h>

namespace py = pybind11;
namespace trace = opentelemetry::trace;
namespace context = opentelemetry::context;

cppcoro::task<> flush();
cppcoro::task<int> load(int key);
cppcoro::task<bool> more();
asio::awaitable<std::string> fetch(int id);
asio::awaitable<void> handle(std::string request);
void run_script(const std::string &text);

//===-- What profiles name ---------------------------------------------------===//

asio::awaitable<void> script(int id) {
  py::gil_scoped_acquire gil;
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'gil' is alive when the coroutine suspends: this thread keeps Python's global interpreter lock, so no other thread runs Python until the coroutine goes on, and on another thread the lock is released by who does not hold it [coro-suspend-with-hostile-raii]
  // CHECK-MESSAGES: :[[@LINE+1]]:22: note: suspends here
  std::string text = co_await fetch(id);
  run_script(text);
}

asio::awaitable<std::string> released(int id) {
  py::gil_scoped_release release;
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'release' is alive when the coroutine suspends: the state of this thread in Python is put back when it is destroyed, maybe on another thread
  co_return co_await fetch(id);
}

// ok: the scope ends before the suspension
asio::awaitable<void> script_in_scope(int id) {
  std::string text = co_await fetch(id);
  {
    py::gil_scoped_acquire gil;
    run_script(text);
  }
  co_await fetch(id + 1);
}

class server {
public:
  asio::awaitable<void> serve(std::string request) {
    auto span = tracer_->StartSpan("serve");
    trace::Scope scope(span);
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'scope' is alive when the coroutine suspends: its span is the current one of this thread, so spans that others begin here in the meantime become its children, and it is taken off the stack of whichever thread goes on
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: suspends here
    // CHECK-MESSAGES: :[[@LINE+2]]:17: note: suspends here
    co_await handle(request);
    auto rest = co_await fetch(1);
    span->End();
  }

  asio::awaitable<void> serve_active(std::string request) {
    auto span = tracer_->StartSpan("serve");
    auto scope = trace::Tracer::WithActiveSpan(span);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'scope' is alive when the coroutine suspends
    co_await handle(request);
  }

  asio::awaitable<void> serve_attached(std::string request, context::Context ctx) {
    auto token = context::RuntimeContext::Attach(ctx);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'token' is alive when the coroutine suspends: its span is the current one of this thread
    co_await handle(request);
    token.reset();
    // ok: detached
    co_await handle(request);
  }

  // ok: the span lives on, but is current only while the request is made
  asio::awaitable<void> serve_rightly(std::string request) {
    auto span = tracer_->StartSpan("serve");
    std::string copy;
    {
      trace::Scope scope(span);
      copy = request;
    }
    co_await handle(copy);
    span->End();
  }

  // A condition.
  asio::awaitable<bool> is_alive() {
    auto span = tracer_->StartSpan("alive");
    if (trace::Scope scope(span); (co_await fetch(0)).empty())
      // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'scope' is alive when the coroutine suspends
      co_return false;
    // ok: its scope is over
    co_await fetch(1);
    co_return true;
  }

private:
  std::unique_ptr<trace::Tracer> tracer_;
};

QCoro::Task<> reload(QObject *list) {
  QSignalBlocker blocker(list);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'blocker' is alive when the coroutine suspends: every signal that the object emits in the meantime, for whatever reason, is lost
  co_await flush();
}

// ok: unblocked before
QCoro::Task<> reload_and_unblock(QObject *list) {
  QSignalBlocker blocker(list);
  list->parent();
  blocker.unblock();
  co_await flush();
}

QCoro::Task<> reblocked(QObject *list) {
  QSignalBlocker blocker(list);
  blocker.unblock();
  // ok: unblocked for the time of the suspension
  co_await flush();
  blocker.reblock();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'blocker' is alive when the coroutine suspends
  co_await load(1);
}

// ok: nobody else has the object
QCoro::Task<> own_object() {
  QObject object;
  QSignalBlocker blocker(&object);
  co_await flush();
}

cppcoro::task<> print(int key) {
  boost::io::ios_flags_saver saver(std::cout);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'saver' is alive when the coroutine suspends: whoever uses the stream in the meantime does so with the settings of this scope, and loses its own when they are restored
  std::cout << std::hex << co_await load(key);
}

// ok: a stream that nobody else has
cppcoro::task<std::string> format(int key) {
  std::ostringstream text;
  boost::io::ios_flags_saver saver(text);
  text << std::hex << co_await load(key);
  co_return text.str();
}

// ok: restored by hand
cppcoro::task<> print_restored(int key) {
  boost::io::ios_flags_saver saver(std::cout);
  std::cout << std::hex << key;
  saver.restore();
  std::cout << co_await load(key);
}

//===-- What the code tells: set for the thread and restored -------------------===//

struct allocator;

// cppalliance/capy, pull request 153: what is set for this thread is restored on another.
thread_local allocator *current_allocator = nullptr;

class allocator_scope {
public:
  explicit allocator_scope(allocator *a) : before_(current_allocator) { current_allocator = a; }
  allocator_scope(const allocator_scope &) = delete;
  allocator_scope &operator=(const allocator_scope &) = delete;
  ~allocator_scope() { current_allocator = before_; }

private:
  allocator *before_;
};

cppcoro::task<int> with_allocator(allocator *a) {
  allocator_scope scope(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'scope' is alive when the coroutine suspends: it sets the thread_local 'current_allocator' until it is destroyed: whatever else runs on this thread in the meantime finds it set, and on another thread the coroutine finds it not set and overwrites it
  // CHECK-MESSAGES: :[[@LINE+2]]:13: note: suspends here
  // CHECK-MESSAGES: :[[@LINE-17]]:25: note: each thread has its own 'current_allocator'
  co_return co_await load(1);
}

// ok: only while the frame of the other coroutine is made
cppcoro::task<int> with_allocator_for_the_call(allocator *a) {
  auto begin = [a] {
    allocator_scope scope(a);
    return load(1);
  };
  co_return co_await begin();
}

// Through functions, and a member of the thread_local.
struct request_context {
  int id = 0;
  const char *user = nullptr;
};
request_context &this_request() {
  static thread_local request_context value;
  return value;
}
void set_request(int id) { this_request().id = id; }

struct request_scope {
  explicit request_scope(int id) { set_request(id); }
  ~request_scope() { set_request(0); }
};

asio::awaitable<void> with_request(int id) {
  request_scope scope{id};
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'scope' is alive when the coroutine suspends: it sets the thread_local 'value' until it is destroyed
  co_await fetch(id);
}

// A stack of contexts for the log.
struct log_context {
  static inline thread_local std::vector<std::string> stack;
  explicit log_context(std::string text) { stack.push_back(std::move(text)); }
  ~log_context() { stack.pop_back(); }
};

asio::awaitable<void> logged(int id) {
  log_context where("logged");
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'where' is alive when the coroutine suspends: it sets the thread_local 'stack' until it is destroyed
  auto text = co_await fetch(id);
}

// The C library's way.
pthread_key_t tenant_key;
struct tenant_scope {
  explicit tenant_scope(void *tenant) { pthread_setspecific(tenant_key, tenant); }
  ~tenant_scope() { pthread_setspecific(tenant_key, nullptr); }
};

folly::coro::Task<void> with_tenant(void *tenant) {
  tenant_scope scope(tenant);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'scope' is alive when the coroutine suspends: it sets what 'pthread_setspecific' sets in its thread until it is destroyed
  co_await flush();
}

template <class T> class override_scope {
public:
  explicit override_scope(T value) : before_(std::exchange(slot(), value)) {}
  ~override_scope() { slot() = before_; }
  static T &slot() {
    thread_local T value{};
    return value;
  }

private:
  T before_;
};

cppcoro::task<> overridden() {
  override_scope<int> level(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'level' is alive when the coroutine suspends: it sets the thread_local 'value' until it is destroyed
  co_await flush();
}

// A class that has one.
class session_scope {
public:
  session_scope(allocator *a, int id) : allocator_(a), id_(id) {}
  int id() const { return id_; }

private:
  allocator_scope allocator_;
  int id_;
};

cppcoro::task<> session(allocator *a) {
  session_scope scope(a, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'scope' is alive when the coroutine suspends: it sets the thread_local 'current_allocator' until it is destroyed
  co_await load(scope.id());
}

//===-- What only looks like it -------------------------------------------------===//

thread_local int depth = 0;
struct depth_count {
  depth_count() { ++depth; }
  ~depth_count() { --depth; }
};

// ok: counted up and down: the sum over all threads is right
cppcoro::task<> counted() {
  depth_count count;
  co_await flush();
}

struct buffer {
  buffer *next = nullptr;
};
thread_local buffer *spare = nullptr;
class pooled_buffer {
public:
  pooled_buffer() : mine_(spare ? spare : new buffer) { spare = mine_->next; }
  pooled_buffer(const pooled_buffer &) = delete;
  ~pooled_buffer() {
    mine_->next = spare;
    spare = mine_;
  }

private:
  buffer *mine_;
};

// ok: a list of spare objects: another thread may take this one
cppcoro::task<> pooled() {
  pooled_buffer buffer;
  co_await flush();
}

thread_local std::vector<int> free_slots;
struct slot {
  int index;
  slot() : index(free_slots.back()) { free_slots.pop_back(); }
  ~slot() { free_slots.push_back(index); }
};

// ok: as above
cppcoro::task<> slotted() {
  slot mine;
  co_await load(mine.index);
}

thread_local int last_duration = 0;
struct stopwatch {
  int begin = 0;
  ~stopwatch() { last_duration = begin; }
};

// ok: set at the end only
cppcoro::task<> timed() {
  stopwatch watch;
  co_await flush();
}

int verbosity = 0;
struct verbosity_scope {
  int before = verbosity;
  verbosity_scope() { verbosity = 3; }
  ~verbosity_scope() { verbosity = before; }
};

// ok: not the thread's
cppcoro::task<> verbose() {
  verbosity_scope scope;
  co_await flush();
}

// ok: locks have a check of their own
cppcoro::task<> locked(std::mutex &mutex) {
  std::lock_guard lock(mutex);
  co_await flush();
}

// Holds whatever the thread has, and sets nothing.
struct allocator_user {
  allocator *used = current_allocator;
  ~allocator_user() { used = nullptr; }
};

// ok: reads only
cppcoro::task<> reads() {
  allocator_user user;
  co_await flush();
}

//===-- Where it lives ----------------------------------------------------------===//

cppcoro::task<> several(allocator *a, bool fast) {
  allocator_scope outer(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'outer' is alive when the coroutine suspends
  // CHECK-MESSAGES: :[[@LINE+4]]:12: note: suspends here
  // CHECK-MESSAGES: :[[@LINE+6]]:3: note: suspends here
  while (fast) {
    allocator_scope inner(a);
    fast = co_await more();
    // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'inner' is alive when the coroutine suspends
  }
  co_await flush();
}

// The consumer of a generator runs in the scope.
cppcoro::generator<int> numbers(allocator *a) {
  const allocator_scope scope(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'scope' is alive when the coroutine suspends
  for (int i = 0; i < 3; ++i)
    co_yield i;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: note: suspends here
}

using scope_alias = allocator_scope;

cppcoro::task<> alias(allocator *a) {
  auto scope = scope_alias(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'scope' is alive when the coroutine suspends
  switch (co_await load(1)) {
  case 0:
    co_return;
  default:
    co_await flush();
  }
}

allocator_scope enter(allocator *a);

cppcoro::task<> extended(allocator *a) {
  auto &&scope = enter(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'scope' is alive when the coroutine suspends
  co_await flush();
}

struct wide_scope : request_scope {
  using request_scope::request_scope;
};

// The base that the reference names says nothing.
struct empty_base {};
struct derived_scope : empty_base, request_scope {
  using request_scope::request_scope;
};

cppcoro::task<> derived(int id) {
  wide_scope scope(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'scope' is alive when the coroutine suspends: it sets the thread_local 'value' until it is destroyed
  const empty_base &other = derived_scope(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'other' is alive when the coroutine suspends
  co_await flush();
}

// ok: the temporary is gone at the end of its statement
cppcoro::task<> temporary(allocator *a) {
  enter(a);
  allocator_scope{a};
  co_await flush();
}

cppcoro::task<> deduced(int value) {
  override_scope scope(value);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'scope' is alive when the coroutine suspends
  co_await flush();
}

// A parameter lives as long as the coroutine.
cppcoro::task<> given(request_scope scope) {
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'scope' is alive when the coroutine suspends
  co_await flush();
}

// ok: whose it is, and whether it is still alive, is not known
cppcoro::task<> borrowed(request_scope &scope, request_scope *other) {
  co_await flush();
}

cppcoro::task<> held(int id) {
  auto scope = std::make_unique<request_scope>(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'scope' is alive when the coroutine suspends
  co_await load(id);
  scope.reset();
  // ok: gone
  co_await flush();
}

cppcoro::task<> held_new(int id) {
  std::unique_ptr<request_scope> scope(new request_scope(id));
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'scope' is alive when the coroutine suspends
  co_await load(id);
  scope = nullptr;
  // ok: gone
  co_await flush();
}

cppcoro::task<> held_optional(int id) {
  std::optional<request_scope> scope;
  // ok: empty
  co_await flush();
  scope.emplace(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'scope' is alive when the coroutine suspends
  co_await load(id);
  scope = std::nullopt;
  // ok: gone
  co_await flush();
}

cppcoro::task<> held_in_place(int id) {
  std::optional<request_scope> scope(std::in_place, id);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'scope' is alive when the coroutine suspends
  co_await load(id);
}

class worker {
public:
  cppcoro::task<> run(int id) {
    scope_.emplace(id);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'scope_' is alive when the coroutine suspends
    co_await load(id);
    scope_.reset();
    // ok: gone
    co_await flush();
  }

  // ok: another call of the object may have ended it
  cppcoro::task<> run_once(int id) {
    scope_.emplace(id);
    stop(scope_);
    co_await load(id);
  }

  // ok: on one path it is gone
  cppcoro::task<> run_maybe(int id) {
    scope_.emplace(id);
    if (id > 3)
      scope_.reset();
    co_await load(id);
  }

private:
  static void stop(std::optional<request_scope> &scope);
  std::optional<request_scope> scope_;
};

//===-- Ended before -------------------------------------------------------------===//

QCoro::Task<> sink(QSignalBlocker blocker);
void keep(std::unique_ptr<request_scope> scope);

// ok: moved away
QCoro::Task<> moved(QObject *list) {
  QSignalBlocker blocker(list);
  { QSignalBlocker inner(std::move(blocker)); }
  co_await flush();
}

// ok: moved into what is awaited, which decides
QCoro::Task<> moved_on(QObject *list) {
  QSignalBlocker blocker(list);
  co_await sink(std::move(blocker));
}

QCoro::Task<> moved_and_kept(QObject *list) {
  QSignalBlocker blocker(list);
  auto other = std::move(blocker);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'other' is alive when the coroutine suspends
  co_await flush();
}

// ok: given away
cppcoro::task<> given_away(int id) {
  auto scope = std::make_unique<request_scope>(id);
  keep(std::move(scope));
  co_await flush();
}

// ok: a function that had it may have ended it
cppcoro::task<> lent(int id) {
  std::optional<request_scope> scope(std::in_place, id);
  auto end = [&] { scope.reset(); };
  end();
  co_await flush();
}

// ok: by another name
cppcoro::task<> renamed(int id) {
  std::optional<request_scope> scope(std::in_place, id);
  auto &same = scope;
  same.reset();
  co_await flush();
}

// ok: ended on both paths
cppcoro::task<> both(int id) {
  auto scope = std::make_unique<request_scope>(id);
  if (id)
    scope.reset();
  else
    scope = nullptr;
  co_await flush();
}

// ok: ended around every suspension of the loop
cppcoro::task<> around(int id) {
  do {
    request_scope scope(id);
    if (id == 3)
      break;
    if (id == 4)
      continue;
    --id;
  } while (co_await more());
}

// ok: a plain lambda, called here
cppcoro::task<> in_lambda(int id) {
  [id] { request_scope scope(id); }();
  co_await flush();
}

// ok: only the inner coroutine suspends
void start(asio::io_context &io) {
  request_scope scope(1);
  asio::co_spawn(io, []() -> asio::awaitable<void> { co_await fetch(1); }, asio::detached);
}

void start_wrongly(asio::io_context &io) {
  asio::co_spawn(
      io,
      []() -> asio::awaitable<void> {
        request_scope scope(1);
        // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'scope' is alive when the coroutine suspends
        co_await fetch(1);
      },
      asio::detached);
}

// ok: nothing suspends
asio::awaitable<void> executor_of() {
  request_scope scope(1);
  auto executor = co_await asio::this_coro::executor;
  (void)executor;
}

// ok: nothing suspends
cppcoro::task<> ready() {
  request_scope scope(1);
  co_await std::suspend_never{};
}

template <class Id> cppcoro::task<> visit(Id id) {
  request_scope scope(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'scope' is alive when the coroutine suspends
  co_await flush();
}

cppcoro::task<> visit_all() {
  co_await visit(1);
  co_await visit('c');
}

#define REQUEST_SCOPE(id) request_scope request_scope_(id)

cppcoro::task<> in_macro() {
  REQUEST_SCOPE(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'request_scope_' is alive when the coroutine suspends
  co_await flush();
}

// ok: never destroyed, and made for the thread
cppcoro::task<> for_the_thread() {
  static thread_local request_scope scope(1);
  co_await flush();
}
