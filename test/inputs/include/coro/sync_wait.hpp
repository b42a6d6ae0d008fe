// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of libcoro (jbaldwin/libcoro, read at 277467f, after v0.16.0): sync_wait.hpp. Blocks the thread.
#ifndef MOCK_CORO_SYNC_WAIT_HPP
#define MOCK_CORO_SYNC_WAIT_HPP

#include <coro/concepts.hpp>

namespace coro {

template <concepts::awaitable awaitable_type,
          typename return_type = typename concepts::awaitable_traits<awaitable_type>::awaiter_return_type>
auto sync_wait(awaitable_type&& a) -> return_type {
  detail::mock_body(a);
}

} // namespace coro

#endif // MOCK_CORO_SYNC_WAIT_HPP
