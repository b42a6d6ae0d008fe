// Writing NOLINT comments for findings that are to stay.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_ADD_SUPPRESSIONS_H
#define COROLINT_PROJECT_ADD_SUPPRESSIONS_H

#include "engine/finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

struct SuppressionPlan {
  /// One for each line that gets a comment, with the edits as its fix.
  std::vector<Finding> Lines;
  unsigned Suppressed = 0; ///< The findings in those lines.
  /// Findings that no comment can be written for, each with the reason.
  std::vector<std::pair<const Finding *, std::string>> Left;
};

/// A NOLINTNEXTLINE above the line of each of \p Findings, indented as the line is, with \p Reason if that is not
/// empty. Where the line has a list of suppressed checks already, the name is added to the list. What is said about
/// suppressions themselves is left out.
SuppressionPlan planSuppressions(llvm::ArrayRef<Finding> Findings, llvm::StringRef Reason);

} // namespace corolint

#endif
