// Edits as a patch that `git apply` and `patch -p1` read.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_UNIFIED_DIFF_H
#define COROLINT_PROJECT_UNIFIED_DIFF_H

#include "engine/finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// What \p Edits (sorted, without overlaps) make of \p Old, with three lines around each change. \p Name is
/// the path in the patch, relative to where it will be applied.
std::string unifiedDiff(llvm::StringRef Name, llvm::StringRef Old, llvm::ArrayRef<Edit> Edits);

} // namespace corolint

#endif
