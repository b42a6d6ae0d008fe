// RUN: %check --checks=coro-unawaited-task
// What becomes of a task that is dropped is read from its destructor.
#include <generic/cancelling_task.h>
#include <generic/fire_and_forget.h>
#include <generic/generator.h>
#include <generic/lazy_task.h>
#include <memory>

lib::cancelling_task watch_directory();
lib::fire_and_forget flush_log();
lib::generator<int> rows();

lib::task<> serve() {
  watch_directory();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'watch_directory' is dropped: that cancels 'watch_directory' where it is suspended [coro-unawaited-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it to wait for it and to see its errors
  // CHECK-FIXES: {{^}}  co_await watch_directory();
  rows();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the generator returned by 'rows' is dropped: its body never runs [coro-unawaited-task]
  // CHECK-FIXES: {{^}}  rows();
  // ok: it cannot be awaited, so it is made to be dropped
  flush_log();
  // ok: iterated
  for (int row : rows())
    (void)row;
  co_return;
}

// A bare handle that nobody ever frees.
struct leaking_task {
  struct promise_type {
    leaking_task get_return_object() noexcept {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  std::coroutine_handle<promise_type> handle;
};

leaking_task compact();
void maintain() {
  compact();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'compact' is dropped: it is lazy, so 'compact' never runs, and its frame leaks [coro-unawaited-task]
}

// Eager, and freed only once it is done: while it runs, it runs on.
class background_task {
public:
  struct promise_type {
    background_task get_return_object() noexcept {
      return background_task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { error = std::current_exception(); }
    std::exception_ptr error;
  };
  background_task(background_task &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~background_task() {
    if (handle && handle.done())
      handle.destroy();
  }
  bool await_ready() const noexcept { return handle.done(); }
  void await_suspend(std::coroutine_handle<> waiting) noexcept;
  void await_resume() const {}

private:
  explicit background_task(std::coroutine_handle<promise_type> h) noexcept : handle(h) {}
  std::coroutine_handle<promise_type> handle;
};

background_task upload();
void on_save() {
  upload();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'upload' is dropped: 'upload' goes on with nobody waiting for it, and its exception is lost [coro-unawaited-task]
}

// The frame is owned by a member whose destructor is in another file.
class frame_owner {
public:
  explicit frame_owner(std::coroutine_handle<> h);
  ~frame_owner();
};

class owned_task {
public:
  struct promise_type {
    owned_task get_return_object() {
      return owned_task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> waiting) noexcept;
  void await_resume() const;

private:
  explicit owned_task(std::coroutine_handle<> h) : frame(std::make_unique<frame_owner>(h)) {}
  std::unique_ptr<frame_owner> frame;
};

owned_task download();
// ok: what happens to the frame cannot be told
void on_open() { download(); }
