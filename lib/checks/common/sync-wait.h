// Calls that wait on their thread for a task.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_SYNC_WAIT_H
#define COROLINT_CHECKS_COMMON_SYNC_WAIT_H

#include "profile/knowledge.h"

namespace corolint {

/// What the call waits for; null when it is no such call. Known from a profile or, for a library that
/// nobody described, by a customary name (`sync_wait`) that the types bear out.
const clang::Expr *taskWaitedFor(const CallSite &Call, profile::Knowledge &Known);

/// Whether \p Task is a call of a coroutine that is seen to await nothing but locks, in coroutines of
/// the same kind if need be: no loop has to run for it to end.
bool needsNoLoop(const clang::Expr &Task);

} // namespace corolint

#endif
