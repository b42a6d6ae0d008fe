// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): experimental/concurrent_channel.hpp; see channel.hpp.
#include <boost/asio/experimental/channel.hpp>
