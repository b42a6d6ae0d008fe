// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/thread.hh. In the function given to async or thread,
// future::get is legal.
#ifndef MOCK_SEASTAR_CORE_THREAD_HH
#define MOCK_SEASTAR_CORE_THREAD_HH

#include <seastar/core/future.hh>

#include <type_traits>

namespace seastar {

class thread_attributes {};

class thread {
public:
  thread() = default;
  template <typename Func> thread(Func) {}
  template <typename Func> thread(thread_attributes, Func) {}
  future<> join();
  static void yield();
  static bool should_yield();
  static void maybe_yield();
  static bool running_in_thread();
};

template <typename Func, typename... Args>
futurize_t<std::invoke_result_t<Func, Args...>> async(thread_attributes attr, Func&& func, Args&&... args) noexcept {
  internal::mock_body(attr, func, args...);
}

template <typename Func, typename... Args>
futurize_t<std::invoke_result_t<Func, Args...>> async(Func&& func, Args&&... args) noexcept {
  internal::mock_body(func, args...);
}

} // namespace seastar

#endif // MOCK_SEASTAR_CORE_THREAD_HH
