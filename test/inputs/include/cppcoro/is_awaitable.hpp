// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): is_awaitable.hpp.
#ifndef CPPCORO_IS_AWAITABLE_HPP_INCLUDED
#define CPPCORO_IS_AWAITABLE_HPP_INCLUDED

#include <cppcoro/awaitable_traits.hpp>

#endif // CPPCORO_IS_AWAITABLE_HPP_INCLUDED
