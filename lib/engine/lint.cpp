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
#include "engine/configuration.h"
#include "engine/enclosing-functions.h"
#include "engine/finding-consumer.h"
#include "engine/shared-headers.h"
#include "engine/unit-tool.h"
#include "engine/unit-times.h"
#include "engine/user-code.h"
#include "llvm-compat.h"
#include "phase-clock.h"

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
class UnitConsumer : public SkippingConsumer {
public:
  UnitConsumer(std::vector<std::unique_ptr<ASTConsumer>> Inner, EnclosingFunctions &Functions,
               const SharedHeadersGuard *Shared)
      : SkippingConsumer(std::move(Inner)), Functions(Functions), Shared(Shared) {}

  void HandleTranslationUnit(ASTContext &Ctx) override {
    // What the checks would find there is thrown away.
    if (Shared && !Shared->held())
      return;
    PhaseScope Timing(Phase::Checks);
    // Shared headers hold nothing of the user's; a precompiled header of the project's own may.
    UserCodeScope Scope(Ctx, /*WithPrecompiled=*/!Shared);
    MultiplexConsumer::HandleTranslationUnit(Ctx);
    Functions.add(Ctx);
  }

private:
  EnclosingFunctions &Functions;
  const SharedHeadersGuard *const Shared;
};

class UnitActionFactory : public tooling::FrontendActionFactory {
public:
  UnitActionFactory(ClangTidyContext &Context, EnclosingFunctions &Functions,
                    SharedHeadersGuard *Shared)
      : Consumers(Context), Functions(Functions), Shared(Shared) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<Action>(Consumers, Functions, Shared && Shared->used() ? Shared : nullptr);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation, FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> PCH,
                     DiagnosticConsumer *Diagnostics) override {
    prepareForLinting(*Invocation);
    // No check has anything to say about C, or about C++ from before coroutines.
    if (!Invocation->getLangOpts().Coroutines) {
      SawOther = true;
      return true;
    }
    SawCoroutines = true;
    if (Shared)
      Shared->use(*Invocation, *Files);
    return FrontendActionFactory::runInvocation(Invocation, Files, PCH, Diagnostics);
  }

  bool sawOnlyOtherLanguages() const { return SawOther && !SawCoroutines; }

private:
  class Action : public ASTFrontendAction {
  public:
    Action(ClangTidyASTConsumerFactory &Consumers, EnclosingFunctions &Functions,
           SharedHeadersGuard *Shared)
        : Consumers(Consumers), Functions(Functions), Shared(Shared) {}
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                   StringRef File) override {
      // A header that is missing is fatal to clang, which then says nothing more; the checks shall.
      Compiler.getDiagnostics().setFatalsAsError(true);
      if (Shared)
        Shared->listenTo(Compiler);
      std::vector<std::unique_ptr<ASTConsumer>> Inner;
      Inner.push_back(Consumers.createASTConsumer(Compiler, File));
      return std::make_unique<UnitConsumer>(std::move(Inner), Functions, Shared);
    }
    void ExecuteAction() override {
      PhaseScope Timing(Phase::Parsing);
      ASTFrontendAction::ExecuteAction();
    }

  private:
    ClangTidyASTConsumerFactory &Consumers;
    EnclosingFunctions &Functions;
    SharedHeadersGuard *const Shared;
  };

  ClangTidyASTConsumerFactory Consumers;
  EnclosingFunctions &Functions;
  SharedHeadersGuard *const Shared;
  bool SawOther = false, SawCoroutines = false;
};

} // namespace

/// One attempt at a unit, with the commands as \p Adapter makes them, on shared headers if there are any and
/// they fit.
static UnitResult attempt(const tooling::CompilationDatabase &Commands, const std::string &File,
                          const LintOptions &Options,
                          const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Files,
                          CommandAdapter &Adapter, SharedHeadersGuard *Shared = nullptr) {
  Overrides Settings = Options.Settings;
  Settings.CheckOptions["coro-unused-suppression.Verdicts"] = "true";
  auto Provider = std::make_unique<ConfigurationProvider>(Settings, Files);
  ConfigurationProvider &Configuration = *Provider;
  ClangTidyContext Context(std::move(Provider));
  // An included fix is applied once for a file, not once for a finding.
  Context.setSelfContainedDiags(true);
  CheckClock Timing(Context);

  UnitTool Tool(Commands, File, Files, Adapter,
                [&](StringRef Unit) { return Context.getOptionsForFile(Unit); });

  FindingConsumer Consumer(Context, Configuration);
  compat::OwnedDiagnosticOptions DiagnosticOptions;
  std::unique_ptr<DiagnosticsEngine> Engine = DiagnosticOptions.makeEngine(&Consumer);
  compat::setDiagnosticsEngine(Context, *Engine);
  Tool.get().setDiagnosticConsumer(&Consumer);
  std::vector<tooling::CompileCommand> Own = Commands.getCompileCommands(File);
  if (!Own.empty())
    Context.setCurrentBuildDirectory(Own.front().Directory);

  EnclosingFunctions Functions;
  UnitActionFactory Factory(Context, Functions, Shared);
  UnitResult Result;
  // 1 says that the code had errors, which the findings tell better.
  Result.Failed = Tool.get().run(&Factory) == 2;
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

/// What the attempts at a unit have read, and left out of its commands.
static void complete(UnitResult &Result, InputRecorder &Files, const CommandAdapter &Adapter) {
  Result.DroppedFlags.assign(Adapter.dropped().begin(), Adapter.dropped().end());
  Result.Inputs = Files.inputs();
  Result.Unstable = Files.changedMeanwhile();
}

/// On shared headers; nothing if the unit may mean something else with them.
static std::optional<UnitResult> lintOnShared(const tooling::CompilationDatabase &Commands,
                                              const std::string &File, const LintOptions &Options,
                                              const SharedHeaders &Shared) {
  auto Files = llvm::makeIntrusiveRefCnt<InputRecorder>(llvm::vfs::getRealFileSystem());
  CommandAdapter Adapter;
  SharedHeadersGuard Guard(Shared);
  UnitResult Result = attempt(Commands, File, Options, Files, Adapter, &Guard);
  // An error may be one of the headers, used in another order.
  if (!Guard.held() || Result.Failed || Result.CompileErrors)
    return std::nullopt;
  complete(Result, *Files, Adapter);
  Result.Inputs = Guard.inputs(std::move(Result.Inputs));
  return Result;
}

UnitResult lintUnit(const tooling::CompilationDatabase &Commands, const std::string &File,
                    const LintOptions &Options, const SharedHeaders *Shared) {
  if (Shared && Options.Overlay.empty() && Commands.getCompileCommands(File).size() == 1)
    if (std::optional<UnitResult> Result = lintOnShared(Commands, File, Options, *Shared))
      return std::move(*Result);
  auto Edited = llvm::makeIntrusiveRefCnt<EditedFileSystem>(llvm::vfs::getRealFileSystem(),
                                                            Options.Overlay);
  auto Files = llvm::makeIntrusiveRefCnt<InputRecorder>(Edited);
  CommandAdapter Adapter;
  UnitResult Result = attempt(Commands, File, Options, Files, Adapter);
  // Such an error ends the attempt before anything is parsed; a command has few of them.
  for (int Attempts = 1; Attempts < 8 && refused(Result, Adapter); ++Attempts)
    Result = attempt(Commands, File, Options, Files, Adapter);
  complete(Result, *Files, Adapter);
  return Result;
}

} // namespace corolint
