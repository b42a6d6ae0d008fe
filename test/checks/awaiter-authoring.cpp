// RUN: %check
#include <asio/post.hpp>
#include <asio/io_context.hpp>
#include <asio/thread_pool.hpp>

#include <atomic>
#include <coroutine>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

class WorkerPool {
public:
  void post(std::coroutine_handle<> job);
  void submit(std::function<void()> job);
  bool try_post(std::coroutine_handle<> job);
  int enqueue(std::coroutine_handle<> job);
  std::mutex &mutex();
};

/// No name, but a lock.
class Channel {
public:
  void push(std::coroutine_handle<> waiter) {
    std::lock_guard lock(guard);
    waiters.push_back(waiter);
  }

private:
  std::mutex guard;
  std::vector<std::coroutine_handle<>> waiters;
};

/// Its work is done on the thread that drives it.
class Loop {
public:
  void post(std::coroutine_handle<> job);
  std::vector<std::coroutine_handle<>> jobs;
};

struct Promise {
  int steps = 0;
  std::coroutine_handle<> next;
};

void trace(const char *what);

//===-- After the handover --------------------------------------------------------------------===//

struct Hop {
  WorkerPool &pool;
  int hops = 0;
  bool traced = false;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    pool.post(h);
    ++hops;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the coroutine may run on another thread by now, or be done, and this awaiter be destroyed: it was handed to 'post' before [coro-awaiter-authoring]
    // CHECK-MESSAGES: :[[@LINE-3]]:10: note: it is handed over here
  }
  void await_resume() const noexcept {}
};

struct HopByLambda {
  WorkerPool *pool;
  bool traced = false;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    pool->submit([h] { h.resume(); });
    if (traced)
      trace("suspended");
    // CHECK-MESSAGES: :[[@LINE-2]]:9: warning: the coroutine may run on another thread by now
  }
  void await_resume() const noexcept {}
};

struct OnThread {
  std::thread *out;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    std::thread worker([h] { h.resume(); });
    out->swap(worker);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the coroutine may run on another thread by now, or be done, and this awaiter be destroyed: it was handed to 'thread' before
  }
  void await_resume() const noexcept {}
};

struct InPool {
  asio::thread_pool &pool;
  int result = 0;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    asio::post(pool, [this, h] {
      result = 1;
      h.resume();
    });
    result = 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the coroutine may run on another thread by now
  }
  int await_resume() const noexcept { return result; }
};

struct ToChannel {
  Channel &channel;
  bool waiting = false;
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<Promise> h) {
    channel.push(h);
    h.promise().steps++;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the coroutine may run on another thread by now
    return true;
  }
  void await_resume() const noexcept {}
};

struct ToAtomic {
  std::atomic<void *> &slot;
  std::coroutine_handle<> handle;
  bool stored = false;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    handle = h;
    slot.store(handle.address());
    stored = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the coroutine may run on another thread by now
  }
  void await_resume() const noexcept {}
};

struct Published {
  std::atomic<Published *> &head;
  Published *next = nullptr;
  int tries = 0;
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) {
    next = head.load();
    while (!head.compare_exchange_weak(next, this))
      ++tries;
    return tries > 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the coroutine may run on another thread by now
  }
  void await_resume() const noexcept {}
};

//===-- Not after the handover ------------------------------------------------------------------===//

struct Careful {
  WorkerPool &pool;
  int hops = 0;
  bool traced = false;
  std::mutex guard;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    // ok: before
    ++hops;
    const bool trace_it = traced;
    pool.post(h);
    // ok: a copy
    if (trace_it)
      trace("suspended");
  }
  void await_resume() const noexcept {}
};

struct Asks {
  WorkerPool &pool;
  int failures = 0;
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> h) {
    if (!pool.try_post(h)) {
      // ok: it was not taken
      ++failures;
      return false;
    }
    return true;
  }
  void await_resume() const noexcept {}
};

struct AsksByNumber {
  WorkerPool &pool;
  int failures = 0;
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> h) {
    const int error = pool.enqueue(h);
    // ok: what the number says is not known
    failures += error != 0;
    return error == 0;
  }
  void await_resume() const noexcept {}
};

struct UnderLock {
  Channel &channel;
  std::mutex &guard;
  int waiting = 0;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    std::lock_guard lock(guard);
    channel.push(h);
    // ok: who resumes it needs the lock
    ++waiting;
  }
  void await_resume() const noexcept {}
};

struct OneThread {
  Loop &loop;
  asio::io_context &io;
  int hops = 0;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    loop.post(h);
    // ok: nothing says that there is another thread
    ++hops;
    asio::post(io, [h] { h.resume(); });
    // ok: a loop
    ++hops;
  }
  void await_resume() const noexcept {}
};

struct OwnPart {
  Channel own;
  bool stored = false;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    // ok: nobody else has the awaiter yet, as far as can be seen
    own.push(h);
    stored = true;
  }
  void await_resume() const noexcept {}
};

struct TwoPhases {
  WorkerPool &pool;
  std::atomic<bool> ready{false};
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> h) {
    pool.post(h);
    // ok: who comes second resumes
    return !ready.exchange(true);
  }
  void await_resume() const noexcept {}
};

class Event {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    pool.post(h);
    // ok: the event lives on
    waiting = true;
  }
  void await_resume() const noexcept {}
  void set();

private:
  WorkerPool &pool;
  bool waiting = false;
};

struct OneWay {
  WorkerPool &pool;
  bool later = false;
  int counted = 0;
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> h) {
    if (later) {
      pool.post(h);
      return true;
    }
    // ok: on another path
    ++counted;
    return false;
  }
  void await_resume() const noexcept {}
};

//===-- Another coroutine inside of this one --------------------------------------------------------===//

struct Start {
  std::coroutine_handle<Promise> child;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) noexcept {
    // CHECK-FIXES: std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept {
    child.promise().next = h;
    child.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the other coroutine runs inside of await_suspend instead of taking its place: each such await goes one level deeper into the stack [coro-awaiter-authoring]
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: return the handle of the coroutine to go on with
    // CHECK-FIXES: return child;
  }
  void await_resume() const noexcept {}
};

struct Final {
  bool await_ready() const noexcept { return false; }
  template <typename P> void await_suspend(std::coroutine_handle<P> h) noexcept {
    // CHECK-FIXES: template <typename P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P> h) noexcept {
    if (h.promise().next) {
      h.promise().next.resume();
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the other coroutine runs inside of await_suspend instead of taking its place
      // CHECK-FIXES: return h.promise().next;
    }
    // CHECK-FIXES: {{^    }}return std::noop_coroutine();{{$}}
  }
  void await_resume() const noexcept {}
};
void finish(Final last, std::coroutine_handle<Promise> h) { last.await_suspend(h); }

struct ByCall {
  std::coroutine_handle<> child;
  bool await_ready() const noexcept { return false; }
  auto await_suspend(std::coroutine_handle<>) -> void { child(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: the other coroutine runs inside of await_suspend
  // CHECK-FIXES: auto await_suspend(std::coroutine_handle<>) -> std::coroutine_handle<> { return child; }
  void await_resume() const noexcept {}
};

struct EarlyOut {
  std::coroutine_handle<> child;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {
    if (!child)
      return;
    child.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the other coroutine runs inside of await_suspend
  }
  void await_resume() const noexcept {}
};

//===-- Itself --------------------------------------------------------------------------------------===//

struct Itself {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    // CHECK-FIXES: bool await_suspend(std::coroutine_handle<> h) {
    trace("here");
    h.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the coroutine that is being suspended is resumed inside of await_suspend, which goes on when the awaiter is gone; each such await goes one level deeper into the stack
    // CHECK-MESSAGES: :[[@LINE-2]]:7: note: return whether to suspend: 'false' goes on at once
    // CHECK-FIXES: return false;
  }
  void await_resume() const noexcept {}
};

struct ItselfSometimes {
  WorkerPool &pool;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    // CHECK-FIXES: bool await_suspend(std::coroutine_handle<> h) {
    if (!pool.try_post(h))
      h.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the coroutine that is being suspended is resumed inside of await_suspend
    // CHECK-FIXES: return false;
    // CHECK-FIXES: {{^    }}return true;{{$}}
  }
  void await_resume() const noexcept {}
};

//===-- As it should be, or cannot be otherwise --------------------------------------------------------===//

struct Transfer {
  std::coroutine_handle<> child;
  bool await_ready() const noexcept { return false; }
  // ok: it takes the place of this one
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) { return child; }
  void await_resume() const noexcept {}
};

struct Several {
  std::coroutine_handle<> first, second;
  std::vector<std::coroutine_handle<>> all;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {
    first.resume();
    // ok: only one can be returned
    second.resume();
  }
  void await_resume() const noexcept {}
};

struct All {
  std::vector<std::coroutine_handle<>> all;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {
    // ok: the same
    for (std::coroutine_handle<> each : all)
      each.resume();
  }
  void await_resume() const noexcept {}
};

struct Virtual {
  std::coroutine_handle<> child;
  virtual bool await_ready() const noexcept { return false; }
  // ok: an interface says what it returns
  virtual void await_suspend(std::coroutine_handle<>) { child.resume(); }
  virtual void await_resume() const noexcept {}
};

struct Later {
  asio::io_context &io;
  bool await_ready() const noexcept { return false; }
  // ok: the loop resumes it
  void await_suspend(std::coroutine_handle<> h) {
    asio::post(io, [h] { h.resume(); });
  }
  void await_resume() const noexcept {}
};

/// No coroutine handle.
struct Machine {
  void resume();
};
struct Other {
  Machine machine;
  bool await_ready() const noexcept { return false; }
  // ok: something else that can be resumed
  void await_suspend(std::coroutine_handle<>) { machine.resume(); }
  void await_resume() const noexcept {}
};
