// What a change is to blame for.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_CHANGED_FINDINGS_H
#define COROLINT_PROJECT_CHANGED_FINDINGS_H

#include "engine/finding.h"
#include "llvm/ADT/STLExtras.h"
#include "project/apply-fixes.h"
#include "project/changed-lines.h"
#include "project/compile-database.h"

namespace corolint {

/// The units that a change can make findings in: the changed ones and, when something else changed that
/// code is made of, all of \p Units.
std::vector<std::string> unitsTouchedBy(const Change &C, llvm::ArrayRef<std::string> Units);

/// Lints \p Units with other contents of some files.
using LintBefore = llvm::function_ref<std::vector<Finding>(const FileTexts &Before,
                                                           llvm::ArrayRef<std::string> Units)>;

/// Takes all but these out of \p Findings:
///
/// - those whose place, or the code that is marked there, is on a changed line;
/// - those that the change caused elsewhere: a line of the function around them, or the place of one of
///   their notes, was changed or taken out, and \p Lint does not find the same in the files as they were;
/// - what is no finding: code or configuration that is broken.
///
/// "The same" is the same check at what was the same place before. Nothing is linted again if no finding is
/// in doubt. \p Units are those that were linted. Returns false when the texts on disk are not those that
/// \p C leads to; \p Wrong is then the file.
bool keepChanged(std::vector<Finding> &Findings, const Change &C, llvm::ArrayRef<std::string> Units,
                 LintBefore Lint, std::string &Wrong);

} // namespace corolint

#endif
