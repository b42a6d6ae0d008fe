// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/Invoke.h. A function object; keeps the callable alive as
// long as the task.
#ifndef MOCK_FOLLY_CORO_INVOKE_H
#define MOCK_FOLLY_CORO_INVOKE_H

#include <folly/futures/Future.h>

#include <type_traits>

namespace folly::coro {

struct co_invoke_fn {
  template <typename F, typename... A> auto operator()(F&& f, A&&... a) const -> std::invoke_result_t<F, A...> {
    futures::detail::mock_body(f, a...);
  }
};
inline constexpr co_invoke_fn co_invoke{};

} // namespace folly::coro

#endif // MOCK_FOLLY_CORO_INVOKE_H
