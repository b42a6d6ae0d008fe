// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of C++/WinRT (microsoft/cppwinrt, read at a31a05ce): strings/base_coroutine_foundation.h,
// base_coroutine_threadpool.h and, as the projection makes them, the asynchronous interfaces of Windows.Foundation:
// eager, not nodiscard; their get() and wait_for() come from a base in winrt::impl. Awaiting one comes back to the
// apartment of the coroutine.
#ifndef MOCK_WINRT_BASE_H
#define MOCK_WINRT_BASE_H

#include <chrono>
#include <coroutine>
#include <cstdint>
#include <exception>
#include <ratio>

namespace winrt::Windows::Foundation {

using TimeSpan = std::chrono::duration<int64_t, std::ratio<1, 10'000'000>>;
enum class AsyncStatus { Started, Completed, Canceled, Error };

struct IAsyncAction;
template <typename TResult> struct IAsyncOperation;

} // namespace winrt::Windows::Foundation

namespace winrt::impl {

template <typename D> struct consume_Windows_Foundation_IAsyncAction {
  void get() const;
  Windows::Foundation::AsyncStatus wait_for(Windows::Foundation::TimeSpan const& timeout) const;
};
template <typename D, typename TResult> struct consume_Windows_Foundation_IAsyncOperation {
  TResult get() const;
  Windows::Foundation::AsyncStatus wait_for(Windows::Foundation::TimeSpan const& timeout) const;
};

template <typename T> struct await_adapter {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) { return true; }
  T await_resume() const;
};
struct timespan_awaiter : await_adapter<void> {};
struct signal_awaiter : await_adapter<bool> {};
struct apartment_awaiter : await_adapter<void> {};

} // namespace winrt::impl

namespace winrt::Windows::Foundation {

struct IAsyncAction : impl::consume_Windows_Foundation_IAsyncAction<IAsyncAction> {
  IAsyncAction(std::nullptr_t = nullptr) noexcept {}
  void Cancel() const;
};
template <typename TResult>
struct IAsyncOperation : impl::consume_Windows_Foundation_IAsyncOperation<IAsyncOperation<TResult>, TResult> {
  IAsyncOperation(std::nullptr_t = nullptr) noexcept {}
  void Cancel() const;
};
inline impl::await_adapter<void> operator co_await(IAsyncAction const&) { return {}; }
template <typename TResult> impl::await_adapter<TResult> operator co_await(IAsyncOperation<TResult> const&) {
  return {};
}

} // namespace winrt::Windows::Foundation

namespace winrt {

struct fire_and_forget {};
struct apartment_context {};
inline impl::apartment_awaiter operator co_await(apartment_context const&) { return {}; }
[[nodiscard]] inline auto resume_background() noexcept { return impl::await_adapter<void>(); }
[[nodiscard]] impl::timespan_awaiter resume_after(Windows::Foundation::TimeSpan duration) noexcept;
[[nodiscard]] impl::signal_awaiter resume_on_signal(void* handle, Windows::Foundation::TimeSpan timeout = {}) noexcept;
template <typename... T> Windows::Foundation::IAsyncAction when_all(T... async);

namespace impl {
struct promise_base {
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_never final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { exception = std::current_exception(); }
  std::exception_ptr exception;
};
} // namespace impl
} // namespace winrt

template <typename... Args> struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncAction, Args...> {
  struct promise_type : winrt::impl::promise_base {
    winrt::Windows::Foundation::IAsyncAction get_return_object() { return {}; }
    void return_void() noexcept {}
  };
};
template <typename TResult, typename... Args>
struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncOperation<TResult>, Args...> {
  struct promise_type : winrt::impl::promise_base {
    winrt::Windows::Foundation::IAsyncOperation<TResult> get_return_object() { return {}; }
    template <typename V> void return_value(V&&) noexcept {}
  };
};
template <typename... Args> struct std::coroutine_traits<winrt::fire_and_forget, Args...> {
  struct promise_type {
    winrt::fire_and_forget get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept { std::terminate(); }
  };
};

#endif // MOCK_WINRT_BASE_H
