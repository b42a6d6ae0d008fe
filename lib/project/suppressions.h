// What is to be said about suppressions once all units were linted.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_SUPPRESSIONS_H
#define COROLINT_PROJECT_SUPPRESSIONS_H

#include "engine/finding.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

/// Settles what the units say about suppressions, and takes the remarks about it out of \p Findings (sorted).
///
/// A unit says of each name in a NOLINT either that nothing here needs it (a finding of unused-suppression) or
/// that it may be needed (a remark with the name as its message). One unit, or one of several compile
/// commands of a unit, that may need it is enough. What is in a header, in no file of \p Units, is only
/// reported when \p WholeProject: every unit that could need it was linted.
void settleSuppressions(std::vector<Finding> &Findings, llvm::ArrayRef<std::string> Units,
                        bool WholeProject);

} // namespace corolint

#endif
