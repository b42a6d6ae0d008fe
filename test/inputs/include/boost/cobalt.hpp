// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Cobalt (boostorg/cobalt, read at 57181ca, Boost 1.88): task.hpp (lazy, nodiscard), promise.hpp (eager,
// nodiscard, cancels in its destructor unless detached), detached.hpp, spawn.hpp, run.hpp, join.hpp, gather.hpp,
// race.hpp (operations that are not nodiscard), op.hpp, this_coro.hpp, thread.hpp, wait_group.hpp. The library has
// one promise base for all of its coroutines, with more in await_transform.
#ifndef BOOST_COBALT_HPP
#define BOOST_COBALT_HPP

#include <boost/cobalt/join.hpp>
#include <boost/cobalt/op.hpp>
#include <boost/cobalt/task.hpp>
#include <boost/cobalt/this_coro.hpp>

#include <boost/asio/async_result.hpp>
#include <boost/system/result.hpp>

#include <list>
#include <tuple>
#include <type_traits>

namespace boost::cobalt {

struct detached {
  struct promise_type : detail::promise_base {
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    detached get_return_object() { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
};

namespace detail {

template <typename T> using awaited_t = decltype(std::declval<T>().operator co_await().await_resume());
template <typename... Args>
struct gather_variadic_impl : operation<std::tuple<system::result<awaited_t<Args>, std::exception_ptr>...>> {
  explicit gather_variadic_impl(Args&&...) {}
};
template <typename... Args> struct race_variadic_impl : operation<std::size_t> {
  explicit race_variadic_impl(Args&&...) {}
};
struct gather_wrapper : operation<void> {};
struct race_wrapper : operation<void> {};

} // namespace detail

template <typename... Promise> auto gather(Promise&&... p) {
  return detail::gather_variadic_impl<Promise...>(static_cast<Promise&&>(p)...);
}
template <typename... Promise> auto race(Promise&&... p) {
  return detail::race_variadic_impl<Promise...>(static_cast<Promise&&>(p)...);
}

struct wait_group {
  wait_group();
  void push_back(promise<void> p);
  std::size_t size() const;
  void cancel();
  detail::race_wrapper wait_one();
  detail::gather_wrapper wait();

private:
  std::list<promise<void>> waitables_;
};

struct thread {
  struct promise_type : detail::promise_base {
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    thread get_return_object();
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  thread(thread&&) noexcept;
  ~thread();
  void join();
  bool joinable() const;
  void detach();
};

template <typename Context, typename T, typename CompletionToken>
asio::detail::initfn_result_t<CompletionToken, void(std::exception_ptr, T)> spawn(Context& context, task<T>&& t,
                                                                                  CompletionToken&& token) {
  asio::detail::mock_body(context, t, token);
}
template <typename Context, typename CompletionToken>
asio::detail::initfn_result_t<CompletionToken, void(std::exception_ptr)> spawn(Context& context, task<void>&& t,
                                                                               CompletionToken&& token) {
  asio::detail::mock_body(context, t, token);
}

template <typename T> T run(task<T> t);

} // namespace boost::cobalt

#endif // BOOST_COBALT_HPP
