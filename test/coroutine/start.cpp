// RUN: %check --checks=coro-unawaited-task
// When a coroutine starts is read from what initial_suspend returns. Only what is proven is reported.
#include <generic/custom_start.h>
#include <generic/lazy_task.h>

lib::task<> save(int row);
lib::starts_later open_connection();
lib::starts_deduced read_settings();
lib::starts_elsewhere post_to_pool();
lib::starts_maybe warm_cache();

lib::task<> serve() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is dropped: it is lazy, so 'save' never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  co_await save(1);
  // An awaiter whose await_ready is false and whose await_suspend does nothing.
  open_connection();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'open_connection' is dropped: it is lazy, so 'open_connection' never runs
  // CHECK-FIXES: {{^}}  co_await open_connection();
  // The awaiter's type is deduced.
  read_settings();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'read_settings' is dropped: it is lazy, so 'read_settings' never runs
  // CHECK-FIXES: {{^}}  co_await read_settings();
  // ok: await_suspend gives the coroutine to somebody who may run it
  post_to_pool();
  // ok: only known at run time
  warm_cache();
  co_return;
}

// An awaiter that only adds something to suspend_always.
struct logged_start : std::suspend_always {
  void await_resume() const noexcept;
};

class logged_task {
public:
  struct promise_type {
    logged_task get_return_object() noexcept {
      return logged_task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    logged_start initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  logged_task(logged_task &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~logged_task() {
    if (handle)
      handle.destroy();
  }

private:
  explicit logged_task(std::coroutine_handle<promise_type> h) noexcept : handle(h) {}
  std::coroutine_handle<promise_type> handle;
};

logged_task compact();
void maintain() {
  compact();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'compact' is dropped: it is lazy, so 'compact' never runs
}

// Its body is in another file: nothing is known.
class opaque_task {
public:
  struct promise_type {
    opaque_task get_return_object();
    struct start {
      bool await_ready() noexcept;
      void await_suspend(std::coroutine_handle<>) noexcept;
      void await_resume() noexcept;
    };
    start initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  ~opaque_task();
};

opaque_task poll_sensors();
// ok: whether it has started cannot be told
void measure() { poll_sensors(); }
