// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: completion_condition.hpp. The text shared with the other namespace is in
// mock/asio/completion_condition.inc.
#ifndef ASIO_COMPLETION_CONDITION_HPP
#define ASIO_COMPLETION_CONDITION_HPP

#include <cstddef>

#include <mock/asio/push_asio.inc>

#include <mock/asio/completion_condition.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_COMPLETION_CONDITION_HPP
