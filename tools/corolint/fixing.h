// Whether the code is fixed, and what is said about it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOL_FIXING_H
#define COROLINT_TOOL_FIXING_H

#include "selection.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// False, after a complaint, if the options about fixes make no sense.
bool checkFixOptions();

/// Fixes the findings of \p Run if the command line says so, tells \p People about it, and brings
/// \p Run up to date.
void fixIfAsked(const Selection &Selected, RunResult &Run, llvm::raw_ostream &People);

} // namespace corolint

#endif
