// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of standalone Asio 1.26: ip/basic_resolver.hpp. The text shared with the other namespace is in
// mock/asio/ip_resolver.inc.
#ifndef ASIO_IP_BASIC_RESOLVER_HPP
#define ASIO_IP_BASIC_RESOLVER_HPP

#include <asio/any_io_executor.hpp>
#include <asio/error.hpp>

#include <string>
#include <string_view>

#include <mock/asio/push_asio.inc>

#include <mock/asio/ip_resolver.inc>

#include <mock/asio/pop.inc>

#endif // ASIO_IP_BASIC_RESOLVER_HPP
