// Functions that a program, or a test, begins in: no coroutine is around them that could wait instead.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_ENTRY_POINTS_H
#define COROLINT_CHECKS_COMMON_ENTRY_POINTS_H

#include "coroutine/callables.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

/// Whether \p F is the body of a test of GoogleTest, Catch2, doctest or Boost.Test.
bool isTest(const clang::FunctionDecl &F);

/// Whether \p F is `main`, the body of a test, or is called from C, where nobody can await.
bool isEntryPoint(const clang::FunctionDecl &F);

/// The function that \p Fn is written in: itself, or the one around a lambda.
Callable functionAround(Callable Fn, clang::ASTContext &Ctx);

/// Whether a function of this name is where a program, or a part of it, is set up.
bool isNamedLikeSetUp(llvm::StringRef Name);

/// The coroutines of a unit that are called from its entry points, and from what is written in those, and from nowhere
/// else in it.
class CalledAtStart {
public:
  explicit CalledAtStart(clang::ASTContext &Ctx);
  bool contains(const clang::FunctionDecl &F) const { return Calls.lookup(F.getCanonicalDecl()); }

private:
  /// Whether all calls that are seen are such; those that are not called have no entry.
  llvm::DenseMap<const clang::FunctionDecl *, bool> Calls;
};

} // namespace corolint

#endif
