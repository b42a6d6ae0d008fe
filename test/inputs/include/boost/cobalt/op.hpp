// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Cobalt (boostorg/cobalt, read at 57181ca, Boost 1.88): op.hpp, the token use_op.
#ifndef BOOST_COBALT_OP_HPP
#define BOOST_COBALT_OP_HPP

#include <boost/asio/async_result.hpp>
#include <boost/cobalt/task.hpp>

namespace boost::cobalt {

struct use_op_t {
  constexpr use_op_t() {}
};
constexpr use_op_t use_op{};

} // namespace boost::cobalt

namespace boost::asio {

template <typename... Args> class async_result<cobalt::use_op_t, void(Args...)> {
public:
  using return_type = cobalt::detail::operation<detail::completion_value_t<Args...>>;
};

} // namespace boost::asio

#endif // BOOST_COBALT_OP_HPP
