// Units to results: from the cache where nothing has changed, else each in a worker of its own.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROJECT_LINT_UNITS_H
#define COROLINT_PROJECT_LINT_UNITS_H

#include "engine/lint.h"
#include "engine/unit-times.h"
#include "project/compile-database.h"
#include "project/workers.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

class ResultCache;

/// How units are linted, which changes no result.
struct RunOptions {
  WorkerOptions Workers;
  ResultCache *Cache = nullptr; ///< Null: every unit is parsed.
  bool ShareHeaders = true;     ///< Headers that many units include are parsed once.
  bool ShowProgress = true;     ///< On a terminal.
  bool Verbose = false;         ///< A line on standard error for each unit.
  RunTimes *Times = nullptr;    ///< Null: nobody wants to know where the time goes.
};

/// The results of \p Units, in their order; none for a unit that an interrupt came before. A crash or a
/// timeout is a result like any other. What workers write to standard error is passed on.
std::vector<std::optional<UnitResult>> lintEach(const CompileDatabase &Database,
                                                llvm::ArrayRef<std::string> Units,
                                                const LintOptions &Options, const RunOptions &How);

} // namespace corolint

#endif
