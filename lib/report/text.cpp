// The reports for people: text, printed by clang's own printer, and the same in one line each.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/report.h"
#include "report/source-files.h"

using namespace clang;

namespace corolint {
namespace {

class TextReport {
public:
  TextReport(llvm::raw_ostream &OS, bool Color, bool Concise) : Concise(Concise) {
    Options.get().ShowColors = Color;
    Options.get().ShowCarets = !Concise;
    Options.get().SnippetLineLimit = 4;
    Printer = Options.makePrinter(OS);
    Engine = Options.makeEngine(Printer.get());
    Engine->setSourceManager(&Sources.manager());
    Printer->BeginSourceFile(Languages, nullptr);
  }
  ~TextReport() { Printer->EndSourceFile(); }

  void print(const Finding &F) {
    std::string Message = F.Message;
    // The name of the check goes where clang puts its flag.
    if (!F.isToolError())
      Message += " [" + F.Check + "]";
    else if (F.Check == "clang-diagnostic-error")
      Message += " [clang]";
    if (Concise) {
      // A message of clang's may have several lines.
      std::replace(Message.begin(), Message.end(), '\n', ' ');
      emit(levelOf(F), Message, F.Where, {}, {});
      return;
    }
    emit(levelOf(F), Message, F.Where, F.Ranges, F.Fix);
    for (const Note &N : F.Notes)
      emit(DiagnosticsEngine::Note, N.Message, N.Where, N.Ranges, N.Fix);
  }

private:
  static DiagnosticsEngine::Level levelOf(const Finding &F) {
    if (F.IsRemark)
      return DiagnosticsEngine::Remark;
    return F.isToolError() || F.AsError ? DiagnosticsEngine::Error : DiagnosticsEngine::Warning;
  }

  void emit(DiagnosticsEngine::Level Level, const std::string &Message, const FileRange &Where,
            const std::vector<FileRange> &Ranges, const std::vector<Edit> &Fix) {
    SourceLocation Loc = Sources.at(Where.File, Where.Offset);
    unsigned ID = Engine->getCustomDiagID(Level, "%0");
    DiagnosticBuilder Diag = Engine->Report(Loc, ID) << Message;
    if (Loc.isInvalid())
      return;
    for (const FileRange &R : Ranges)
      if (CharSourceRange Range = Sources.range(R); Range.isValid())
        Diag << Range;
    // The preview stands under the line of the finding. What is edited elsewhere (an include) would
    // make clang's printer show that line instead.
    unsigned Line = Sources.position(Where.File, Where.Offset).Line;
    for (const Edit &E : Fix)
      if (E.Where.File == Where.File &&
          Sources.position(E.Where.File, E.Where.Offset).Line == Line)
        if (CharSourceRange Range = Sources.range(E.Where); Range.isValid())
          Diag << FixItHint::CreateReplacement(Range, E.Text);
  }

  const bool Concise;
  compat::OwnedDiagnosticOptions Options;
  LangOptions Languages;
  SourceFiles Sources;
  std::unique_ptr<TextDiagnosticPrinter> Printer;
  std::unique_ptr<DiagnosticsEngine> Engine;
};

} // namespace

void printText(const Report &R, llvm::raw_ostream &OS, bool Color) {
  if (!R.Findings.empty()) {
    TextReport Report(OS, Color, /*Concise=*/false);
    for (const Finding &F : R.Findings)
      Report.print(F);
  }
  printSummary(R, OS);
}

void printConcise(const Report &R, llvm::raw_ostream &OS, bool Color) {
  if (!R.Findings.empty()) {
    TextReport Report(OS, Color, /*Concise=*/true);
    for (const Finding &F : R.Findings)
      Report.print(F);
  }
  printSummary(R, OS);
}

} // namespace corolint
