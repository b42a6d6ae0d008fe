// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.System 1.81: result.hpp. value() throws what the error stands for.
#ifndef BOOST_SYSTEM_RESULT_HPP
#define BOOST_SYSTEM_RESULT_HPP

namespace boost::system {

template <typename T, typename E>
class result {
public:
  bool has_value() const noexcept;
  bool has_error() const noexcept;
  explicit operator bool() const noexcept;
  T& value();
  E error() const;
};
template <typename E>
class result<void, E> {
public:
  bool has_value() const noexcept;
  bool has_error() const noexcept;
  explicit operator bool() const noexcept;
  void value() const;
  E error() const;
};

} // namespace boost::system

#endif // BOOST_SYSTEM_RESULT_HPP
