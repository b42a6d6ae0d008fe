// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Cobalt (boostorg/cobalt, read at 57181ca, Boost 1.88): join.hpp. Not nodiscard.
#ifndef BOOST_COBALT_JOIN_HPP
#define BOOST_COBALT_JOIN_HPP

#include <boost/cobalt/task.hpp>

namespace boost::cobalt {
namespace detail {

template <typename... Args> struct join_variadic_impl : operation<int> {
  explicit join_variadic_impl(Args&&...) {}
};

} // namespace detail

template <typename... Promise> auto join(Promise&&... p) {
  return detail::join_variadic_impl<Promise...>(static_cast<Promise&&>(p)...);
}

} // namespace boost::cobalt

#endif // BOOST_COBALT_JOIN_HPP
