// What becomes of the value of an expression: used, dropped in silence, or thrown away on purpose.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_DISCARD_H
#define COROLINT_CHECKS_COMMON_DISCARD_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace corolint {

struct Discard {
  enum Kind {
    Used,
    Dropped, ///< A statement of its own, the left of a comma, an arm of a dropped `?:`.
    Voided,  ///< `(void)e`, `static_cast<void>(e)`, `void(e)`.
    Ignored  ///< `std::ignore = e`.
  };
  Kind What = Used;
  /// The outermost expression that throws the value away: the cast, the assignment, or the value.
  const clang::Expr *Whole = nullptr;
  /// One of several values that an expression chooses from (`?:`).
  bool Conditional = false;
};

Discard discardOf(const clang::Expr &E, clang::ASTContext &Ctx);

} // namespace corolint

#endif
