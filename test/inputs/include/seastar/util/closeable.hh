// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): util/closeable.hh. The deferred classes wait in their
// destructors, in a seastar::thread.
#ifndef MOCK_SEASTAR_UTIL_CLOSEABLE_HH
#define MOCK_SEASTAR_UTIL_CLOSEABLE_HH

#include <seastar/core/future.hh>

namespace seastar {

template <typename Object>
class [[nodiscard]] deferred_close {
public:
  deferred_close(Object& obj) noexcept;
  ~deferred_close();
  void close_now() noexcept;
  void cancel() noexcept;
};

template <typename Object>
class [[nodiscard]] deferred_stop {
public:
  deferred_stop(Object& obj) noexcept;
  ~deferred_stop();
  void stop_now() noexcept;
  void cancel() noexcept;
};

template <typename Closeable, typename Func>
inline futurize_t<std::invoke_result_t<Func, Closeable&>> with_closeable(Closeable&& obj, Func func) noexcept {
  internal::mock_body(obj, func);
}

} // namespace seastar

#endif // MOCK_SEASTAR_UTIL_CLOSEABLE_HH
