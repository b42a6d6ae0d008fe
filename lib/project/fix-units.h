// Fixing a project: plan, trial, write, and the results that hold afterwards.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_FIX_UNITS_H
#define COROLINT_PROJECT_FIX_UNITS_H

#include "project/apply-fixes.h"
#include "project/run.h"

namespace corolint {

struct FixOptions {
  bool Suggested = false; ///< Also the fixes on notes.
  bool Write = true;      ///< Else the plan is all there is.
};

struct FixResult {
  FixPlan Plan;
  /// One line each: what could not be written.
  std::vector<std::string> Errors;
};

/// Fixes what \p Run reports. Every unit that reads an edited file is parsed again before anything is
/// written; what it says then is in \p Run afterwards.
FixResult fixUnits(const CompileDatabase &Database, RunResult &Run, const LintOptions &Options,
                   const RunOptions &How, const FixOptions &Fix);

} // namespace corolint

#endif
