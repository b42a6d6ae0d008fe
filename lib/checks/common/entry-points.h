// Functions that a program, or a test, begins in: no coroutine is around them that could wait instead.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_ENTRY_POINTS_H
#define COROLINT_CHECKS_COMMON_ENTRY_POINTS_H

#include "clang/AST/Decl.h"

namespace corolint {

/// Whether \p F is `main`, the body of a test (GoogleTest, Catch2, doctest, Boost.Test), or is called from C,
/// where nobody can await.
bool isEntryPoint(const clang::FunctionDecl &F);

} // namespace corolint

#endif
