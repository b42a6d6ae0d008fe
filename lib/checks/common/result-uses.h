// How the callers in this unit use what a function returns: an empty task is a fair answer where every
// caller asks before it awaits.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_RESULT_USES_H
#define COROLINT_CHECKS_COMMON_RESULT_USES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

/// `t.valid()`, `if (t)`: a const method without parameters that gives a bool.
bool asksWhetherEmpty(const clang::MemberExpr &Member);

class ResultUses {
public:
  explicit ResultUses(clang::ASTContext &Ctx) : Ctx(Ctx) {}

  /// Whether some caller in this unit looks at the task that \p F returns, and none awaits it unseen.
  /// Overriders and what they override count as one function.
  bool areAskedFirst(const clang::FunctionDecl &F);

private:
  friend class CallCollector;
  struct Callers {
    bool Ask = false, AwaitUnseen = false;
  };
  void add(const clang::CallExpr &Call, const clang::FunctionDecl &Callee);

  clang::ASTContext &Ctx;
  bool Collected = false;
  /// By canonical declaration.
  llvm::DenseMap<const clang::FunctionDecl *, Callers> Functions;
};

} // namespace corolint

#endif
