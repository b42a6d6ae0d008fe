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
#include "engine/configuration.h"
#include "engine/enclosing-functions.h"
#include "engine/tidy-findings.h"
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
    return FrontendActionFactory::runInvocation(Invocation, Files, PCH, Diagnostics);
  }

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
};

} // namespace

/// Flags that GCC writes and clang stumbles over. (Unknown warning flags are silenced instead.)
static bool isForeignFlag(llvm::StringRef Arg) {
  static const llvm::StringRef Flags[] = {"-fcoroutines",    "-fcoroutines-ts", "-fconcepts",
                                          "-fconcepts-ts",   "-fmodules-ts",
                                          "-fno-canonical-system-headers"};
  return llvm::is_contained(Flags, Arg);
}

tooling::ArgumentsAdjuster adaptArguments() {
  return [](const tooling::CommandLineArguments &Args, StringRef) {
    tooling::CommandLineArguments Out;
    bool HasResourceDir = false;
    for (size_t I = 0; I < Args.size(); ++I) {
      // Everything after "--" is a file.
      if (Args[I] == "--") {
        Out.insert(Out.end(), Args.begin() + I, Args.end());
        break;
      }
      HasResourceDir |= llvm::StringRef(Args[I]).starts_with("-resource-dir");
      if (!isForeignFlag(Args[I]))
        Out.push_back(Args[I]);
    }
    std::vector<std::string> Extra = {"-Wno-unknown-warning-option", "-Qunused-arguments"};
    // The builtin headers belong to the clang whose library this is, wherever the binary lies.
    if (!HasResourceDir)
      Extra.push_back("-resource-dir=" COROLINT_RESOURCE_DIR);
    Out.insert(Out.begin() + (Out.empty() ? 0 : 1), Extra.begin(), Extra.end());
    return Out;
  };
}

UnitResult lintUnit(const tooling::CompilationDatabase &Commands, const std::string &File,
                    const LintOptions &Options) {
  auto Provider = std::make_unique<ConfigurationProvider>(Options.Checks);
  ConfigurationProvider &Configuration = *Provider;
  ClangTidyContext Context(std::move(Provider));
  // An included fix is applied once for a file, not once for a finding.
  Context.setSelfContainedDiags(true);

  tooling::ClangTool Tool(Commands, {File});
  Tool.appendArgumentsAdjuster(adaptArguments());
  Tool.setPrintErrorMessage(false);
  for (const auto &[Path, Text] : Options.Overlay)
    Tool.mapVirtualFile(Path, Text);

  ClangTidyDiagnosticConsumer Consumer(Context, nullptr, /*RemoveIncompatibleErrors=*/false);
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
  Result.Findings = findingsOf(Consumer.take(), Configuration, Functions);
  Result.CompileErrors = llvm::count_if(
      Result.Findings, [](const Finding &F) { return F.Check == "clang-diagnostic-error"; });
  return Result;
}

std::vector<std::string> enabledChecks(const std::string &File, const LintOptions &Options) {
  ClangTidyContext Context(std::make_unique<ConfigurationProvider>(Options.Checks));
  Context.setCurrentFile(File);
  std::vector<std::string> Out;
  for (const CheckInfo &C : allChecks())
    if (Context.isCheckEnabled(C.fullName()))
      Out.push_back(C.Name.str());
  return Out;
}

} // namespace corolint
