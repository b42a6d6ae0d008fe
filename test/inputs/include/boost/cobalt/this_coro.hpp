// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Cobalt (boostorg/cobalt, read at 57181ca, Boost 1.88): this_coro.hpp.
#ifndef BOOST_COBALT_THIS_CORO_HPP
#define BOOST_COBALT_THIS_CORO_HPP

#include <boost/cobalt/task.hpp>

#endif // BOOST_COBALT_THIS_CORO_HPP
