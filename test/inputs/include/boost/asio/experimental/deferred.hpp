// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.Asio 1.26 (Boost 1.81): experimental/deferred.hpp. The text shared with the other namespace is in
// mock/asio/experimental_deferred.inc.
#ifndef BOOST_ASIO_EXPERIMENTAL_DEFERRED_HPP
#define BOOST_ASIO_EXPERIMENTAL_DEFERRED_HPP

#include <boost/asio/deferred.hpp>

#include <mock/asio/push_boost.inc>

#include <mock/asio/experimental_deferred.inc>

#include <mock/asio/pop.inc>

#endif // BOOST_ASIO_EXPERIMENTAL_DEFERRED_HPP
