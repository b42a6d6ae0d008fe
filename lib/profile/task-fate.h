// What becomes of a task, or of another value that stands for running work, where it is made: whether the
// expression around waits for it, or it outlives that expression, and with it all temporaries.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_TASK_FATE_H
#define COROLINT_PROFILE_TASK_FATE_H

#include "profile/knowledge.h"

namespace corolint::profile {

struct TaskFate {
  enum Kind {
    Unknown,
    Awaited,   ///< By a `co_await` in the same full expression: temporaries live until it is done.
    WaitedFor, ///< By a call that stops the thread until it is done, in the same full expression.
    Dropped,   ///< Thrown away where it is made.
    Detached,  ///< Handed to something that runs it by itself, or to a scope.
    Stored,    ///< In the local variable Var, alone or in a container.
    Returned,  ///< From the function or lambda around.
    Kept       ///< Somewhere that outlives the function: a member, a static variable.
  };
  Kind What = Unknown;
  /// What does it: the `co_await`, the call, the assignment; for the others the value itself.
  const clang::Expr *By = nullptr;
  /// For Stored the variable; for Detached the one that gets a handle of the work, if any.
  const clang::VarDecl *Var = nullptr;

  /// Whether the task may still run when the full expression has ended.
  bool outlivesExpression() const {
    return What == Dropped || What == Detached || What == Stored || What == Returned || What == Kept;
  }
};

/// Follows the value of \p E, through moves, operations that make another task of it (`when_all(t)`,
/// `t.via(ex)`), and braces. Unknown where it goes into a call that nothing is known of.
TaskFate fateOf(const clang::Expr &E, Knowledge &Known);


} // namespace corolint::profile

#endif
