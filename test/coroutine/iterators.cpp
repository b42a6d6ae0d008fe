// RUN: %check --checks=coro-unawaited-task
// A member promise_type alone makes no coroutine type: the iterator of a generator has one as well, but
// no coroutine returns it.
#include <coroutine>
#include <exception>

class numbers {
public:
  struct promise_type {
    numbers get_return_object() noexcept {
      return numbers(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int next) noexcept {
      value = next;
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
    int value = 0;
  };

  class iterator {
  public:
    using promise_type = numbers::promise_type;
    explicit iterator(std::coroutine_handle<promise_type> h) noexcept : handle(h) {}
    iterator operator++() {
      handle.resume();
      return *this;
    }
    int operator*() const noexcept { return handle.promise().value; }
    bool operator!=(const iterator &) const noexcept { return !handle.done(); }

  private:
    std::coroutine_handle<promise_type> handle;
  };

  ~numbers() { handle.destroy(); }
  iterator begin() {
    handle.resume();
    return iterator(handle);
  }
  iterator end() { return iterator(handle); }

private:
  explicit numbers(std::coroutine_handle<promise_type> h) noexcept : handle(h) {}
  std::coroutine_handle<promise_type> handle;
};

numbers primes();

int sum() {
  int total = 0;
  numbers all = primes();
  // ok: what ++ returns is no coroutine
  for (auto it = all.begin(), end = all.end(); it != end; ++it)
    total += *it;
  // ok: nor what begin() returns
  all.begin();
  primes();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the generator returned by 'primes' is dropped: its body never runs [coro-unawaited-task]
  return total;
}
