// What one mention of a variable does to it, as far as other threads are concerned.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_VARIABLE_EFFECT_H
#define COROLINT_CHECKS_COMMON_VARIABLE_EFFECT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace corolint {

enum class Effect {
  None, ///< None that is known: an element, an address, an object that may look after itself.
  Reads,
  Changes
};

/// What is done with the variable where \p Ref names it: assignments of what is plain memory, and methods of classes of
/// the standard library that are not made for several threads. \p Part becomes the member of it that is meant.
Effect effectOf(const clang::DeclRefExpr &Ref, const clang::FieldDecl *&Part, clang::ASTContext &Ctx);

} // namespace corolint

#endif
