// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): ip/basic_resolver.hpp. The text shared with the other namespace is in
// mock/asio/ip_resolver.inc.
#ifndef BOOST_ASIO_IP_BASIC_RESOLVER_HPP
#define BOOST_ASIO_IP_BASIC_RESOLVER_HPP

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/error.hpp>

#include <string>
#include <string_view>

#include <mock/asio/push_boost.inc>

#include <mock/asio/ip_resolver.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_IP_BASIC_RESOLVER_HPP
