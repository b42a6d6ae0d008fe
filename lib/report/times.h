// Where the time of a run went, for people and for programs.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_REPORT_TIMES_H
#define COROLINT_REPORT_TIMES_H

#include "engine/unit-times.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// Two tables: the phases, and the checks, those that took longest first.
void printTimes(const RunTimes &Times, llvm::raw_ostream &OS);

/// All times in seconds; docs/guide/speed.md says what the names mean.
void printTimesAsJson(const RunTimes &Times, llvm::raw_ostream &OS);

} // namespace corolint

#endif
