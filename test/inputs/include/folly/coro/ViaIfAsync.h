// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of folly (facebook/folly, read at ff98381ea): coro/ViaIfAsync.h, coro/Traits.h. What a Task's await_transform
// accepts: its own
// types, types with viaIfAsync(), and, as in the library, every other awaitable.
#ifndef MOCK_FOLLY_CORO_VIAIFASYNC_H
#define MOCK_FOLLY_CORO_VIAIFASYNC_H

#include <folly/Executor.h>
#include <folly/coro/Coroutine.h>
#include <folly/futures/Future.h>

#include <utility>

namespace folly::coro {
namespace detail {

template <typename T>
concept has_via_if_async = requires(T&& t, Executor::KeepAlive<> ex) { static_cast<T&&>(t).viaIfAsync(ex); };
template <typename T>
concept has_member_co_await = requires(T&& t) { static_cast<T&&>(t).operator co_await(); };
template <typename T>
concept has_free_co_await = requires(T&& t) { operator co_await(static_cast<T&&>(t)); };
template <typename T>
concept is_awaiter = requires(T& t) {
  t.await_ready();
  t.await_resume();
};

template <typename T> decltype(auto) get_awaiter(T&& t) {
  if constexpr (has_member_co_await<T>)
    return static_cast<T&&>(t).operator co_await();
  else if constexpr (has_free_co_await<T>)
    return operator co_await(static_cast<T&&>(t));
  else
    return static_cast<T&&>(t);
}

} // namespace detail

template <typename T>
  requires detail::has_via_if_async<T>
auto co_viaIfAsync(Executor::KeepAlive<> executor, T&& awaitable) {
  return static_cast<T&&>(awaitable).viaIfAsync(executor);
}

/// In the library this one wraps the awaitable, so that the coroutine resumes on its executor.
template <typename T>
  requires(!detail::has_via_if_async<T> &&
           (detail::has_member_co_await<T> || detail::has_free_co_await<T> || detail::is_awaiter<T>))
T&& co_viaIfAsync(Executor::KeepAlive<>, T&& awaitable) {
  return static_cast<T&&>(awaitable);
}

/// Awaits a future without blocking.
template <typename T>
class FutureAwaiter {
public:
  explicit FutureAwaiter(SemiFuture<T>&& future) noexcept;
  explicit FutureAwaiter(Future<T>&& future) noexcept;
  bool await_ready();
  void await_suspend(coroutine_handle<> h);
  T await_resume();
};
template <typename T> FutureAwaiter<T> co_viaIfAsync(Executor::KeepAlive<>, SemiFuture<T>&& future) {
  return FutureAwaiter<T>(std::move(future));
}
template <typename T> FutureAwaiter<T> co_viaIfAsync(Executor::KeepAlive<>, Future<T>&& future) {
  return FutureAwaiter<T>(std::move(future));
}

namespace detail {
template <typename T>
using semi_await_result_t = decltype(get_awaiter(co_viaIfAsync(Executor::KeepAlive<>(),
    std::declval<T>())).await_resume());
}

} // namespace folly::coro

#endif // MOCK_FOLLY_CORO_VIAIFASYNC_H
