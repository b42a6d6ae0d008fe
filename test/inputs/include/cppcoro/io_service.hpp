// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): io_service.hpp. schedule and schedule_after are
// function-nodiscard.
#ifndef CPPCORO_IO_SERVICE_HPP_INCLUDED
#define CPPCORO_IO_SERVICE_HPP_INCLUDED

#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/coroutine.hpp>

#include <chrono>
#include <cstdint>

namespace cppcoro {

class io_service {
public:
  class schedule_operation;
  class timed_schedule_operation;

  io_service();
  io_service(std::uint32_t concurrencyHint);
  ~io_service();
  io_service(io_service&& other) = delete;
  io_service(const io_service& other) = delete;
  io_service& operator=(io_service&& other) = delete;
  io_service& operator=(const io_service& other) = delete;

  [[nodiscard]] schedule_operation schedule() noexcept;
  template <typename REP, typename PERIOD>
  [[nodiscard]] timed_schedule_operation schedule_after(const std::chrono::duration<REP, PERIOD>& delay,
                                                        cancellation_token cancellationToken = {}) noexcept;

  std::uint64_t process_events();
  std::uint64_t process_pending_events();
  std::uint64_t process_one_event();
  std::uint64_t process_one_pending_event();
  void stop() noexcept;
  void reset();
  bool is_stop_requested() const noexcept;
  void notify_work_started() noexcept;
  void notify_work_finished() noexcept;
};

class io_service::schedule_operation {
public:
  schedule_operation(io_service& service) noexcept : m_service(service) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(cppcoro::coroutine_handle<> awaiter) noexcept;
  void await_resume() const noexcept {}

private:
  [[maybe_unused]] io_service& m_service;
};

class io_service::timed_schedule_operation {
public:
  timed_schedule_operation(io_service& service, std::chrono::high_resolution_clock::time_point resumeTime,
                           cppcoro::cancellation_token cancellationToken) noexcept;
  timed_schedule_operation(timed_schedule_operation&& other) noexcept;
  ~timed_schedule_operation();
  bool await_ready() const noexcept;
  void await_suspend(cppcoro::coroutine_handle<> awaiter);
  void await_resume();
};

class io_work_scope {
public:
  explicit io_work_scope(io_service& service) noexcept : m_service(&service) { service.notify_work_started(); }
  io_work_scope(const io_work_scope& other) noexcept;
  io_work_scope(io_work_scope&& other) noexcept;
  ~io_work_scope() {
    if (m_service != nullptr)
      m_service->notify_work_finished();
  }
  io_service& service() noexcept { return *m_service; }

private:
  io_service* m_service;
};

template <typename REP, typename PERIOD>
io_service::timed_schedule_operation io_service::schedule_after(const std::chrono::duration<REP, PERIOD>& delay,
                                                                cancellation_token cancellationToken) noexcept {
  return timed_schedule_operation{
      *this,
      std::chrono::high_resolution_clock::now() +
          std::chrono::duration_cast<std::chrono::high_resolution_clock::duration>(delay),
      cancellationToken};
}

} // namespace cppcoro

#endif // CPPCORO_IO_SERVICE_HPP_INCLUDED
