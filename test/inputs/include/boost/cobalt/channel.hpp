// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Cobalt (boostorg/cobalt, read at 57181ca, Boost 1.88): channel.hpp, without executor and memory resource.
#ifndef BOOST_COBALT_CHANNEL_HPP
#define BOOST_COBALT_CHANNEL_HPP

#include <boost/cobalt/op.hpp>

#include <cstddef>

namespace boost::cobalt {

template <typename T> struct channel {
  explicit channel(std::size_t limit = 0u);
  channel(channel&& rhs) noexcept = delete;
  channel& operator=(channel&& lhs) noexcept = delete;
  ~channel();
  bool is_open() const;
  void close();
};

} // namespace boost::cobalt

#endif // BOOST_COBALT_CHANNEL_HPP
