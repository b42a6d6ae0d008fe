// Reading small functions of coroutine types, instantiated or not.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_VISIBLE_BODY_H
#define COROLINT_COROUTINE_VISIBLE_BODY_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace corolint {

/// The visible body of \p F: its own, or its template pattern's when this instantiation was never
/// needed.
const clang::Stmt *visibleBody(const clang::FunctionDecl &F);

/// The expression of the only return statement of \p Body, or null.
const clang::Expr *onlyReturn(const clang::Stmt *Body);

/// The type that a call of \p F yields, also where `auto` was not deduced yet.
clang::QualType yields(const clang::FunctionDecl &F);

} // namespace corolint

#endif
