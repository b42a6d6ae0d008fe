// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: version.hpp.
#ifndef ASIO_VERSION_HPP
#define ASIO_VERSION_HPP

#define ASIO_VERSION 102600 // 1.26.0

#endif // ASIO_VERSION_HPP
