// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: error_code.hpp.
#ifndef ASIO_ERROR_CODE_HPP
#define ASIO_ERROR_CODE_HPP

#include <system_error>

namespace asio {

typedef std::error_category error_category;
typedef std::error_code error_code;

} // namespace asio

#endif // ASIO_ERROR_CODE_HPP
