// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): version.hpp.
#ifndef BOOST_ASIO_VERSION_HPP
#define BOOST_ASIO_VERSION_HPP

#define BOOST_ASIO_VERSION 102600 // 1.26.0

#endif // BOOST_ASIO_VERSION_HPP
