// Which findings are reported, of those that were found: those of a change, those that no baseline knows.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_FILTERING_H
#define COROLINT_TOOL_FILTERING_H

#include "llvm/Support/raw_ostream.h"
#include "project/baseline.h"
#include "project/changed-lines.h"
#include "selection.h"

namespace corolint {

class Filter {
public:
  /// False, after a complaint, if the command line cannot be made sense of. \p Fixing: files will change.
  bool prepare(Selection &Selected, bool Fixing);

  /// Leaves in Run.Findings what is to be reported; adds to Run.Errors what went wrong.
  void apply(const Selection &Selected, RunResult &Run);

  /// Writes the baseline if asked, and tells \p People about it. False, after a complaint, if that fails.
  bool finish(const Selection &Selected, RunResult &Run, llvm::raw_ostream &People);

private:
  bool readChange(llvm::StringRef Root);

  std::optional<Change> Changed;
  std::optional<Baseline> Known;
  /// What the baseline knows and nothing finds any more.
  std::vector<Baseline::Entry> Fixed;
};

} // namespace corolint

#endif
