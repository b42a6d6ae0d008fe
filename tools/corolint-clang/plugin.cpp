// corolint-clang.so: the checks during a normal compile (`clang++ -fplugin=corolint-clang.so`).
//
// The compiler has parsed everything, so a lint costs the checks alone, and what distributes or caches
// the compile distributes and caches the lint.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../version-guard.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "emit.h"
#include "options.h"
#include "engine/fingerprint.h"
#include "report/report.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace corolint {
namespace {

class LintConsumer : public ASTConsumer {
public:
  LintConsumer(CompilerInstance &Compiler, llvm::StringRef File, PluginOptions Options)
      : Compiler(Compiler), File(File), Options(std::move(Options)),
        Includes(IncludeLog::of(Compiler.getPreprocessor())) {}

  void HandleTranslationUnit(ASTContext &) override {
    DiagnosticsEngine &Engine = Compiler.getDiagnostics();
    // The compiler says what is wrong; half an AST would make for wrong findings beside it.
    if (Engine.hasUncompilableErrorOccurred())
      return;
    std::vector<Finding> Findings;
    if (wanted())
      Findings = lintParsed(Compiler, File, Options.Lint, *Includes);
    // A fingerprint counts what is suppressed as well, as it does in the command.
    const std::string Root = projectRoot({absolute()});
    if (Options.WantsSarif)
      addFingerprints(Findings, Root);
    const std::vector<Finding> Suppressed = takeSuppressed(Findings);
    emit(Findings, Engine, Compiler.getSourceManager(), absolute());
    if (Options.WantsSarif)
      writeSarif(Findings, Suppressed, Root);
  }

private:
  bool wanted() const {
    return Compiler.getLangOpts().Coroutines &&
           (Options.WantsSarif || !Compiler.getDiagnostics().getIgnoreAllWarnings());
  }

  /// The unit's file as findings name it, which may be no file at all ("<stdin>").
  std::string absolute() const {
    const SourceManager &SM = Compiler.getSourceManager();
    OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID());
    llvm::SmallString<256> Path(Main ? Main->getName() : llvm::StringRef(File));
    Compiler.getVirtualFileSystem().makeAbsolute(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    return std::string(Path);
  }

  void writeSarif(llvm::ArrayRef<Finding> Findings, llvm::ArrayRef<Finding> Suppressed, const std::string &Root) {
    const std::vector<std::string> Units = {absolute()};
    Report R;
    R.Root = Root;
    R.Findings = Findings;
    if (Options.ShowSuppressed)
      R.Suppressed = Suppressed;
    R.Units = Units;
    std::string Path = sarifPath(Options, Compiler.getFrontendOpts().OutputFile, File);
    llvm::Error Failed = llvm::writeToOutput(Path, [&](llvm::raw_ostream &OS) {
      printSarif(R, OS);
      return llvm::Error::success();
    });
    if (!Failed)
      return;
    DiagnosticsEngine &Engine = Compiler.getDiagnostics();
    Engine.Report(Engine.getCustomDiagID(DiagnosticsEngine::Error,
                                         "corolint cannot write the report '%0': %1"))
        << Path << llvm::toString(std::move(Failed));
  }

  CompilerInstance &Compiler;
  std::string File;
  PluginOptions Options;
  std::shared_ptr<IncludeLog> Includes;
};

class LintAction : public PluginASTAction {
public:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 llvm::StringRef File) override {
    return std::make_unique<LintConsumer>(Compiler, File, std::move(Options));
  }

  bool ParseArgs(const CompilerInstance &Compiler,
                 const std::vector<std::string> &Arguments) override {
    std::string Error;
    std::optional<PluginOptions> Parsed = parsePluginArguments(Arguments, Error);
    if (Parsed) {
      Options = std::move(*Parsed);
      return true;
    }
    DiagnosticsEngine &Engine = Compiler.getDiagnostics();
    Engine.Report(Engine.getCustomDiagID(DiagnosticsEngine::Error, "%0")) << Error;
    return false;
  }

  /// Before code is generated: an error (-Werror) saves that work.
  ActionType getActionType() override { return AddBeforeMainAction; }

private:
  PluginOptions Options;
};

} // namespace
} // namespace corolint

/// The plugin's symbols are looked up in the compiler that loads it; in another release they are others.
static corolint::VersionGuard Guard("corolint-clang.so", "clang++", /*Status=*/1);
static FrontendPluginRegistry::Add<corolint::LintAction> Plugin("corolint",
                                                                "Checks for C++ coroutines.");
