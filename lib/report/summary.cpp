// What people want to know first: how much was found, of what, and what can be done about it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/report.h"
#include "llvm/Support/FormatVariadic.h"
#include <map>
#include <set>

namespace corolint {

static std::string count(size_t N, llvm::StringRef Noun) {
  return (llvm::Twine(N) + " " + Noun + (N == 1 ? "" : "s")).str();
}

void printSummary(const Report &R, llvm::raw_ostream &OS) {
  // What went wrong instead is said on standard error.
  if (R.Units.empty())
    return;
  size_t Found = 0, Safe = 0, Suggested = 0;
  for (const CheckStatistics &Row : statisticsOf(R.Findings)) {
    Found += Row.Findings;
    Safe += Row.Safe;
    Suggested += Row.Suggested;
  }
  if (!Found)
    OS << "no findings";
  else
    OS << count(Found, "finding");
  OS << " in " << count(R.Units.size(), "file");
  if (Safe || Suggested) {
    OS << " (";
    if (Safe)
      OS << Safe << " fixable with --fix";
    if (Suggested)
      OS << (Safe ? ", " : "") << Suggested << (Safe ? " more" : " fixable") << " with --fix=all";
    OS << ")";
  }
  if (R.BrokenUnits)
    OS << "; " << count(R.BrokenUnits, "file")
       << " did not parse, so findings may be missing there";
  OS << "\n";
}

std::vector<CheckStatistics> statisticsOf(llvm::ArrayRef<Finding> Findings) {
  std::map<std::string, CheckStatistics> Rows;
  std::map<std::string, std::set<llvm::StringRef>> Files;
  for (const Finding &F : Findings) {
    if (!F.isFinding())
      continue;
    CheckStatistics &Row = Rows[F.Check];
    Row.Check = F.Check;
    Row.Worst = std::max(Row.Worst, severityOf(F));
    ++Row.Findings;
    Row.Safe += applicableFix(F, false) != nullptr;
    Row.Suggested += !applicableFix(F, false) && applicableFix(F, true);
    Files[F.Check].insert(F.Where.File);
  }
  std::vector<CheckStatistics> Out;
  for (auto &[Check, Row] : Rows) {
    Row.Files = Files[Check].size();
    Out.push_back(Row);
  }
  llvm::sort(Out, [](const CheckStatistics &A, const CheckStatistics &B) {
    return std::tie(B.Findings, A.Check) < std::tie(A.Findings, B.Check);
  });
  return Out;
}

void printStatistics(llvm::ArrayRef<Finding> Findings, llvm::raw_ostream &OS) {
  CheckStatistics All;
  std::set<llvm::StringRef> Files;
  auto Print = [&](const CheckStatistics &Row, llvm::StringRef Severity) {
    OS << llvm::formatv("{0,8}  {1,7}  {2,9}  {3,5}  {4,-8}  {5}\n", Row.Findings, Row.Safe,
                        Row.Suggested, Row.Files, Severity, Row.Check);
  };
  OS << "findings    --fix  --fix=all  files  severity  check\n";
  for (const CheckStatistics &Row : statisticsOf(Findings)) {
    Print(Row, severityName(Row.Worst));
    All.Findings += Row.Findings;
    All.Safe += Row.Safe;
    All.Suggested += Row.Suggested;
  }
  for (const Finding &F : Findings)
    if (F.isFinding())
      Files.insert(F.Where.File);
  All.Files = Files.size();
  All.Check = "in all";
  Print(All, "");
}

} // namespace corolint
