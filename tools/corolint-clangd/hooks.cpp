// What corolint-clangd does otherwise than clangd. Each function here stands in front of one of clangd's (the
// linker's --wrap, see CMakeLists.txt) and asks the real one for everything else.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/globs.h"
#include "checks/common/presets.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "coroutine/telling-bodies.h"
#include "llvm-compat.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "session.h"

using namespace clang;
namespace compat = corolint::compat;

#define COROLINT_HOOK(Result, Name, Hook, ...)                                                     \
  Result real##Name(__VA_ARGS__) asm(COROLINT_REAL_##Hook);                                        \
  Result wrap##Name(__VA_ARGS__) asm(COROLINT_WRAP_##Hook);                                        \
  Result wrap##Name(__VA_ARGS__)

/// clangd runs only checks that it knows to be fast, and has never heard of ours. (They are: the whole of
/// corolint costs less than the parsing that clangd does anyway.)
COROLINT_HOOK(std::optional<bool>, IsFast, FAST, llvm::StringRef Check) {
  if (Check.starts_with("coro-"))
    return true;
  return realIsFast(Check);
}

/// The options of a file after `.clang-tidy` and `.clangd`, with the same meaning of `Checks` as in the
/// command: ours are on by default or by a preset, only globs that name coro checks change that, and those change nothing
/// else. A "-*" at the end is a user who wants silence, in whatever file it is.
static void addDefaults(tidy::ClangTidyOptions &Options, llvm::StringRef File);

COROLINT_HOOK(compat::ClangdTidyProvider, Defaults, DEFAULTS) { return addDefaults; }

static void addDefaults(tidy::ClangTidyOptions &Options, llvm::StringRef File) {
  static const compat::ClangdTidyProvider Clangd = realDefaults();
  const std::string Given = Options.Checks.value_or("");
  std::string Own = corolint::coroGlobs(Given), Base = corolint::defaultGlobs();
  if (auto It = Options.CheckOptions.find(corolint::PresetOption);
      It != Options.CheckOptions.end())
    // A name that is none is complained about by the checks.
    if (std::optional<std::string> Preset = corolint::presetChecks(It->getValue().Value)) {
      Base = *Preset;
      Own = corolint::globsWithPreset(Own, Base);
    }
  std::string Other;
  llvm::StringRef Last;
  for (llvm::StringRef Glob : corolint::splitGlobs(Given)) {
    Last = Glob;
    if (!Glob.ltrim('-').starts_with("coro-"))
      Other += (Other.empty() ? "" : ",") + Glob.str();
  }
  Options.Checks = Other;
  // Of headers clangd reads few bodies, so a check may find less than elsewhere: a suppression that
  // suppresses nothing here may be needed there.
  Options.CheckOptions.try_emplace("coro-unused-suppression.NamesOnly", "true");
  // Without any globs clangd has a default set of its own.
  Clangd(Options, File);
  if (Last == "-*")
    return;
  *Options.Checks += ",-coro-*," + Base + (Own.empty() ? "" : "," + Own);
}

namespace {

/// Parses more of the headers than clangd does, which skips every body there: what a type does when its
/// object is dropped, or whether a coroutine lets an exception out, is written in bodies.
class Callbacks : public PreambleCallbacks {
public:
  explicit Callbacks(PreambleCallbacks &Inner) : Inner(Inner) {}

  void BeforeExecute(CompilerInstance &CI) override { Inner.BeforeExecute(CI); }
  void AfterExecute(CompilerInstance &CI) override { Inner.AfterExecute(CI); }
  void AfterPCHEmitted(ASTWriter &Writer) override { Inner.AfterPCHEmitted(Writer); }
  void HandleTopLevelDecl(DeclGroupRef DG) override { Inner.HandleTopLevelDecl(DG); }
  std::unique_ptr<PPCallbacks> createPPCallbacks() override { return Inner.createPPCallbacks(); }
  CommentHandler *getCommentHandler() override { return Inner.getCommentHandler(); }
  bool shouldSkipFunctionBody(Decl *D) override {
    const FunctionDecl *F = D->getAsFunction();
    return !(F && isNeeded(*F)) && Inner.shouldSkipFunctionBody(D);
  }

private:
  static bool isNeeded(const FunctionDecl &F) {
    if (corolint::tellsOfCoroutines(F))
      return true;
    // A coroutine returns an object. Which functions are coroutines, only the skipped bodies would tell.
    QualType T = F.getReturnType();
    return (T->isRecordType() || T->isDependentType() || T->isUndeducedType()) &&
           !F.getASTContext().getSourceManager().isInSystemHeader(F.getLocation());
  }

  PreambleCallbacks &Inner;
};

} // namespace

COROLINT_HOOK(llvm::ErrorOr<PrecompiledPreamble>, Build, PREAMBLE,
              const CompilerInvocation &Invocation, const llvm::MemoryBuffer *MainFile,
              PreambleBounds Bounds, compat::PreambleDiagnostics Diagnostics,
              llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> VFS,
              std::shared_ptr<PCHContainerOperations> Containers, bool StoreInMemory,
              llvm::StringRef StoragePath, PreambleCallbacks &Given) {
  Callbacks More(Given);
  return realBuild(Invocation, MainFile, Bounds, Diagnostics, std::move(VFS), std::move(Containers),
                   StoreInMemory, StoragePath, More);
}

/// Every message between the editor and clangd goes through our session.
COROLINT_HOOK(std::unique_ptr<clangd::Transport>, Transport, TRANSPORT, std::FILE *In,
              llvm::raw_ostream &Out, llvm::raw_ostream *Mirror, bool Pretty,
              clangd::JSONStreamStyle Style) {
  return corolint::makeSession(realTransport(In, Out, Mirror, Pretty, Style));
}
