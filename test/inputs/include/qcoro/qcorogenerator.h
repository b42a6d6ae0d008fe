// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcorogenerator.h. Lazy; co_await is deleted in its body.
#ifndef MOCK_QCORO_QCOROGENERATOR_H
#define MOCK_QCORO_QCOROGENERATOR_H

#include <qcoro/coroutine.h>

#include <exception>
#include <memory>
#include <utility>

namespace QCoro {

template <typename T> class Generator;

namespace detail {

template <typename T>
class GeneratorPromise {
  using value_type = std::remove_reference_t<T>;

public:
  Generator<T> get_return_object();
  std::suspend_always initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept {
    mValue = nullptr;
    return {};
  }
  void unhandled_exception() { mException = std::current_exception(); }
  std::suspend_always yield_value(value_type& value) {
    mValue = std::addressof(value);
    return {};
  }
  std::suspend_always yield_value(value_type&& value) {
    mValue = std::addressof(value);
    return {};
  }
  void return_void() {}
  value_type& value() { return *const_cast<value_type*>(static_cast<const value_type*>(mValue)); }
  bool finished() const { return mValue == nullptr; }
  template <typename U> std::suspend_never await_transform(U&&) = delete;

private:
  const void* mValue = nullptr;
  std::exception_ptr mException;
};

} // namespace detail

template <typename T>
class GeneratorIterator {
public:
  GeneratorIterator operator++() {
    mGeneratorCoroutine.resume();
    if (mGeneratorCoroutine.promise().finished())
      mGeneratorCoroutine = nullptr;
    return *this;
  }
  std::add_lvalue_reference_t<T> operator*() const noexcept { return mGeneratorCoroutine.promise().value(); }
  bool operator==(const GeneratorIterator& other) const noexcept {
    return mGeneratorCoroutine == other.mGeneratorCoroutine;
  }

private:
  friend class Generator<T>;
  explicit GeneratorIterator(std::coroutine_handle<detail::GeneratorPromise<T>> coroutine)
      : mGeneratorCoroutine(coroutine) {}
  std::coroutine_handle<detail::GeneratorPromise<T>> mGeneratorCoroutine{nullptr};
};

template <typename T>
class Generator {
public:
  using promise_type = detail::GeneratorPromise<T>;
  using iterator = GeneratorIterator<T>;

  Generator(Generator&& other) noexcept : mGeneratorCoroutine(std::exchange(other.mGeneratorCoroutine, nullptr)) {}
  Generator(const Generator&) = delete;
  ~Generator() {
    if (mGeneratorCoroutine)
      mGeneratorCoroutine.destroy();
  }
  iterator begin() {
    mGeneratorCoroutine.resume();
    return iterator{mGeneratorCoroutine};
  }
  iterator end() { return iterator{nullptr}; }

private:
  friend class detail::GeneratorPromise<T>;
  explicit Generator(std::coroutine_handle<promise_type> coroutine) : mGeneratorCoroutine(coroutine) {}
  std::coroutine_handle<promise_type> mGeneratorCoroutine;
};

template <typename T> Generator<T> detail::GeneratorPromise<T>::get_return_object() {
  return Generator<T>(std::coroutine_handle<GeneratorPromise>::from_promise(*this));
}

} // namespace QCoro

#endif // MOCK_QCORO_QCOROGENERATOR_H
