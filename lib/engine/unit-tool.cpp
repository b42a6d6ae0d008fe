// One unit through clang's tooling; see unit-tool.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/unit-tool.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "coroutine/telling-bodies.h"
#include "llvm-compat.h"

using namespace clang;
using namespace clang::tidy;

namespace corolint {

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

UnitTool::UnitTool(const tooling::CompilationDatabase &Commands, const std::string &File,
                   llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files, CommandAdapter &Adapter,
                   OptionsOf Options)
    : Tool(Commands, {File}, std::make_shared<PCHContainerOperations>(), std::move(Files)) {
  Tool.appendArgumentsAdjuster(
      [&Adapter, Options = std::move(Options)](const tooling::CommandLineArguments &Args,
                                               StringRef Unit) {
        return Adapter.adapt(withConfiguredArguments(Args, Options(Unit)));
      });
  Tool.setPrintErrorMessage(false);
}

bool runQuietly(tooling::ToolAction &Factory, const tooling::CompilationDatabase &Commands,
                const std::string &Unit, const Overrides &Settings,
                llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files) {
  CommandAdapter Adapter;
  ConfigurationProvider Configuration(Settings);
  UnitTool Tool(Commands, Unit, std::move(Files), Adapter,
                [&](llvm::StringRef Name) { return Configuration.getOptions(Name); });
  DiagnosticConsumer Counter;
  Tool.get().setDiagnosticConsumer(&Counter);
  return Tool.get().run(&Factory) == 0;
}

void prepareForLinting(CompilerInvocation &Invocation) {
  // As clang-tidy does: the static analyzer's macro, and no output that a check would not read.
  Invocation.getPreprocessorOpts().SetUpStaticAnalyzer = true;
  Invocation.getFrontendOpts().SkipFunctionBodies = true;
  // No "2 warnings generated." of clang's own.
  Invocation.getDiagnosticOpts().ShowCarets = false;
}

bool SkippingConsumer::shouldSkipFunctionBody(Decl *D) {
  const FunctionDecl *F = D->getAsFunction();
  const SourceManager &SM = D->getASTContext().getSourceManager();
  if (!F || !SM.isInSystemHeader(F->getLocation()))
    return false;
  return !tellsOfCoroutines(*F);
}

} // namespace corolint
