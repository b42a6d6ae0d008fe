// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/with_timeout.hh.
#ifndef MOCK_SEASTAR_CORE_WITH_TIMEOUT_HH
#define MOCK_SEASTAR_CORE_WITH_TIMEOUT_HH

#include <seastar/core/future.hh>

#include <chrono>

namespace seastar {

struct default_timeout_exception_factory {};

template <typename ExceptionFactory = default_timeout_exception_factory, typename Clock, typename Duration,
          typename... T>
future<T...> with_timeout(std::chrono::time_point<Clock, Duration> timeout, future<T...> f);

} // namespace seastar

#endif // MOCK_SEASTAR_CORE_WITH_TIMEOUT_HH
