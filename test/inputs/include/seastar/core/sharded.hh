// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/sharded.hh (no options). Must be stopped once it was
// started.
#ifndef MOCK_SEASTAR_CORE_SHARDED_HH
#define MOCK_SEASTAR_CORE_SHARDED_HH

#include <seastar/core/future.hh>

#include <type_traits>
#include <utility>

namespace seastar {

template <typename Service>
class sharded {
public:
  sharded() noexcept {}
  sharded(const sharded&) = delete;
  sharded(sharded&&) = delete;
  ~sharded();
  template <typename... Args> future<> start(Args&&... args) noexcept { internal::mock_body(args...); }
  template <typename... Args> future<> start_single(Args&&... args) noexcept { internal::mock_body(args...); }
  future<> stop() noexcept;
  template <typename Func, typename... Args> future<> invoke_on_all(Func func, Args... args) noexcept {
    internal::mock_body(func, args...);
  }
  template <typename Func>
  futurize_t<std::invoke_result_t<Func, Service&>> invoke_on(unsigned id, Func&& func) {
    internal::mock_body(id, func);
  }
  Service& local() noexcept;
};

} // namespace seastar

#endif // MOCK_SEASTAR_CORE_SHARDED_HH
