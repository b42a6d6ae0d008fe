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
#include "llvm-compat.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

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
  using MultiplexConsumer::MultiplexConsumer;

  bool shouldSkipFunctionBody(Decl *D) override {
    const FunctionDecl *F = D->getAsFunction();
    const SourceManager &SM = D->getASTContext().getSourceManager();
    if (!F || !SM.isInSystemHeader(F->getLocation()))
      return false;
    return !tellsOfCoroutines(*F);
  }

  void HandleTranslationUnit(ASTContext &Ctx) override {
    const SourceManager &SM = Ctx.getSourceManager();
    std::vector<Decl *> Scope;
    for (Decl *D : Ctx.getTranslationUnitDecl()->decls())
      if (D->getLocation().isValid() && !SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation())))
        Scope.push_back(D);
    Ctx.setTraversalScope(Scope);
    MultiplexConsumer::HandleTranslationUnit(Ctx);
  }
};

class UnitActionFactory : public tooling::FrontendActionFactory {
public:
  explicit UnitActionFactory(ClangTidyContext &Context) : Consumers(Context) {}

  std::unique_ptr<FrontendAction> create() override { return std::make_unique<Action>(Consumers); }

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
    explicit Action(ClangTidyASTConsumerFactory &Consumers) : Consumers(Consumers) {}
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                   StringRef File) override {
      // A header that is missing is fatal to clang, which then says nothing more; the checks shall.
      Compiler.getDiagnostics().setFatalsAsError(true);
      std::vector<std::unique_ptr<ASTConsumer>> Inner;
      Inner.push_back(Consumers.createASTConsumer(Compiler, File));
      return std::make_unique<UnitConsumer>(std::move(Inner));
    }

  private:
    ClangTidyASTConsumerFactory &Consumers;
  };

  ClangTidyASTConsumerFactory Consumers;
};

} // namespace

/// Flags that GCC writes and clang stumbles over. (Unknown warning flags are silenced instead.)
static bool isForeignFlag(llvm::StringRef Arg) {
  static const llvm::StringRef Flags[] = {"-fcoroutines",    "-fcoroutines-ts", "-fconcepts",
                                          "-fconcepts-ts",   "-fmodules-ts",
                                          "-fno-canonical-system-headers"};
  return llvm::is_contained(Flags, Arg);
}

static tooling::ArgumentsAdjuster adaptArguments() {
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

static std::string absolutePath(llvm::StringRef Path, llvm::StringRef BuildDirectory) {
  if (Path.empty())
    return {};
  llvm::SmallString<256> Out(Path);
  if (!llvm::sys::path::is_absolute(Out)) {
    Out = BuildDirectory;
    llvm::sys::path::append(Out, Path);
    llvm::sys::fs::make_absolute(Out);
  }
  llvm::sys::path::remove_dots(Out, /*remove_dot_dot=*/true);
  return std::string(Out);
}

/// Lines that one finding inserts in one place were joined; each stands for itself, so that two
/// findings that need the same include agree on it.
static std::vector<std::string> splitIncludes(const tooling::Replacement &R) {
  std::vector<std::string> Lines;
  llvm::StringRef Rest = R.getReplacementText();
  if (R.getLength() == 0 && Rest.ends_with("\n"))
    while (Rest.starts_with("#include")) {
      auto [Line, After] = Rest.split('\n');
      Lines.push_back((Line + "\n").str());
      Rest = After;
    }
  if (!Rest.empty() || Lines.empty())
    return {R.getReplacementText().str()};
  return Lines;
}

static std::vector<Edit> editsOf(const llvm::StringMap<tooling::Replacements> &Fix,
                                 llvm::StringRef BuildDirectory) {
  std::vector<Edit> Out;
  for (const auto &File : Fix)
    for (const tooling::Replacement &R : File.second)
      for (std::string &Text : splitIncludes(R))
        Out.push_back(
            {{absolutePath(R.getFilePath(), BuildDirectory), R.getOffset(), R.getLength()},
             std::move(Text)});
  // The order of a StringMap is that of its hashes.
  std::sort(Out.begin(), Out.end(), [](const Edit &A, const Edit &B) {
    return std::tie(A.Where.File, A.Where.Offset, A.Text) <
           std::tie(B.Where.File, B.Where.Offset, B.Text);
  });
  return Out;
}

static Finding findingOf(const ClangTidyError &E) {
  auto Ranges = [&](const tooling::DiagnosticMessage &M) {
    std::vector<FileRange> Out;
    for (const tooling::FileByteRange &R : M.Ranges)
      Out.push_back({absolutePath(R.FilePath, E.BuildDirectory), R.FileOffset, R.Length});
    return Out;
  };
  Finding F;
  F.Check = E.DiagnosticName;
  F.Message = E.Message.Message;
  F.Where = {absolutePath(E.Message.FilePath, E.BuildDirectory), E.Message.FileOffset, 0};
  F.Ranges = Ranges(E.Message);
  F.Fix = editsOf(E.Message.Fix, E.BuildDirectory);
  F.IsRemark = E.DiagLevel == ClangTidyError::Remark;
  F.AsError = E.IsWarningAsError && !F.IsRemark;
  for (const tooling::DiagnosticMessage &M : E.Notes)
    F.Notes.push_back({M.Message,
                       {absolutePath(M.FilePath, E.BuildDirectory), M.FileOffset, 0},
                       Ranges(M),
                       editsOf(M.Fix, E.BuildDirectory)});
  return F;
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

  UnitActionFactory Factory(Context);
  UnitResult Result;
  // 1 says that the code had errors, which the findings tell better.
  Result.Failed = Tool.run(&Factory) == 2;
  for (const ClangTidyError &E : Consumer.take()) {
    Finding F = findingOf(E);
    Result.CompileErrors += F.Check == "clang-diagnostic-error";
    Result.Findings.push_back(std::move(F));
  }
  for (const std::string &E : Configuration.errors()) {
    Finding F;
    F.Check = "clang-tidy-config";
    F.Message = E;
    Result.Findings.push_back(std::move(F));
  }
  std::sort(Result.Findings.begin(), Result.Findings.end());
  Result.Findings.erase(std::unique(Result.Findings.begin(), Result.Findings.end()),
                        Result.Findings.end());
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
