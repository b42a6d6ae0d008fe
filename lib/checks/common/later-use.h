// Whether a function that makes a task goes on to use what a call lent it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_LATER_USE_H
#define COROLINT_CHECKS_COMMON_LATER_USE_H

#include "flow/after-suspension.h"
#include "profile/knowledge.h"

namespace corolint {

struct LaterUse {
  enum {
    No,      ///< It is seen not to, or nothing can be said.
    Assumed, ///< The body is elsewhere; that of a lazy coroutine has not begun when the call returns.
    Seen
  } Is = No;
  flow::LateUse Use; ///< For Seen.
};

/// Whether the task of \p Callee, a \p Task, uses its parameter \p Param (null: the object it is called on)
/// after the call has returned. A plain function that only hands on is looked through; other plain functions,
/// functions of system headers, and forwarding references of functions without a body count as No.
LaterUse laterUse(const clang::FunctionDecl &Callee, const clang::ParmVarDecl *Param,
                  const profile::TaskFacts &Task, profile::Knowledge &Known);

} // namespace corolint

#endif
