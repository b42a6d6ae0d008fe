// The checks of blocking calls against the real headers of Boost.Thread, Boost.Process and
// Boost.Filesystem 1.81.
// REQUIRES: boost-asio
// RUN: %check --real --checks=coro-blocking-sleep,coro-blocking-future-get,coro-blocking-thread-sync,coro-blocking-process-call,coro-blocking-file-io,coro-coroutine-as-void-callback -- -DBOOST_THREAD_PROVIDES_FUTURE
#include <boost/chrono.hpp>
#include <boost/filesystem/operations.hpp>
#include <boost/function.hpp>
#include <boost/process/child.hpp>
#include <boost/process/system.hpp>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/future.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread.hpp>
#include <coroutine>
#include <exception>
#include <utility>

/// Lazy, and its caller awaits it to its end.
struct Task {
  struct promise_type {
    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  explicit Task(std::coroutine_handle<promise_type> H) : Handle(H) {}
  Task(Task &&Other) noexcept : Handle(std::exchange(Other.Handle, {})) {}
  ~Task() {
    if (Handle)
      Handle.destroy();
  }
  bool await_ready() {
    Handle.resume();
    return true;
  }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}

  std::coroutine_handle<promise_type> Handle;
};

Task threads(boost::thread &worker, boost::mutex &mutex, boost::condition_variable &changed) {
  boost::this_thread::sleep_for(boost::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'threads' runs until it returns [coro-blocking-sleep]
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' waits for the thread to end: {{.*}} [coro-blocking-thread-sync]
  boost::unique_lock<boost::mutex> lock(mutex);
  changed.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' waits for another thread to notify it
  boost::thread other([] {
    // ok: a thread of its own.
    boost::this_thread::sleep_for(boost::chrono::seconds(1));
  });
  // ok: only yields; does not wait.
  boost::this_thread::sleep_for(boost::chrono::seconds(0));
  changed.notify_all();
  other.detach();
  co_return;
}

Task futures(boost::future<int> &first, boost::future<int> &second) {
  first.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' waits for the future on this thread: {{.*}} [coro-blocking-future-get]
  // ok: asked first.
  if (second.is_ready())
    second.get();
  co_return;
}

Task processes(boost::process::child &child, boost::process::child &other) {
  boost::process::system("true");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'system' runs a program and waits for it: {{.*}} [coro-blocking-process-call]
  child.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' waits for the process to end
  // ok: asked first.
  if (!other.running())
    other.wait();
  co_return;
}

Task files(const boost::filesystem::path &path) {
  boost::filesystem::remove_all(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'remove_all' waits for the disk: {{.*}} [coro-blocking-file-io]
  // ok: no file is touched.
  path.filename();
  co_return;
}

Task callbacks(const boost::filesystem::path &path) {
  boost::function<void()> later = [&path]() -> Task { co_await files(path); };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'boost::function' with a void result throws away the task that this callable returns, and 'Task' is lazy: the body never runs [coro-coroutine-as-void-callback]
  // ok: the result is passed on.
  boost::function<Task()> kept = [&path]() -> Task { co_await files(path); };
  co_await kept();
}
