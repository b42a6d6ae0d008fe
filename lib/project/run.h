// A run over many units: what to lint, linting it, and what became of it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_RUN_H
#define COROLINT_PROJECT_RUN_H

#include "engine/lint.h"
#include "project/compile-database.h"
#include "project/lint-units.h"

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
  /// One line each: what may explain a result and changes no exit status.
  std::vector<std::string> Remarks;
  /// Those of Errors that are not about the results: units that could not be read, an interrupt.
  std::vector<std::string> NotLinted;
  std::vector<std::string> Units;  ///< The units that were linted.
  std::vector<UnitResult> Results; ///< Of each of them: what all of the above is gathered from.
  unsigned BrokenUnits = 0;        ///< Those that did not parse completely, or not at all.
  bool WholeDatabase = false;      ///< All units of the compile database were linted.
  bool Interrupted = false;        ///< The user stopped it; what had been found by then is here.
};

/// The units that \p Paths (files and directories) stand for, in the order of the database. What is no
/// unit is met with a line in \p Errors. No paths: all of the database.
std::vector<std::string> selectUnits(const CompileDatabase &Database,
                                     llvm::ArrayRef<std::string> Paths,
                                     std::vector<std::string> &Errors);

/// Lints the units, several at a time.
RunResult lintUnits(const CompileDatabase &Database, llvm::ArrayRef<std::string> Units,
                    const LintOptions &Options, const RunOptions &How = {});

/// Gathers findings, errors and remarks anew from \p Run.Results, as lintUnits does at its end. The order
/// is that of the code, whichever unit was ready first.
void gather(RunResult &Run);

} // namespace corolint

#endif
