// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): resume_on.hpp (awaitables and the pipe form, no
// async_generator).
#ifndef CPPCORO_RESUME_ON_HPP_INCLUDED
#define CPPCORO_RESUME_ON_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/task.hpp>

#include <utility>

namespace cppcoro {

template <typename SCHEDULER>
struct resume_on_transform {
  explicit resume_on_transform(SCHEDULER& s) noexcept : scheduler(s) {}
  SCHEDULER& scheduler;
};

template <typename SCHEDULER> resume_on_transform<SCHEDULER> resume_on(SCHEDULER& scheduler) noexcept {
  return resume_on_transform<SCHEDULER>(scheduler);
}

template <typename SCHEDULER, typename AWAITABLE>
auto resume_on(SCHEDULER& scheduler, AWAITABLE awaitable)
    -> task<detail::remove_rvalue_reference_t<typename awaitable_traits<AWAITABLE>::await_result_t>> {
  detail::mock_body(scheduler, awaitable);
}

template <typename T, typename SCHEDULER>
decltype(auto) operator|(T&& value, resume_on_transform<SCHEDULER> transform) {
  return resume_on(transform.scheduler, std::forward<T>(value));
}

} // namespace cppcoro

#endif // CPPCORO_RESUME_ON_HPP_INCLUDED
