// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): execution_context.hpp.
#ifndef BOOST_ASIO_EXECUTION_CONTEXT_HPP
#define BOOST_ASIO_EXECUTION_CONTEXT_HPP

#include <boost/asio/any_io_executor.hpp>

#endif // BOOST_ASIO_EXECUTION_CONTEXT_HPP
