// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: system_error.hpp.
#ifndef ASIO_SYSTEM_ERROR_HPP
#define ASIO_SYSTEM_ERROR_HPP

#include <asio/error_code.hpp>

#include <system_error>

namespace asio {

typedef std::system_error system_error;

} // namespace asio

#endif // ASIO_SYSTEM_ERROR_HPP
