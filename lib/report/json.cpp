// The JSON report: for scripts, and for the tests.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "report/escape.h"
#include "report/report.h"
#include "report/source-files.h"
#include "report/steps.h"
#include "llvm/Support/JSON.h"

namespace corolint {

static llvm::json::Object place(SourceFiles &Sources, const std::string &File, unsigned Offset) {
  SourceFiles::Position At = Sources.position(File, Offset);
  return llvm::json::Object{{"file", validUtf8(displayPath(File))},
                            {"line", At.Line},
                            {"column", At.Column},
                            {"offset", Offset}};
}

static llvm::json::Array edits(const std::vector<Edit> &Fix) {
  llvm::json::Array Out;
  for (const Edit &E : Fix)
    Out.push_back(llvm::json::Object{{"file", validUtf8(displayPath(E.Where.File))},
                                     {"offset", E.Where.Offset},
                                     {"length", E.Where.Length},
                                     {"text", validUtf8(E.Text)}});
  return Out;
}

static llvm::json::Array steps(SourceFiles &Sources, const Finding &F) {
  llvm::json::Array Out;
  for (const Step &S : stepsOf(F, Sources)) {
    llvm::json::Object Row = place(Sources, S.Where.File, S.Caret);
    Row["message"] = validUtf8(S.Message);
    Row["function"] = validUtf8(S.Function);
    Row["suspends"] = S.Suspends;
    Out.push_back(std::move(Row));
  }
  return Out;
}

static llvm::json::Object finding(SourceFiles &Sources, const Finding &F) {
  llvm::json::Object One = place(Sources, F.Where.File, F.Where.Offset);
  One["check"] = F.Check;
  if (const CheckInfo *Check = findCheck(F.Check))
    One["url"] = pageUrl(Check->Name);
  One["message"] = validUtf8(F.Message);
  One["severity"] = severityName(severityOf(F));
  One["function"] = validUtf8(F.Function);
  One["fingerprint"] = F.Fingerprint;
  FileRange Range = Sources.extent(primaryRange(F));
  One["range"] = llvm::json::Object{{"offset", Range.Offset}, {"length", Range.Length}};
  One["fix"] = edits(F.Fix);
  llvm::json::Array Notes;
  for (const Note &N : F.Notes) {
    llvm::json::Object Row = place(Sources, N.Where.File, N.Where.Offset);
    Row["message"] = validUtf8(N.Message);
    Row["fix"] = edits(N.Fix);
    Notes.push_back(std::move(Row));
  }
  One["notes"] = std::move(Notes);
  One["steps"] = steps(Sources, F);
  if (F.Suppressed != Suppression::None)
    One["suppression"] = llvm::json::Object{
        {"kind", F.Suppressed == Suppression::InSource ? "inSource" : "external"},
        {"justification", validUtf8(F.Justification)}};
  return One;
}

void printJson(const Report &R, llvm::raw_ostream &OS) {
  SourceFiles Sources;
  llvm::json::Array All, Suppressed, Errors;
  for (const Finding &F : R.Findings)
    All.push_back(finding(Sources, F));
  for (const Finding &F : R.Suppressed)
    Suppressed.push_back(finding(Sources, F));
  for (const std::string &E : R.Errors)
    Errors.push_back(validUtf8(E));
  llvm::json::Object Document{{"version", COROLINT_VERSION},
                              {"root", validUtf8(R.Root)},
                              {"findings", std::move(All)},
                              {"suppressed", std::move(Suppressed)},
                              {"errors", std::move(Errors)}};
  OS << llvm::formatv("{0:2}", llvm::json::Value(std::move(Document))) << "\n";
}

} // namespace corolint
