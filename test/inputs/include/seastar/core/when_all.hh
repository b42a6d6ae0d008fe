// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/when_all.hh (futures only; the library takes functions and
// iterators as well).
#ifndef MOCK_SEASTAR_CORE_WHEN_ALL_HH
#define MOCK_SEASTAR_CORE_WHEN_ALL_HH

#include <seastar/core/future.hh>

#include <tuple>

namespace seastar {

template <typename... Ts> future<std::tuple<future<Ts>...>> when_all(future<Ts>&&... futures) noexcept;
template <typename... Ts> future<> when_all_succeed(future<Ts>&&... futures) noexcept;

} // namespace seastar

#endif // MOCK_SEASTAR_CORE_WHEN_ALL_HH
