// A worker that did not return, as a finding that every report shows: which file, in which check, and how
// to see it again.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_CRASH_REPORT_H
#define COROLINT_PROJECT_CRASH_REPORT_H

#include "engine/lint.h"
#include "project/compile-database.h"
#include "project/workers.h"

namespace corolint {

/// The result of a unit whose worker crashed or was stopped: one finding, `corolint-crash` or
/// `corolint-timeout`.
UnitResult resultOfCrash(const CompileDatabase &Database, const std::string &Unit,
                         const LintOptions &Options, const WorkerResult &Worker);

/// A shell command that lints \p Unit alone, with one check if \p Check is not empty.
std::string reproducer(const CompileDatabase &Database, const std::string &Unit,
                       const LintOptions &Options, llvm::StringRef Check);

/// The words as a shell reads them.
std::string shellLine(llvm::ArrayRef<std::string> Words);

} // namespace corolint

#endif
