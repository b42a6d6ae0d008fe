// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.System 1.81: error_code.hpp, detail/error_code.hpp. Declarations only; boost::system::error_code is the
// error type of boost::asio.
#ifndef BOOST_SYSTEM_ERROR_CODE_HPP
#define BOOST_SYSTEM_ERROR_CODE_HPP

#include <string>
#include <type_traits>

namespace boost {
namespace system {

class error_category;
template <typename T> struct is_error_code_enum : std::false_type {};

class error_code {
public:
  constexpr error_code() noexcept : value_(0), category_(nullptr) {}
  constexpr error_code(int val, const error_category& cat) noexcept : value_(val), category_(&cat) {}
  template <typename ErrorCodeEnum>
  error_code(ErrorCodeEnum e, std::enable_if_t<is_error_code_enum<ErrorCodeEnum>::value>* = nullptr) noexcept {
    *this = make_error_code(e);
  }
  void clear() noexcept;
  constexpr int value() const noexcept { return value_; }
  const error_category& category() const noexcept;
  std::string message() const;
  bool failed() const noexcept;
  explicit operator bool() const noexcept { return value_ != 0; }
  friend bool operator==(const error_code& lhs, const error_code& rhs) noexcept;

private:
  int value_;
  const error_category* category_;
};

} // namespace system
} // namespace boost

#endif // BOOST_SYSTEM_ERROR_CODE_HPP
