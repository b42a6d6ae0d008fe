// GitLab's code quality report: what the merge request shows as new and as fixed.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "engine/fingerprint.h"
#include "report/escape.h"
#include "report/report.h"
#include "report/source-files.h"
#include "llvm/Support/JSON.h"

namespace corolint {

static llvm::StringRef gitlabSeverity(const Finding &F) {
  if (F.isToolError())
    return "blocker";
  switch (severityOf(F)) {
  case Severity::Note:
    return "minor";
  case Severity::Warning:
    return "major";
  case Severity::Error:
    return "critical";
  }
  return "info";
}

void printGitLab(const Report &R, llvm::raw_ostream &OS) {
  SourceFiles Sources;
  llvm::json::Array All;
  for (const Finding &F : R.Findings) {
    FileRange Range = Sources.extent(primaryRange(F));
    SourceFiles::Position Begin = Sources.begin(Range), End = Sources.end(Range);
    // A file and a line are required; what has none stands at the top of the project.
    llvm::json::Object Location{
        {"path", F.Where.File.empty() ? "." : validUtf8(pathInProject(F.Where.File, R.Root))},
        {"lines", llvm::json::Object{{"begin", std::max(1u, Begin.Line)},
                                     {"end", std::max(1u, End.Line)}}}};
    llvm::json::Object One{{"type", "issue"},
                           {"check_name", F.Check},
                           {"description", validUtf8(F.Message)},
                           {"categories", llvm::json::Array{"Bug Risk"}},
                           {"severity", gitlabSeverity(F)},
                           {"fingerprint", F.Fingerprint},
                           {"location", std::move(Location)}};
    if (const CheckInfo *Check = findCheck(F.Check))
      One["content"] = llvm::json::Object{
          {"body", (Check->Summary + "\n\n[" + F.Check + "](" + pageUrl(Check->Name) + ")").str()}};
    All.push_back(std::move(One));
  }
  OS << llvm::formatv("{0:2}", llvm::json::Value(std::move(All))) << "\n";
}

} // namespace corolint
