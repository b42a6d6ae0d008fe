// Reports: what a run has to say, in one format each.
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

/// What is reported. Findings have their fingerprints (see fingerprint.h).
struct Report {
  llvm::ArrayRef<Finding> Findings;
  /// Findings that somebody silenced, for the formats that can say so; left out when they are not wanted.
  llvm::ArrayRef<Finding> Suppressed;
  llvm::ArrayRef<std::string> Units;  ///< What was linted.
  llvm::ArrayRef<std::string> Errors; ///< What corolint could not do, one line each.
  unsigned BrokenUnits = 0;           ///< Units that did not parse completely.
  std::string Root;                   ///< Of the project; see projectRoot.
};

/// As clang prints it: source line, caret, notes, what a fix would write; a line that sums up.
void printText(const Report &R, llvm::raw_ostream &OS, bool Color);
/// A line for each finding, and the line that sums up.
void printConcise(const Report &R, llvm::raw_ostream &OS, bool Color);
/// An object with "version" and "findings"; offsets in bytes, lines and columns from 1.
void printJson(const Report &R, llvm::raw_ostream &OS);
/// SARIF 2.1.0, by clang's writer: rules with their help, fixes, code flows, fingerprints.
void printSarif(const Report &R, llvm::raw_ostream &OS);
/// Workflow commands, which GitHub shows as annotations of the changed lines.
void printGitHub(const Report &R, llvm::raw_ostream &OS);
/// GitLab's code quality report.
void printGitLab(const Report &R, llvm::raw_ostream &OS);
/// JUnit's XML: a suite for each file, a failed case for each finding.
void printJUnit(const Report &R, llvm::raw_ostream &OS);
/// The reviewdog diagnostic format, with suggestions.
void printRdjson(const Report &R, llvm::raw_ostream &OS);
/// One page that needs nothing else: no server, no network.
void printHtml(const Report &R, llvm::raw_ostream &OS);

struct Format {
  llvm::StringRef Name, Summary;
  /// Lines for people may stand beside it.
  bool ForPeople;
  void (*Print)(const Report &R, llvm::raw_ostream &OS, bool Color);
};

/// Every format, the default one first.
llvm::ArrayRef<Format> allFormats();
/// Null for none.
const Format *findFormat(llvm::StringRef Name);

/// "3 findings in 2 files (1 fixable with --fix)"; nothing when nothing was linted.
void printSummary(const Report &R, llvm::raw_ostream &OS);

/// What there is of one check.
struct CheckStatistics {
  std::string Check;
  Severity Worst = Severity::Note;
  size_t Findings = 0, Safe = 0, Suggested = 0, Files = 0;
};
/// A row for each check with findings, most findings first.
std::vector<CheckStatistics> statisticsOf(llvm::ArrayRef<Finding> Findings);
/// The same as a table for people.
void printStatistics(llvm::ArrayRef<Finding> Findings, llvm::raw_ostream &OS);

} // namespace corolint

#endif
