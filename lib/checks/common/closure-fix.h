// C++23's way to keep the captures of a lambda coroutine: the lambda takes itself by value, `[x](this auto)`,
// and lives in the coroutine like every parameter.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_CLOSURE_FIX_H
#define COROLINT_CHECKS_COMMON_CLOSURE_FIX_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/Diagnostic.h"

namespace corolint {

/// Whether \p L takes itself as a parameter by value, so that each coroutine has captures of its own.
bool takesItselfByValue(const clang::LambdaExpr &L);

/// The edits that make it do so. Empty before C++23, when the lambda has a `this` parameter already, when a
/// macro is in the way, and when it cannot be copied.
llvm::SmallVector<clang::FixItHint, 2> takeItselfByValue(const clang::LambdaExpr &L,
                                                         const clang::ASTContext &Ctx);

} // namespace corolint

#endif
