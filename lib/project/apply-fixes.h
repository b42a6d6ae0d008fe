// Applying fix-its so that the code still compiles afterwards.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_APPLY_FIXES_H
#define COROLINT_PROJECT_APPLY_FIXES_H

#include "engine/finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <string>

namespace corolint {

/// File contents by absolute path.
using FileTexts = std::map<std::string, std::string>;

struct FixResult {
  unsigned Applied = 0; ///< Findings whose fix is in the files now.
  /// Findings whose fix was left out because it overlaps another one's.
  std::vector<const Finding *> Conflicts;
  /// Findings whose fix was taken back because a unit no longer compiled with it.
  std::vector<const Finding *> RolledBack;
  /// "path: what went wrong", for files that could not be read or written.
  std::vector<std::string> Errors;
  FileTexts Changed; ///< What was written.
};

/// Plans, tries and writes the fixes of \p Findings. \p StillCompiles is asked with the new contents
/// of the changed files; fixes that break a unit are found by halving and left out. A file is written
/// whole or not at all.
FixResult applyFixes(llvm::ArrayRef<Finding> Findings, bool Suggested,
                     llvm::function_ref<bool(const FileTexts &)> StillCompiles);

} // namespace corolint

#endif
