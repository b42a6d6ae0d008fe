// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): async_mutex.hpp. Neither lock_async nor scoped_lock_async
// nor their awaiters are nodiscard;
// only the guard that co_await of the scoped form yields is.
#ifndef CPPCORO_ASYNC_MUTEX_HPP_INCLUDED
#define CPPCORO_ASYNC_MUTEX_HPP_INCLUDED

#include <cppcoro/coroutine.hpp>

#include <mutex>

namespace cppcoro {

class async_mutex_lock;
class async_mutex_lock_operation;
class async_mutex_scoped_lock_operation;

class async_mutex {
public:
  async_mutex() noexcept;
  ~async_mutex();
  bool try_lock() noexcept;
  async_mutex_lock_operation lock_async() noexcept;
  async_mutex_scoped_lock_operation scoped_lock_async() noexcept;
  void unlock();
};

class async_mutex_lock {
public:
  explicit async_mutex_lock(async_mutex& mutex, std::adopt_lock_t) noexcept : m_mutex(&mutex) {}
  async_mutex_lock(async_mutex_lock&& other) noexcept : m_mutex(other.m_mutex) { other.m_mutex = nullptr; }
  async_mutex_lock(const async_mutex_lock& other) = delete;
  async_mutex_lock& operator=(const async_mutex_lock& other) = delete;
  ~async_mutex_lock() {
    if (m_mutex != nullptr)
      m_mutex->unlock();
  }

private:
  async_mutex* m_mutex;
};

class async_mutex_lock_operation {
public:
  explicit async_mutex_lock_operation(async_mutex& mutex) noexcept : m_mutex(mutex) {}
  bool await_ready() const noexcept { return false; }
  bool await_suspend(cppcoro::coroutine_handle<> awaiter) noexcept;
  void await_resume() const noexcept {}

protected:
  async_mutex& m_mutex;
};

class async_mutex_scoped_lock_operation : public async_mutex_lock_operation {
public:
  using async_mutex_lock_operation::async_mutex_lock_operation;
  [[nodiscard]] async_mutex_lock await_resume() const noexcept { return async_mutex_lock{m_mutex, std::adopt_lock}; }
};

} // namespace cppcoro

#endif // CPPCORO_ASYNC_MUTEX_HPP_INCLUDED
