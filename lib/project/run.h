// A run over many units: what to lint, linting it, fixing it, and what became of it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_RUN_H
#define COROLINT_PROJECT_RUN_H

#include "engine/lint.h"
#include "project/apply-fixes.h"
#include "project/compile-database.h"

namespace corolint {

struct RunResult {
  /// Findings of checks and compile errors, sorted, each once however many units saw it.
  std::vector<Finding> Findings;
  /// Findings that are not reported, because of a NOLINT comment or a baseline; sorted likewise.
  std::vector<Finding> Suppressed;
  /// The root of the project, see projectRoot: what reports write paths relative to.
  std::string Root;
  /// One line each: what the tool could not do, and what to do about it.
  std::vector<std::string> Errors;
  /// The same for what was left out though nobody here can help it (a library's broken profile).
  std::vector<std::string> Warnings;
  std::vector<std::string> Units; ///< The units that were linted.
  unsigned BrokenUnits = 0;       ///< Those that did not parse completely.
};

/// The units that \p Paths (files and directories) stand for, in the order of the database. What is no
/// unit is met with a line in \p Errors. No paths: all of the database.
std::vector<std::string> selectUnits(const CompileDatabase &Database,
                                     llvm::ArrayRef<std::string> Paths,
                                     std::vector<std::string> &Errors);

/// Lints the units one after the other.
RunResult lintUnits(const CompileDatabase &Database, llvm::ArrayRef<std::string> Units,
                    const LintOptions &Options);

/// Applies the fixes of \p Run, parsing every unit that may be affected again before anything is
/// written.
FixResult fixUnits(const CompileDatabase &Database, const RunResult &Run,
                   const LintOptions &Options, bool Suggested);

} // namespace corolint

#endif
