// Tasks that run side by side: those of a container that is filled in a loop, and gathered.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_SIDE_BY_SIDE_H
#define COROLINT_CHECKS_COMMON_SIDE_BY_SIDE_H

#include "profile/knowledge.h"

namespace corolint {

/// The one call (`tasks.push_back(f())`) that puts tasks into the local container that \p Gather waits for; nothing
/// when there are several, when the container is used in any other way, or when a loop is around both, so that some
/// are waited for at a time.
std::optional<CallSite> filledFor(const CallSite &Gather, profile::Knowledge &Known);

/// Whether something in a round of \p Loop waits, or ends the loop; what lambdas do is not part of it.
bool waitsInRounds(const clang::Stmt &Loop);

} // namespace corolint

#endif
