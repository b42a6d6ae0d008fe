// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: experimental/concurrent_channel.hpp; see channel.hpp.
#include <asio/experimental/channel.hpp>
