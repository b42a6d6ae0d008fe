// Whether findings get a NOLINT comment, and what is said about it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_SUPPRESSING_H
#define COROLINT_TOOL_SUPPRESSING_H

#include "llvm/Support/raw_ostream.h"
#include "selection.h"

namespace corolint {

/// False, after a complaint, if the options about suppressions make no sense. \p Fixing: findings are fixed.
bool checkSuppressionOptions(bool Fixing);

/// Whether files are to be changed.
bool addsSuppressions();

/// Suppresses the findings of \p Run if the command line says so, and tells \p People about it. Returns whether files
/// were changed.
bool suppressIfAsked(const Selection &Selected, RunResult &Run, const RunOptions &How,
                     llvm::raw_ostream &People);

} // namespace corolint

#endif
