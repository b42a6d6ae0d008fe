// The checks over an AST that is there already; see lint-parsed.h.
//
// clang-tidy's own way is to make the checks before parsing and to hang each into the preprocessor.
// Every macro and every directive of every header then passes through all of them. Here the checks are
// made when the unit has been parsed, and are told afterwards of the includes, which is all they want to
// hear: the compiler pays for one listener.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/lint-parsed.h"
#include "checks/common/check.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "engine/configuration.h"
#include "engine/enclosing-functions.h"
#include "engine/finding-consumer.h"
#include "engine/user-code.h"
#include "llvm-compat.h"

using namespace clang;
using namespace clang::tidy;

namespace corolint {

class IncludeLog::Recorder : public PPCallbacks {
public:
  Recorder(std::shared_ptr<IncludeLog> Log, const SourceManager &SM)
      : Log(std::move(Log)), SM(SM) {}

  void InclusionDirective(SourceLocation Hash, const Token &Include, StringRef Name, bool IsAngled,
                          CharSourceRange Range, OptionalFileEntryRef File, StringRef, StringRef,
                          const clang::Module *, bool, SrcMgr::CharacteristicKind Kind) override {
    if (!SM.isInSystemHeader(Hash))
      Log->Directives.push_back({Hash, Include, Name.str(), IsAngled, Range, File, Kind});
  }

private:
  std::shared_ptr<IncludeLog> Log;
  const SourceManager &SM;
};

std::shared_ptr<IncludeLog> IncludeLog::of(Preprocessor &PP) {
  auto Log = std::make_shared<IncludeLog>();
  PP.addPPCallbacks(std::make_unique<Recorder>(Log, PP.getSourceManager()));
  return Log;
}

void IncludeLog::replay(PPCallbacks &To) const {
  for (const Directive &D : Directives)
    To.InclusionDirective(D.Hash, D.Include, D.Name, D.IsAngled, D.Range, D.File, "", "", nullptr,
                          false, D.Kind);
}

using Checks = std::vector<std::unique_ptr<ClangTidyCheck>>;

static Checks makeChecks(ClangTidyContext &Context) {
  ClangTidyCheckFactories Factories;
  registerChecks(Factories);
  return Factories.createChecksForLanguage(&Context);
}

static void match(Checks &All, CompilerInstance &Compiler, const IncludeLog &Includes,
                  EnclosingFunctions &Functions) {
  // What the checks hang their listeners into: the real preprocessor is done, and would pass the
  // replayed includes on to those who have heard them.
  std::unique_ptr<Preprocessor> Listeners = compat::makePreprocessor(Compiler);
  ast_matchers::MatchFinder Finder;
  for (std::unique_ptr<ClangTidyCheck> &Check : All) {
    Check->registerMatchers(&Finder);
    Check->registerPPCallbacks(Compiler.getSourceManager(), Listeners.get(), Listeners.get());
  }
  if (PPCallbacks *To = Listeners->getPPCallbacks())
    Includes.replay(*To);
  UserCodeScope Scope(Compiler.getASTContext(), /*WithPrecompiled=*/false);
  Finder.matchAST(Compiler.getASTContext());
  Functions.add(Compiler.getASTContext());
}

std::vector<Finding> lintParsed(CompilerInstance &Compiler, llvm::StringRef File,
                                const Overrides &Settings, const IncludeLog &Includes) {
  auto Provider = std::make_unique<ConfigurationProvider>(Settings);
  ConfigurationProvider &Configuration = *Provider;
  ClangTidyContext Context(std::move(Provider));
  // As lintUnit does.
  Context.setSelfContainedDiags(true);

  FindingConsumer Consumer(Context, Configuration);
  compat::OwnedDiagnosticOptions DiagnosticOptions;
  std::unique_ptr<DiagnosticsEngine> Engine = DiagnosticOptions.makeEngine(&Consumer);
  compat::setDiagnosticsEngine(Context, *Engine);
  Context.setSourceManager(&Compiler.getSourceManager());
  Context.setCurrentFile(File);
  Context.setASTContext(&Compiler.getASTContext());
  if (auto Directory = Compiler.getVirtualFileSystem().getCurrentWorkingDirectory())
    Context.setCurrentBuildDirectory(*Directory);

  EnclosingFunctions Functions;
  Checks All = makeChecks(Context);
  Consumer.BeginSourceFile(Compiler.getLangOpts());
  if (!All.empty()) {
    readMacrosFrom(Context, Compiler.getPreprocessor());
    match(All, Compiler, Includes, Functions);
  }
  Consumer.EndSourceFile();
  return Consumer.takeFindings(Functions);
}

} // namespace corolint
