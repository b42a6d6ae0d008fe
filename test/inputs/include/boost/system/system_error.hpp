// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.System 1.81: system_error.hpp.
#ifndef BOOST_SYSTEM_SYSTEM_ERROR_HPP
#define BOOST_SYSTEM_SYSTEM_ERROR_HPP

#include <boost/system/error_code.hpp>

#include <stdexcept>

namespace boost {
namespace system {

class system_error : public std::runtime_error {
public:
  explicit system_error(const error_code& ec);
  const error_code& code() const noexcept { return code_; }

private:
  error_code code_;
};

} // namespace system
} // namespace boost

#endif // BOOST_SYSTEM_SYSTEM_ERROR_HPP
