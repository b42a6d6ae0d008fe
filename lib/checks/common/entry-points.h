// Functions that a program, or a test, begins in: no coroutine is around them that could wait instead.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_ENTRY_POINTS_H
#define COROLINT_CHECKS_COMMON_ENTRY_POINTS_H

#include "coroutine/callables.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace corolint {

/// Whether \p F is the body of a test of GoogleTest, Catch2, doctest or Boost.Test.
bool isTest(const clang::FunctionDecl &F);

/// Whether \p F is `main`, the body of a test, or is called from C, where nobody can await.
bool isEntryPoint(const clang::FunctionDecl &F);

/// The function that \p Fn is written in: itself, or the one around a lambda.
Callable functionAround(Callable Fn, clang::ASTContext &Ctx);

/// Tells where a program, or a part of it, is set up: entry points, functions that are named for it, and coroutines that
/// entry points, and what is written in those, call, and nobody else in the unit. Made anew for each unit.
class SettingUp {
public:
  /// Whether \p Fn is, or is written in, such a function; also when nothing is around it.
  bool contains(const Callable &Fn, clang::ASTContext &Ctx);

private:
  /// Whether all calls of a coroutine that are seen are in entry points; those that are not called have no entry. The
  /// unit is read when somebody asks.
  std::optional<llvm::DenseMap<const clang::FunctionDecl *, bool>> Calls;
};

} // namespace corolint

#endif
