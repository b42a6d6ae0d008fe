// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): async_generator.hpp. Lazy; begin() and ++it are awaited.
#ifndef CPPCORO_ASYNC_GENERATOR_HPP_INCLUDED
#define CPPCORO_ASYNC_GENERATOR_HPP_INCLUDED

#include <cppcoro/coroutine.hpp>

#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>

namespace cppcoro {

template <typename T> class async_generator;

namespace detail {

template <typename T> class async_generator_iterator;

class async_generator_promise_base;

class async_generator_yield_operation final {
public:
  async_generator_yield_operation(cppcoro::coroutine_handle<> consumer) noexcept : m_consumer(consumer) {}
  bool await_ready() const noexcept { return false; }
  cppcoro::coroutine_handle<> await_suspend(cppcoro::coroutine_handle<>) noexcept { return m_consumer; }
  void await_resume() noexcept {}

private:
  cppcoro::coroutine_handle<> m_consumer;
};

class async_generator_promise_base {
public:
  async_generator_promise_base() noexcept : m_exception(nullptr) {}
  async_generator_promise_base(const async_generator_promise_base& other) = delete;
  cppcoro::suspend_always initial_suspend() const noexcept { return {}; }
  async_generator_yield_operation final_suspend() noexcept {
    m_currentValue = nullptr;
    return internal_yield_value();
  }
  void unhandled_exception() noexcept { m_exception = std::current_exception(); }
  void return_void() noexcept {}
  bool finished() const noexcept { return m_currentValue == nullptr; }
  void rethrow_if_unhandled_exception() {
    if (m_exception)
      std::rethrow_exception(std::move(m_exception));
  }
  void set_consumer(cppcoro::coroutine_handle<> consumer) noexcept { m_consumerCoroutine = consumer; }

protected:
  async_generator_yield_operation internal_yield_value() noexcept { return {m_consumerCoroutine}; }
  std::exception_ptr m_exception;
  cppcoro::coroutine_handle<> m_consumerCoroutine;
  void* m_currentValue = nullptr;
};

class async_generator_advance_operation {
protected:
  async_generator_advance_operation(std::nullptr_t) noexcept : m_promise(nullptr) {}
  async_generator_advance_operation(async_generator_promise_base& promise,
                                    cppcoro::coroutine_handle<> producerCoroutine) noexcept
      : m_promise(std::addressof(promise)), m_producerCoroutine(producerCoroutine) {}

public:
  bool await_ready() const noexcept { return false; }
  cppcoro::coroutine_handle<> await_suspend(cppcoro::coroutine_handle<> consumerCoroutine) noexcept {
    m_promise->set_consumer(consumerCoroutine);
    return m_producerCoroutine;
  }

protected:
  async_generator_promise_base* m_promise;
  cppcoro::coroutine_handle<> m_producerCoroutine;
};

template <typename T>
class async_generator_promise final : public async_generator_promise_base {
  using value_type = std::remove_reference_t<T>;

public:
  async_generator_promise() noexcept = default;
  async_generator<T> get_return_object() noexcept;
  async_generator_yield_operation yield_value(value_type& value) noexcept {
    m_currentValue = const_cast<void*>(static_cast<const void*>(std::addressof(value)));
    return internal_yield_value();
  }
  async_generator_yield_operation yield_value(value_type&& value) noexcept { return yield_value(value); }
  T& value() const noexcept { return *static_cast<T*>(m_currentValue); }
};

template <typename T>
class async_generator_increment_operation final : public async_generator_advance_operation {
public:
  async_generator_increment_operation(async_generator_iterator<T>& iterator) noexcept
      : async_generator_advance_operation(iterator.m_coroutine.promise(), iterator.m_coroutine),
        m_iterator(iterator) {}
  async_generator_iterator<T>& await_resume() {
    if (m_promise->finished()) {
      m_iterator = async_generator_iterator<T>{nullptr};
      m_promise->rethrow_if_unhandled_exception();
    }
    return m_iterator;
  }

private:
  async_generator_iterator<T>& m_iterator;
};

template <typename T>
class async_generator_iterator final {
  using promise_type = async_generator_promise<T>;
  using handle_type = cppcoro::coroutine_handle<promise_type>;

public:
  using iterator_category = std::input_iterator_tag;
  using difference_type = std::ptrdiff_t;
  using value_type = std::remove_reference_t<T>;
  using reference = std::add_lvalue_reference_t<T>;
  using pointer = std::add_pointer_t<value_type>;

  async_generator_iterator(std::nullptr_t) noexcept : m_coroutine(nullptr) {}
  async_generator_iterator(handle_type coroutine) noexcept : m_coroutine(coroutine) {}
  async_generator_increment_operation<T> operator++() noexcept {
    return async_generator_increment_operation<T>{*this};
  }
  reference operator*() const noexcept { return m_coroutine.promise().value(); }
  bool operator==(const async_generator_iterator& other) const noexcept { return m_coroutine == other.m_coroutine; }

private:
  friend class async_generator_increment_operation<T>;
  handle_type m_coroutine;
};

template <typename T>
class async_generator_begin_operation final : public async_generator_advance_operation {
  using promise_type = async_generator_promise<T>;
  using handle_type = cppcoro::coroutine_handle<promise_type>;

public:
  async_generator_begin_operation(std::nullptr_t) noexcept : async_generator_advance_operation(nullptr) {}
  async_generator_begin_operation(handle_type producerCoroutine) noexcept
      : async_generator_advance_operation(producerCoroutine.promise(), producerCoroutine) {}
  bool await_ready() const noexcept { return m_promise == nullptr; }
  async_generator_iterator<T> await_resume() {
    if (m_promise == nullptr || m_promise->finished())
      return async_generator_iterator<T>{nullptr};
    return async_generator_iterator<T>{handle_type::from_promise(*static_cast<promise_type*>(m_promise))};
  }
};

} // namespace detail

template <typename T>
class [[nodiscard]] async_generator {
public:
  using promise_type = detail::async_generator_promise<T>;
  using iterator = detail::async_generator_iterator<T>;

  async_generator() noexcept : m_coroutine(nullptr) {}
  explicit async_generator(promise_type& promise) noexcept
      : m_coroutine(cppcoro::coroutine_handle<promise_type>::from_promise(promise)) {}
  async_generator(async_generator&& other) noexcept : m_coroutine(std::exchange(other.m_coroutine, nullptr)) {}
  ~async_generator() {
    if (m_coroutine)
      m_coroutine.destroy();
  }
  async_generator& operator=(async_generator&& other) noexcept {
    std::swap(m_coroutine, other.m_coroutine);
    return *this;
  }
  async_generator(const async_generator&) = delete;
  async_generator& operator=(const async_generator&) = delete;

  auto begin() noexcept {
    if (!m_coroutine)
      return detail::async_generator_begin_operation<T>{nullptr};
    return detail::async_generator_begin_operation<T>{m_coroutine};
  }
  auto end() noexcept { return iterator{nullptr}; }

private:
  cppcoro::coroutine_handle<promise_type> m_coroutine;
};

namespace detail {
template <typename T> async_generator<T> async_generator_promise<T>::get_return_object() noexcept {
  return async_generator<T>{*this};
}
} // namespace detail

} // namespace cppcoro

#endif // CPPCORO_ASYNC_GENERATOR_HPP_INCLUDED
