// Findings as diagnostics; see emit.h.
//
// A finding says file and offset; the compiler shows locations. Custom diagnostics have no -W flag, and
// LLVM 19 gives them the level they were made with whatever -Werror says, so the level is chosen here.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {
namespace {

class Emitter {
public:
  Emitter(DiagnosticsEngine &Engine, SourceManager &SM, llvm::StringRef MainFile)
      : Engine(Engine), SM(SM), MainFile(MainFile) {}

  void emit(const Finding &F) {
    if (Engine.getIgnoreAllWarnings() && !F.IsRemark)
      return;
    bool ByFlag = Engine.getWarningsAsErrors();
    bool IsError = !F.IsRemark && (F.AsError || ByFlag);
    std::string Tag = F.Check;
    // As clang shows its own, and as clang-tidy does.
    if (IsError)
      Tag = ByFlag ? "-Werror," + Tag : Tag + ",-warnings-as-errors";
    unsigned ID = F.IsRemark ? Engine.getCustomDiagID(DiagnosticsEngine::Remark, "%0 [%1]")
                  : IsError  ? Engine.getCustomDiagID(DiagnosticsEngine::Error, "%0 [%1]")
                             : Engine.getCustomDiagID(DiagnosticsEngine::Warning, "%0 [%1]");
    show(Engine.Report(at(F.Where.File, F.Where.Offset), ID) << F.Message << Tag, F.Ranges, F.Fix);
    for (const Note &N : F.Notes)
      show(Engine.Report(at(N.Where.File, N.Where.Offset),
                         Engine.getCustomDiagID(DiagnosticsEngine::Note, "%0"))
               << N.Message,
           N.Ranges, N.Fix);
  }

private:
  SourceLocation at(llvm::StringRef File, unsigned Offset) {
    if (File.empty())
      return {};
    FileID ID = SM.getMainFileID();
    // The main file may be no file at all (standard input).
    if (File != MainFile) {
      OptionalFileEntryRef Entry = SM.getFileManager().getOptionalFileRef(File);
      ID = Entry ? SM.translateFile(*Entry) : FileID();
    }
    if (ID.isInvalid())
      return {};
    return SM.getLocForStartOfFile(ID).getLocWithOffset(Offset);
  }

  CharSourceRange range(const FileRange &R) {
    SourceLocation Begin = at(R.File, R.Offset);
    if (Begin.isInvalid())
      return {};
    return CharSourceRange::getCharRange(Begin, Begin.getLocWithOffset(R.Length));
  }

  /// The diagnostic is sent when \p Builder is destroyed.
  void show(const DiagnosticBuilder &Builder, const std::vector<FileRange> &Ranges,
            const std::vector<Edit> &Fix) {
    for (const FileRange &R : Ranges)
      Builder << range(R);
    for (const Edit &E : Fix)
      if (CharSourceRange Where = range(E.Where); Where.isValid())
        Builder << FixItHint::CreateReplacement(Where, E.Text);
  }

  DiagnosticsEngine &Engine;
  SourceManager &SM;
  llvm::StringRef MainFile;
};

} // namespace

void emit(llvm::ArrayRef<Finding> Findings, DiagnosticsEngine &Engine, SourceManager &SM,
          llvm::StringRef MainFile) {
  Emitter To(Engine, SM, MainFile);
  for (const Finding &F : Findings)
    To.emit(F);
}

} // namespace corolint
