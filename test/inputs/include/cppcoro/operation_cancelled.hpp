// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): operation_cancelled.hpp.
#ifndef CPPCORO_OPERATION_CANCELLED_HPP_INCLUDED
#define CPPCORO_OPERATION_CANCELLED_HPP_INCLUDED

#include <exception>

namespace cppcoro {

class operation_cancelled : public std::exception {
public:
  operation_cancelled() noexcept : std::exception() {}
  const char* what() const noexcept override { return "operation cancelled"; }
};

} // namespace cppcoro

#endif // CPPCORO_OPERATION_CANCELLED_HPP_INCLUDED
