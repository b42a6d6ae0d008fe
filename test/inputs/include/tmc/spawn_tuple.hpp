// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of TooManyCooks (tzcnt/TooManyCooks, read at 6f18dfd, 1.7.0): spawn_tuple.hpp; see task.hpp.
#include <tmc/task.hpp>
