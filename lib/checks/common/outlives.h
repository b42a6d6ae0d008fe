// Whether work that was started may go on when a local variable is gone that it refers to.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_OUTLIVES_H
#define COROLINT_CHECKS_COMMON_OUTLIVES_H

#include "profile/task-fate.h"

namespace corolint {

/// Work that runs by itself from some point on.
struct StartedWork {
  const clang::Expr *Where = nullptr; ///< The call that starts it, an element of the control flow.
  /// What it is started with: the call's arguments and object other than the task.
  llvm::SmallVector<const clang::Expr *, 4> With;
  /// Variables that it refers to.
  llvm::SmallVector<const clang::VarDecl *, 4> Uses;
};

/// How a sentence ends that says when something dies: ", before the task in 't' is done".
std::string beforeTheEndOf(const profile::TaskFate &Fate);

/// The block that the local variable \p Var is declared in; null for a parameter.
const clang::Stmt *blockOf(const clang::VarDecl &Var, clang::ASTContext &Ctx);

/// The work that \p Call starts, which was handed the task \p Task (null when the call is the task's own).
StartedWork startedBy(const CallSite &Call, const clang::Expr *Task);

/// The local variable that \p Work runs in and whose destructor waits for it; null for none.
const clang::VarDecl *joiningLocal(const StartedWork &Work, profile::Knowledge &Known);

/// Whether a path leads from the start of \p Work to the end of the life of \p Var, a local variable of \p
/// Body's function, on which nothing may have waited for the work. May wait, for all that is known: a
/// suspension point, a loop that waits for another thread to change an atomic, a call that blocks, runs a
/// loop or waits for a task; a call by which something is done with what the work was started with or refers
/// to, other than starting more work; a destructor that joins.
bool mayOutlive(const StartedWork &Work, const clang::VarDecl &Var, const flow::BodyFlow &Body,
                profile::Knowledge &Known);

} // namespace corolint

#endif
