// The reviewdog diagnostic format (rdjson): review comments with suggestions that a click applies.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/registry.h"
#include "report/escape.h"
#include "report/fix-preview.h"
#include "report/report.h"
#include "report/source-files.h"
#include "llvm/Support/JSON.h"

namespace corolint {

/// Columns are in bytes, as reviewdog wants them.
static llvm::json::Object position(SourceFiles::Position At) {
  return llvm::json::Object{{"line", At.Line}, {"column", At.Column}};
}

static llvm::json::Object location(const FileRange &R, SourceFiles &Sources) {
  llvm::json::Object Out{{"path", validUtf8(displayPath(R.File))}};
  if (Sources.begin(R).Line)
    Out["range"] = llvm::json::Object{{"start", position(Sources.begin(R))},
                                      {"end", position(Sources.end(R))}};
  return Out;
}

static llvm::StringRef rdSeverity(Severity S) {
  switch (S) {
  case Severity::Note:
    return "INFO";
  case Severity::Warning:
    return "WARNING";
  case Severity::Error:
    return "ERROR";
  }
  return "UNKNOWN_SEVERITY";
}

/// A suggestion can only be made where the comment stands. What a fix does elsewhere (it includes a
/// header) is said in words.
static void addFix(llvm::json::Object &Diagnostic, const Finding &F, SourceFiles &Sources) {
  const std::vector<Edit> *Fix = applicableFix(F, /*Suggested=*/true);
  if (!Fix)
    return;
  FileRange Range = Sources.extent(primaryRange(F));
  const unsigned First = Sources.begin(Range).Line, Last = Sources.end(Range).Line;
  llvm::json::Array Suggestions;
  std::string Elsewhere;
  for (const ChangedLines &C : previewOf(*Fix, Sources)) {
    if (C.File == Range.File && C.First >= First && C.Last <= Last) {
      auto [Begin, Unused] = Sources.line(C.File, C.First);
      auto [Unused2, End] = Sources.line(C.File, C.Last);
      Suggestions.push_back(llvm::json::Object{
          {"range", llvm::json::Object{{"start", position(Sources.position(C.File, Begin))},
                                       {"end", position(Sources.position(C.File, End))}}},
          {"text", validUtf8(C.New)}});
    } else {
      for (const Edit &E : *Fix)
        if (unsigned Line = Sources.begin(E.Where).Line;
            E.Where.File == C.File && Line >= C.First && Line <= C.Last)
          Elsewhere += "\n" + displayPath(C.File) + ":" + std::to_string(Line) + ": " +
                       llvm::StringRef(E.Text).trim().str();
    }
  }
  if (Suggestions.empty())
    return;
  Diagnostic["suggestions"] = std::move(Suggestions);
  if (!Elsewhere.empty())
    Diagnostic["message"] =
        validUtf8(F.Message + "\nThe suggestion also needs:" + Elsewhere);
}

static llvm::json::Object diagnostic(const Finding &F, SourceFiles &Sources) {
  llvm::json::Object Out{{"message", validUtf8(F.Message)},
                         {"location", location(Sources.extent(primaryRange(F)), Sources)},
                         {"severity", rdSeverity(severityOf(F))}};
  llvm::json::Object Code{{"value", F.Check}};
  if (const CheckInfo *Check = findCheck(F.Check))
    Code["url"] = pageUrl(Check->Name);
  Out["code"] = std::move(Code);
  llvm::json::Array Related;
  for (const Note &N : F.Notes)
    if (N.Fix.empty() && !N.Where.File.empty())
      Related.push_back(llvm::json::Object{{"message", validUtf8(N.Message)},
                                           {"location", location(Sources.extent(primaryRange(N)), Sources)}});
  if (!Related.empty())
    Out["relatedLocations"] = std::move(Related);
  addFix(Out, F, Sources);
  return Out;
}

void printRdjson(const Report &R, llvm::raw_ostream &OS) {
  SourceFiles Sources;
  llvm::json::Array Diagnostics;
  for (const Finding &F : R.Findings)
    if (!F.Where.File.empty())
      Diagnostics.push_back(diagnostic(F, Sources));
  llvm::json::Object Document{
      {"source", llvm::json::Object{{"name", "corolint"}, {"url", projectUrl()}}},
      {"diagnostics", std::move(Diagnostics)}};
  OS << llvm::formatv("{0:2}", llvm::json::Value(std::move(Document))) << "\n";
}

} // namespace corolint
