// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: strand.hpp. The text shared with the other namespace is in mock/asio/strand.inc.
#ifndef ASIO_STRAND_HPP
#define ASIO_STRAND_HPP

#include <asio/any_io_executor.hpp>

#include <mock/asio/push_asio.inc>

#include <mock/asio/strand.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_STRAND_HPP
