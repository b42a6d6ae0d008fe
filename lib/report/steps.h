// What happens at run time, step by step: the notes of a finding that say so, and the finding among
// them. Reports draw it, SARIF calls it a code flow.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_REPORT_STEPS_H
#define COROLINT_REPORT_STEPS_H

#include "report/source-files.h"

namespace corolint {

struct Step {
  FileRange Where; ///< What to show.
  unsigned Caret = 0;
  llvm::StringRef Message, Function;
  bool IsFinding = false;
  bool Suspends = false; ///< Control leaves the thread here.

  /// The message as a label: what comes after a colon explains.
  llvm::StringRef label() const { return Message.split(": ").first; }
};

/// The steps of \p F in the order of the run; empty when its notes tell of none. They point into \p F.
///
/// A note is a step if it has a place, offers no fix, and says what happens "here"; one that says where
/// something is declared is none. Notes are in the order of the run already. The finding comes after those
/// that stand above it in its own function or on its line (the operands of an assignment), and before all
/// others.
std::vector<Step> stepsOf(const Finding &F, SourceFiles &Sources);

} // namespace corolint

#endif
