// Containers that a function fills with a number of elements that it knows: those need no limit.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_COUNTED_FILLING_H
#define COROLINT_CHECKS_COMMON_COUNTED_FILLING_H

#include "coroutine/callables.h"

namespace corolint {

/// Whether every element that is put into the local variable \p Var of \p F is put there in straight code or in a loop
/// that counts, as far as the variable can be followed: through the coroutines that are called with it, and those that are
/// written as lambdas. A plain lambda is taken for a handler, which others call as often as they like.
bool isFilledByCount(const clang::VarDecl &Var, const clang::FunctionDecl &F, clang::ASTContext &Ctx);

} // namespace corolint

#endif
