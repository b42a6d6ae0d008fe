// Functions that a program, or a test, begins in: no coroutine is around them that could wait instead.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_ENTRY_POINTS_H
#define COROLINT_CHECKS_COMMON_ENTRY_POINTS_H

#include "coroutine/callables.h"

namespace corolint {

/// Whether \p F is the body of a test of GoogleTest, Catch2, doctest or Boost.Test.
bool isTest(const clang::FunctionDecl &F);

/// Whether \p F is `main`, the body of a test, or is called from C, where nobody can await.
bool isEntryPoint(const clang::FunctionDecl &F);

/// The function that \p Fn is written in: itself, or the one around a lambda.
Callable functionAround(Callable Fn, clang::ASTContext &Ctx);

} // namespace corolint

#endif
