// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of TooManyCooks (tzcnt/TooManyCooks, read at 6f18dfd, 1.7.0): channel.hpp, qu_mpsc_unbounded.hpp.
#ifndef MOCK_TMC_CHANNEL_HPP
#define MOCK_TMC_CHANNEL_HPP

#include <tmc/task.hpp>

namespace tmc {

struct chan_default_config {};

template <typename T, typename Config = tmc::chan_default_config> class chan_tok {
public:
  template <typename U> bool post(U&& val);
  void close() noexcept;
};

template <typename T, typename Config = tmc::chan_default_config> inline chan_tok<T, Config> make_channel() noexcept;

template <typename T> class qu_mpsc_unbounded {
public:
  qu_mpsc_unbounded() noexcept {}
  template <typename U> bool post(U&& val) { static_cast<void>(val); return true; }
};

} // namespace tmc

#endif // MOCK_TMC_CHANNEL_HPP
