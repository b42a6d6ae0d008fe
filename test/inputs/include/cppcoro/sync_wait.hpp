// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): sync_wait.hpp. Blocks the calling thread.
#ifndef CPPCORO_SYNC_WAIT_HPP_INCLUDED
#define CPPCORO_SYNC_WAIT_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>

#include <utility>

namespace cppcoro {

template <typename AWAITABLE>
auto sync_wait(AWAITABLE&& awaitable) -> typename cppcoro::awaitable_traits<AWAITABLE&&>::await_result_t {
  detail::mock_body(awaitable);
}

} // namespace cppcoro

#endif // CPPCORO_SYNC_WAIT_HPP_INCLUDED
