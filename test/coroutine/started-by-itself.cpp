// RUN: %check --checks=coro-unawaited-task
// suspend_always at the start does not make a type lazy when making or destroying the task starts it.
#include <coroutine>
#include <exception>
#include <generic/lazy_task.h>
#include <utility>

struct executor {
  static void post(std::coroutine_handle<> work);
};

// get_return_object gives the coroutine to an executor.
struct posted {
  struct promise_type {
    posted get_return_object() {
      executor::post(std::coroutine_handle<promise_type>::from_promise(*this));
      return {};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

// The constructor resumes it.
class resumed {
public:
  struct promise_type {
    resumed get_return_object() {
      return resumed(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  ~resumed() { handle.destroy(); }

private:
  explicit resumed(std::coroutine_handle<promise_type> h) : handle(h) { handle.resume(); }
  std::coroutine_handle<promise_type> handle;
};

// The destructor runs what nobody awaited.
template <typename T> class detaching {
public:
  struct promise_type {
    detaching get_return_object() {
      return detaching(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T) noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  detaching(detaching &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~detaching() {
    if (handle)
      handle();
  }

private:
  explicit detaching(std::coroutine_handle<promise_type> h) : handle(h) {}
  std::coroutine_handle<promise_type> handle;
};

posted rotate_logs();
resumed probe_disks();
detaching<int> send_metrics();
lib::task<> save();

void tick() {
  // ok: posted by get_return_object
  rotate_logs();
  // ok: resumed by the constructor
  probe_disks();
  // ok: run by the destructor
  send_metrics();
  save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is dropped: it is lazy, so 'save' never runs [coro-unawaited-task]
}
