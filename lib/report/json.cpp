// The JSON report: for scripts, and for the tests.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/report.h"
#include "report/source-files.h"
#include "llvm/Support/JSON.h"

namespace corolint {

static llvm::json::Object place(SourceFiles &Sources, const FileRange &Where) {
  SourceFiles::Position At = Sources.position(Where.File, Where.Offset);
  return llvm::json::Object{{"file", displayPath(Where.File)},
                            {"line", At.Line},
                            {"column", At.Column},
                            {"offset", Where.Offset}};
}

static llvm::json::Array edits(const std::vector<Edit> &Fix) {
  llvm::json::Array Out;
  for (const Edit &E : Fix)
    Out.push_back(llvm::json::Object{{"file", displayPath(E.Where.File)},
                                     {"offset", E.Where.Offset},
                                     {"length", E.Where.Length},
                                     {"text", E.Text}});
  return Out;
}

void printJson(llvm::ArrayRef<Finding> Findings, llvm::raw_ostream &OS) {
  SourceFiles Sources;
  llvm::json::Array All;
  for (const Finding &F : Findings) {
    llvm::json::Object One = place(Sources, F.Where);
    One["check"] = F.Check;
    One["message"] = F.Message;
    One["severity"] = severityName(severityOf(F));
    One["fix"] = edits(F.Fix);
    llvm::json::Array Notes;
    for (const Note &N : F.Notes) {
      llvm::json::Object Row = place(Sources, N.Where);
      Row["message"] = N.Message;
      Row["fix"] = edits(N.Fix);
      Notes.push_back(std::move(Row));
    }
    One["notes"] = std::move(Notes);
    All.push_back(std::move(One));
  }
  llvm::json::Object Document{{"version", COROLINT_VERSION}, {"findings", std::move(All)}};
  OS << llvm::formatv("{0:2}", llvm::json::Value(std::move(Document))) << "\n";
}

} // namespace corolint
