// Reports: the findings of a run in one format each.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_REPORT_REPORT_H
#define COROLINT_REPORT_REPORT_H

#include "engine/finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// How bad a finding of a check is, by what happens at run time: work that never runs or a deadlock is
/// an error, a stopped loop or a lost exception a warning, what only costs time or clarity a note.
enum class Severity { Note, Warning, Error };
Severity severityOf(const Finding &F);
/// "note", "warning", "error".
llvm::StringRef severityName(Severity S);

/// As clang prints it: source line, caret, notes, what a fix would write.
void printText(llvm::ArrayRef<Finding> Findings, llvm::raw_ostream &OS, bool Color);

/// An object with "version" and "findings"; offsets in bytes, lines and columns from 1.
void printJson(llvm::ArrayRef<Finding> Findings, llvm::raw_ostream &OS);

/// SARIF 2.1.0, by clang's writer, with fixes, related locations and fingerprints.
void printSarif(llvm::ArrayRef<Finding> Findings, llvm::raw_ostream &OS);

} // namespace corolint

#endif
