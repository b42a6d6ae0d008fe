// One translation unit through clang and clang-tidy's own machinery; see lint.h.
//
// What is done beyond clang-tidy: bodies of functions in system headers are not parsed, and matching
// starts from the user's declarations only. Neither loses a finding: checks report nothing in system
// headers, and the few bodies that tell what a coroutine type does are kept.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/lint.h"
#include "checks/common/registry.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include "coroutine/telling-bodies.h"
#include "engine/arguments.h"
#include "engine/configuration.h"
#include "engine/enclosing-functions.h"
#include "engine/finding-consumer.h"
#include "engine/user-code.h"
#include "llvm-compat.h"

using namespace clang;
using namespace clang::tidy;

namespace corolint {
namespace {

class CoroModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    registerChecks(Factories);
  }
};
ClangTidyModuleRegistry::Add<CoroModule> Module("corolint-module", "Checks for C++ coroutines.");

/// clang-tidy's consumer, given less to look at.
class UnitConsumer : public MultiplexConsumer {
public:
  UnitConsumer(std::vector<std::unique_ptr<ASTConsumer>> Inner, EnclosingFunctions &Functions)
      : MultiplexConsumer(std::move(Inner)), Functions(Functions) {}

  bool shouldSkipFunctionBody(Decl *D) override {
    const FunctionDecl *F = D->getAsFunction();
    const SourceManager &SM = D->getASTContext().getSourceManager();
    if (!F || !SM.isInSystemHeader(F->getLocation()))
      return false;
    return !tellsOfCoroutines(*F);
  }

  void HandleTranslationUnit(ASTContext &Ctx) override {
    UserCodeScope Scope(Ctx, /*WithPrecompiled=*/true);
    MultiplexConsumer::HandleTranslationUnit(Ctx);
    Functions.add(Ctx);
  }

private:
  EnclosingFunctions &Functions;
};

class UnitActionFactory : public tooling::FrontendActionFactory {
public:
  UnitActionFactory(ClangTidyContext &Context, EnclosingFunctions &Functions)
      : Consumers(Context), Functions(Functions) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<Action>(Consumers, Functions);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation, FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> PCH,
                     DiagnosticConsumer *Diagnostics) override {
    // As clang-tidy does: the static analyzer's macro, and no output that a check would not read.
    Invocation->getPreprocessorOpts().SetUpStaticAnalyzer = true;
    Invocation->getFrontendOpts().SkipFunctionBodies = true;
    // No "2 warnings generated." of clang's own.
    Invocation->getDiagnosticOpts().ShowCarets = false;
    // No check has anything to say about C, or about C++ from before coroutines.
    if (!Invocation->getLangOpts().Coroutines) {
      SawOther = true;
      return true;
    }
    SawCoroutines = true;
    return FrontendActionFactory::runInvocation(Invocation, Files, PCH, Diagnostics);
  }

  bool sawOnlyOtherLanguages() const { return SawOther && !SawCoroutines; }

private:
  class Action : public ASTFrontendAction {
  public:
    Action(ClangTidyASTConsumerFactory &Consumers, EnclosingFunctions &Functions)
        : Consumers(Consumers), Functions(Functions) {}
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                   StringRef File) override {
      // A header that is missing is fatal to clang, which then says nothing more; the checks shall.
      Compiler.getDiagnostics().setFatalsAsError(true);
      std::vector<std::unique_ptr<ASTConsumer>> Inner;
      Inner.push_back(Consumers.createASTConsumer(Compiler, File));
      return std::make_unique<UnitConsumer>(std::move(Inner), Functions);
    }

  private:
    ClangTidyASTConsumerFactory &Consumers;
    EnclosingFunctions &Functions;
  };

  ClangTidyASTConsumerFactory Consumers;
  EnclosingFunctions &Functions;
  bool SawOther = false, SawCoroutines = false;
};

} // namespace

/// What `.clang-tidy` adds to commands and takes out of them, as clang-tidy does it.
static tooling::CommandLineArguments
withConfiguredArguments(tooling::CommandLineArguments Args, const ClangTidyOptions &Options) {
  if (Options.ExtraArgsBefore) {
    // After the name of the compiler, if there is one.
    auto At = Args.begin();
    if (At != Args.end() && !llvm::StringRef(*At).starts_with("-"))
      ++At;
    Args.insert(At, Options.ExtraArgsBefore->begin(), Options.ExtraArgsBefore->end());
  }
  if (Options.ExtraArgs)
    Args.insert(Args.end(), Options.ExtraArgs->begin(), Options.ExtraArgs->end());
  for (const std::string &Removed : compat::removedArguments(Options))
    llvm::erase(Args, Removed);
  return Args;
}

/// One attempt at a unit, with the commands as \p Adapter makes them.
static UnitResult attempt(const tooling::CompilationDatabase &Commands, const std::string &File,
                          const LintOptions &Options,
                          const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Files,
                          CommandAdapter &Adapter) {
  Overrides Settings = Options.Settings;
  Settings.CheckOptions["coro-unused-suppression.Verdicts"] = "true";
  auto Provider = std::make_unique<ConfigurationProvider>(Settings, Files);
  ConfigurationProvider &Configuration = *Provider;
  ClangTidyContext Context(std::move(Provider));
  // An included fix is applied once for a file, not once for a finding.
  Context.setSelfContainedDiags(true);

  tooling::ClangTool Tool(Commands, {File}, std::make_shared<PCHContainerOperations>(), Files);
  Tool.appendArgumentsAdjuster([&](const tooling::CommandLineArguments &Args, StringRef Unit) {
    return Adapter.adapt(withConfiguredArguments(Args, Context.getOptionsForFile(Unit)));
  });
  Tool.setPrintErrorMessage(false);

  FindingConsumer Consumer(Context, Configuration);
  compat::OwnedDiagnosticOptions DiagnosticOptions;
  std::unique_ptr<DiagnosticsEngine> Engine = DiagnosticOptions.makeEngine(&Consumer);
  compat::setDiagnosticsEngine(Context, *Engine);
  Tool.setDiagnosticConsumer(&Consumer);
  std::vector<tooling::CompileCommand> Own = Commands.getCompileCommands(File);
  if (!Own.empty())
    Context.setCurrentBuildDirectory(Own.front().Directory);

  EnclosingFunctions Functions;
  UnitActionFactory Factory(Context, Functions);
  UnitResult Result;
  // 1 says that the code had errors, which the findings tell better.
  Result.Failed = Tool.run(&Factory) == 2;
  Result.WithoutCoroutines = Factory.sawOnlyOtherLanguages();
  Result.Findings = Consumer.takeFindings(Functions);
  Result.CompileErrors = llvm::count_if(
      Result.Findings, [](const Finding &F) { return F.Check == "clang-diagnostic-error"; });
  return Result;
}

/// Whether clang refused a command for something that can be left out of it.
static bool refused(const UnitResult &Result, CommandAdapter &Adapter) {
  bool Learned = false;
  for (const Finding &F : Result.Findings)
    if (F.Check == "clang-diagnostic-error" && F.Where.File.empty())
      Learned |= Adapter.learnFrom(F.Message);
  return Learned;
}

UnitResult lintUnit(const tooling::CompilationDatabase &Commands, const std::string &File,
                    const LintOptions &Options) {
  auto Edited = llvm::makeIntrusiveRefCnt<EditedFileSystem>(llvm::vfs::getRealFileSystem(),
                                                            Options.Overlay);
  auto Files = llvm::makeIntrusiveRefCnt<InputRecorder>(Edited);
  CommandAdapter Adapter;
  UnitResult Result = attempt(Commands, File, Options, Files, Adapter);
  // Such an error ends the attempt before anything is parsed; a command has few of them.
  for (int Attempts = 1; Attempts < 8 && refused(Result, Adapter); ++Attempts)
    Result = attempt(Commands, File, Options, Files, Adapter);
  Result.DroppedFlags.assign(Adapter.dropped().begin(), Adapter.dropped().end());
  Result.Inputs = Files->inputs();
  Result.Unstable = Files->changedMeanwhile();
  return Result;
}

} // namespace corolint
