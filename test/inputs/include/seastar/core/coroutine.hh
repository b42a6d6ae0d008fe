// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/coroutine.hh.
#ifndef MOCK_SEASTAR_CORE_COROUTINE_HH
#define MOCK_SEASTAR_CORE_COROUTINE_HH

#include <seastar/core/future.hh>

#endif // MOCK_SEASTAR_CORE_COROUTINE_HH
