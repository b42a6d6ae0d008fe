// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): schedule_on.hpp (awaitables and the pipe form, no
// async_generator).
#ifndef CPPCORO_SCHEDULE_ON_HPP_INCLUDED
#define CPPCORO_SCHEDULE_ON_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/task.hpp>

#include <utility>

namespace cppcoro {

template <typename SCHEDULER>
struct schedule_on_transform {
  explicit schedule_on_transform(SCHEDULER& scheduler) noexcept : scheduler(scheduler) {}
  SCHEDULER& scheduler;
};

template <typename SCHEDULER> schedule_on_transform<SCHEDULER> schedule_on(SCHEDULER& scheduler) {
  return schedule_on_transform<SCHEDULER>{scheduler};
}

template <typename SCHEDULER, typename AWAITABLE>
auto schedule_on(SCHEDULER& scheduler, AWAITABLE awaitable)
    -> task<detail::remove_rvalue_reference_t<typename awaitable_traits<AWAITABLE>::await_result_t>> {
  co_await scheduler.schedule();
  co_return co_await std::move(awaitable);
}

template <typename T, typename SCHEDULER>
decltype(auto) operator|(T&& value, schedule_on_transform<SCHEDULER> transform) {
  return schedule_on(transform.scheduler, std::forward<T>(value));
}

} // namespace cppcoro

#endif // CPPCORO_SCHEDULE_ON_HPP_INCLUDED
