// Conditions that a coroutine acts upon after others had time to make them untrue, and the locks that keep
// others from it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_STALE_CONDITION_H
#define COROLINT_CHECKS_COMMON_STALE_CONDITION_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include <optional>

namespace corolint {

/// `if (cache.contains(k)) ...; suspend; cache[k] = v;`
struct StaleCondition {
  const clang::ValueDecl *Object = nullptr; ///< A member of `this` or a global.
  const clang::Expr *Read = nullptr;        ///< In the condition.
  const clang::Expr *Suspension = nullptr;
  const clang::Expr *Write = nullptr;
};

/// What happens in the branch of \p If, or after it when the branch leaves: a suspension, and then a write
/// without another look at the object.
std::optional<StaleCondition> staleCondition(const clang::IfStmt &If, clang::ASTContext &Ctx);

/// Whether a lock that was awaited is in scope at \p S, a statement of the coroutine \p F: a variable of a
/// guard's type that an await gave, or that was handed over as a parameter; an awaited `lock()`.
bool isUnderAsyncLock(const clang::Stmt &S, const clang::FunctionDecl &F, clang::ASTContext &Ctx);

} // namespace corolint

#endif
