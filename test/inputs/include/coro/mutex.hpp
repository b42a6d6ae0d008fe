// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of libcoro (jbaldwin/libcoro, read at 277467f, after v0.16.0): mutex.hpp. lock, scoped_lock and try_lock are
// function-nodiscard.
#ifndef MOCK_CORO_MUTEX_HPP
#define MOCK_CORO_MUTEX_HPP

#include <coroutine>

namespace coro {

class mutex;
class scoped_lock;

namespace detail {

template <typename return_type>
struct lock_operation {
  explicit lock_operation(coro::mutex& m) : m_mutex(m) {}
  auto await_ready() const noexcept -> bool;
  auto await_suspend(std::coroutine_handle<> awaiting_coroutine) noexcept -> bool;
  auto await_resume() noexcept -> return_type {
    if constexpr (!__is_void(return_type))
      return return_type{m_mutex};
  }

private:
  coro::mutex& m_mutex;
};

} // namespace detail

class scoped_lock {
public:
  explicit scoped_lock(class coro::mutex& m) : m_mutex(&m) {}
  ~scoped_lock();
  scoped_lock(const scoped_lock&) = delete;
  scoped_lock(scoped_lock&& other) noexcept;
  auto unlock() -> void;

private:
  [[maybe_unused]] class coro::mutex* m_mutex{nullptr};
};

class mutex {
public:
  explicit mutex() noexcept;
  ~mutex();
  mutex(const mutex&) = delete;
  [[nodiscard]] auto scoped_lock() -> detail::lock_operation<scoped_lock> {
    return detail::lock_operation<coro::scoped_lock>{*this};
  }
  [[nodiscard]] auto lock() -> detail::lock_operation<void> { return detail::lock_operation<void>{*this}; }
  [[nodiscard]] auto try_lock() -> bool;
  auto unlock() -> void;
};

} // namespace coro

#endif // MOCK_CORO_MUTEX_HPP
