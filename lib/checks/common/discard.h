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

/// An unevaluated expression counts as used.
Discard discardOf(const clang::Expr &E, clang::ASTContext &Ctx);

/// Whether \p E is what a test expects to throw: in a lambda that is handed to a function, or among the
/// arguments of a macro, whose name says so (`assert_throws([] { f(); })`, `EXPECT_THROW(f(), error)`). It has no
/// value then.
bool isExpectedToThrow(const clang::Expr &E, clang::ASTContext &Ctx);

/// Whether `co_await` of a \p T has a result of its own that must not be dropped (a lock): then
/// awaiting alone does not mend the code.
bool awaitedIsNoDiscard(clang::QualType T);

/// Whether \p F is no coroutine but a plain function that passes a task on: it did run itself. The bodies
/// of system headers are not read in every host, so they do not count.
bool passesTaskOn(const clang::FunctionDecl &F);

} // namespace corolint

#endif
