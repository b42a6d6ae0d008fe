// Whether the code is fixed, and what is said about it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_FIXING_H
#define COROLINT_TOOL_FIXING_H

#include "project/fix-units.h"
#include "running.h"
#include "selection.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// False, after a complaint, if the options about fixes make no sense.
bool checkFixOptions();
/// Whether standard output is a patch: then nothing else is written there.
bool onlyShowsFixes();

/// Whether the command line asks for fixes, or to see them.
bool fixesAsked();

/// Fixes the findings of \p Run if the command line says so, or prints the patch, and brings \p Run up to
/// date, errors included. Nothing if fixes are not asked for.
std::optional<FixPlan> fixIfAsked(const Selection &Selected, RunResult &Run, const RunOptions &How);

/// What was fixed, one line, and what was not; fixes that were taken back come last.
void printFixes(const FixPlan &Plan, llvm::raw_ostream &OS);

} // namespace corolint

#endif
