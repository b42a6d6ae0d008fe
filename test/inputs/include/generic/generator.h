// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A hand-written generator for inference tests, modelled on no library: synchronous, lazy, iterated with range-for;
// co_await is deleted in its body. Not nodiscard.
#ifndef GENERIC_GENERATOR_H
#define GENERIC_GENERATOR_H

#include <coroutine>
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <utility>

namespace lib {

template <typename T>
class generator {
public:
  struct promise_type {
    generator get_return_object() noexcept {
      return generator(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    std::suspend_always yield_value(const T& v) noexcept {
      value = std::addressof(v);
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() { throw; }
    template <typename U> std::suspend_never await_transform(U&&) = delete;

    const T* value = nullptr;
  };

  class iterator {
  public:
    using difference_type = std::ptrdiff_t;
    using value_type = T;
    explicit iterator(std::coroutine_handle<promise_type> h) noexcept : handle_(h) {}
    iterator& operator++() {
      handle_.resume();
      return *this;
    }
    void operator++(int) { ++*this; }
    const T& operator*() const noexcept { return *handle_.promise().value; }
    bool operator==(std::default_sentinel_t) const noexcept { return handle_.done(); }

  private:
    std::coroutine_handle<promise_type> handle_;
  };

  generator(generator&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  ~generator() {
    if (handle_)
      handle_.destroy();
  }

  iterator begin() {
    handle_.resume();
    return iterator(handle_);
  }
  std::default_sentinel_t end() const noexcept { return {}; }

private:
  explicit generator(std::coroutine_handle<promise_type> h) noexcept : handle_(h) {}
  std::coroutine_handle<promise_type> handle_;
};

} // namespace lib

#endif // GENERIC_GENERATOR_H
