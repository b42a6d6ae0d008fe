// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): completion_condition.hpp. The text shared with the other namespace is in
// mock/asio/completion_condition.inc.
#ifndef BOOST_ASIO_COMPLETION_CONDITION_HPP
#define BOOST_ASIO_COMPLETION_CONDITION_HPP

#include <cstddef>

#include <mock/asio/push_boost.inc>

#include <mock/asio/completion_condition.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_COMPLETION_CONDITION_HPP
