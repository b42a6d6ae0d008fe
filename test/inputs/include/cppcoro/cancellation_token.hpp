// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): cancellation_token.hpp (names only).
#ifndef CPPCORO_CANCELLATION_TOKEN_HPP_INCLUDED
#define CPPCORO_CANCELLATION_TOKEN_HPP_INCLUDED

namespace cppcoro {

class cancellation_token {
public:
  cancellation_token() noexcept;
  cancellation_token(const cancellation_token& other) noexcept;
  cancellation_token(cancellation_token&& other) noexcept;
  ~cancellation_token();
  bool can_be_cancelled() const noexcept;
  bool is_cancellation_requested() const noexcept;
  void throw_if_cancellation_requested() const;

private:
  void* m_state;
};

} // namespace cppcoro

#endif // CPPCORO_CANCELLATION_TOKEN_HPP_INCLUDED
