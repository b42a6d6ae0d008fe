// Headers that many units include; see shared-headers.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/shared-headers.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "engine/lint.h"
#include "engine/unit-tool.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/xxhash.h"

using namespace clang;

namespace corolint {

uint64_t nameHash(llvm::StringRef Name) { return llvm::xxh3_64bits(Name); }

ContentHash commandHash(const CompilerInvocation &Invocation, const FileManager &Files) {
  CompilerInvocation Copy(Invocation);
  Copy.getFrontendOpts().Inputs.clear();
  Copy.getFrontendOpts().OutputFile.clear();
  Copy.getFrontendOpts().ProgramAction = frontend::ParseSyntaxOnly;
  Copy.getCodeGenOpts().MainFileName.clear();
  Copy.getDependencyOutputOpts() = {};
  std::string All = llvm::join(Copy.getCC1CommandLine(), llvm::StringRef("\0", 1));
  // Where relative paths start.
  llvm::ErrorOr<std::string> Here = Files.getVirtualFileSystem().getCurrentWorkingDirectory();
  return hashOf(All + '\0' + (Here ? *Here : ""));
}

/// Whether a command has a place for a precompiled header: none is there, nothing comes before the includes.
static bool canShare(const CompilerInvocation &Invocation) {
  const PreprocessorOptions &PP = Invocation.getPreprocessorOpts();
  return Invocation.getFrontendOpts().Inputs.size() == 1 && PP.ImplicitPCHInclude.empty() &&
         PP.Includes.empty() && PP.MacroIncludes.empty() &&
         Invocation.getFrontendOpts().ModuleFiles.empty() &&
         Invocation.getHeaderSearchOpts().PrebuiltModuleFiles.empty() &&
         Invocation.getHeaderSearchOpts().ModuleCachePath.empty() &&
         !Invocation.getLangOpts().ObjC &&
         !Invocation.getFrontendOpts().Inputs.front().getKind().isPreprocessed();
}

//===- Making them --------------------------------------------------------------------------------------===//

namespace {

/// What only the preprocessor sees: which header includes which, and every name there is.
class Contents : public PPCallbacks {
public:
  Contents(Preprocessor &PP, SharedHeaders &Out) : PP(PP), Out(Out) {}

  void InclusionDirective(SourceLocation Hash, const Token &, StringRef, bool, CharSourceRange,
                          OptionalFileEntryRef File, StringRef, StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind Kind) override {
    // A header of the user's is not to be kept from the checks.
    if (!File || !SrcMgr::isSystem(Kind))
      return;
    const unsigned Included = numberOf(File->getName());
    const SourceManager &SM = PP.getSourceManager();
    const FileID By = SM.getFileID(Hash);
    if (By == SM.getMainFileID())
      Out.Direct.push_back(Included);
    else if (OptionalFileEntryRef Includer = SM.getFileEntryRefForID(By))
      Out.Headers[numberOf(Includer->getName())].Includes.push_back(Included);
  }
  void EndOfMainFile() override {
    for (const auto &Entry : PP.getIdentifierTable())
      Out.Names.push_back(nameHash(Entry.getKey()));
    llvm::sort(Out.Names);
  }

private:
  unsigned numberOf(llvm::StringRef Name) {
    auto [It, New] = Numbers.try_emplace(Name, Out.Headers.size());
    if (New)
      Out.Headers.push_back({Name.str(), {}});
    return It->second;
  }

  Preprocessor &PP;
  SharedHeaders &Out;
  llvm::StringMap<unsigned> Numbers;
};

class Precompile : public GeneratePCHAction {
public:
  explicit Precompile(SharedHeaders &Out) : Out(Out) {}
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler, StringRef File) override {
    std::unique_ptr<ASTConsumer> Writer = GeneratePCHAction::CreateASTConsumer(Compiler, File);
    if (!Writer)
      return nullptr;
    Compiler.getPreprocessor().addPPCallbacks(
        std::make_unique<Contents>(Compiler.getPreprocessor(), Out));
    std::vector<std::unique_ptr<ASTConsumer>> Inner;
    Inner.push_back(std::move(Writer));
    return std::make_unique<SkippingConsumer>(std::move(Inner));
  }

private:
  SharedHeaders &Out;
};

class PrecompileFactory : public tooling::FrontendActionFactory {
public:
  explicit PrecompileFactory(SharedHeaders &Out) : Out(Out) {}
  std::unique_ptr<FrontendAction> create() override { return std::make_unique<Precompile>(Out); }
  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation, FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> PCH,
                     DiagnosticConsumer *Diagnostics) override {
    prepareForLinting(*Invocation);
    if (!Invocation->getLangOpts().Coroutines || !canShare(*Invocation))
      return false;
    Out.Command = commandHash(*Invocation, *Files);
    FrontendOptions &Frontend = Invocation->getFrontendOpts();
    Frontend.Inputs = {FrontendInputFile(Out.File + ".h", Frontend.Inputs.front().getKind().getHeader())};
    Frontend.OutputFile = Out.File;
    Frontend.ProgramAction = frontend::GeneratePCH;
    // Done once here instead of in every unit.
    Invocation->getLangOpts().PCHInstantiateTemplates = true;
    return FrontendActionFactory::runInvocation(Invocation, Files, PCH, Diagnostics);
  }

private:
  SharedHeaders &Out;
};

} // namespace

std::optional<SharedHeaders> precompile(const tooling::CompilationDatabase &Commands,
                                        const std::string &Unit, const LintOptions &Options,
                                        llvm::StringRef Includes, const std::string &File) {
  if (Commands.getCompileCommands(Unit).size() != 1)
    return std::nullopt;
  SharedHeaders Out;
  Out.File = File;
  // One of earlier headers is not to be taken for the new one.
  (void)llvm::sys::fs::remove(File);
  {
    std::error_code EC;
    llvm::raw_fd_ostream Text(File + ".h", EC);
    if (EC)
      return std::nullopt;
    Text << Includes;
  }
  auto Files = llvm::makeIntrusiveRefCnt<InputRecorder>(llvm::vfs::getRealFileSystem());
  PrecompileFactory Factory(Out);
  // The settings of the unit are no input of the headers: units with other commands do not take them.
  if (!runQuietly(Factory, Commands, Unit, Options.Settings, Files) || Out.Direct.empty() || Files->changedMeanwhile())
    return std::nullopt;
  auto Written = llvm::MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Written)
    return std::nullopt;
  Out.Content = hashOf((*Written)->getBuffer());
  Out.Inputs = Files->inputs();
  llvm::erase_if(Out.Inputs, [&](const Input &I) {
    return llvm::StringRef(I.Path).starts_with(File) || I.Path == Unit;
  });
  return Out;
}

//===- Using them ---------------------------------------------------------------------------------------===//

class SharedHeadersGuard::Listener : public PPCallbacks {
public:
  Listener(const SourceManager &SM, SharedHeadersGuard &Guard)
      : SM(SM), Guard(Guard), Reached(Guard.Shared.Headers.size()), Wanted(Reached.size()) {
    for (unsigned I = 0; I < Reached.size(); ++I)
      Numbers[Guard.Shared.Headers[I].Name] = I;
    for (unsigned I : Guard.Shared.Direct)
      Wanted.set(I);
    Guard.Missing = Wanted.count();
  }

  void InclusionDirective(SourceLocation, const Token &, StringRef, bool, CharSourceRange,
                          OptionalFileEntryRef File, StringRef, StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind) override {
    if (!File || !Guard.Missing)
      return;
    if (auto Known = Numbers.find(File->getName()); Known != Numbers.end())
      reach(Known->second);
  }
  void MacroDefined(const Token &Name, const MacroDirective *) override { note(Name); }
  void MacroUndefined(const Token &Name, const MacroDefinition &, const MacroDirective *) override {
    note(Name);
  }

private:
  /// A macro of the user's that a header would have seen.
  void note(const Token &Name) {
    if (!Guard.Missing || Changed || !Name.getIdentifierInfo())
      return;
    const SourceLocation At = Name.getLocation();
    if (SM.isInSystemHeader(At) || SM.isWrittenInBuiltinFile(At) || SM.isWrittenInCommandLineFile(At))
      return;
    Changed = llvm::binary_search(Guard.Shared.Names, nameHash(Name.getIdentifierInfo()->getName()));
  }

  /// It would have been read here, with all that it includes.
  void reach(unsigned First) {
    llvm::SmallVector<unsigned> Next = {First};
    while (!Next.empty()) {
      const unsigned I = Next.pop_back_val();
      if (Reached.test(I))
        continue;
      Reached.set(I);
      if (Wanted.test(I)) {
        --Guard.Missing;
        Guard.Conflict |= Changed;
      }
      Next.append(Guard.Shared.Headers[I].Includes.begin(), Guard.Shared.Headers[I].Includes.end());
    }
  }

  const SourceManager &SM;
  SharedHeadersGuard &Guard;
  llvm::StringMap<unsigned> Numbers;
  llvm::BitVector Reached, Wanted;
  bool Changed = false;
};

bool SharedHeadersGuard::use(CompilerInvocation &Invocation, const FileManager &Files) {
  Used = canShare(Invocation) && commandHash(Invocation, Files) == Shared.Command;
  if (!Used)
    return false;
  PreprocessorOptions &PP = Invocation.getPreprocessorOpts();
  PP.ImplicitPCHInclude = Shared.File;
  // What it was made from was compared by content; a file that was only touched is no reason to refuse it.
  PP.DisablePCHOrModuleValidation = DisableValidationForModuleKind::PCH;
  return true;
}

void SharedHeadersGuard::listenTo(CompilerInstance &Compiler) {
  Compiler.getPreprocessor().addPPCallbacks(
      std::make_unique<Listener>(Compiler.getSourceManager(), *this));
}

std::vector<Input> SharedHeadersGuard::inputs(std::vector<Input> Inputs) const {
  llvm::erase_if(Inputs, [&](const Input &I) { return llvm::StringRef(I.Path).starts_with(Shared.File); });
  auto Before = [](const Input &A, const Input &B) { return A.Path < B.Path; };
  std::vector<Input> Out;
  std::set_union(Inputs.begin(), Inputs.end(), Shared.Inputs.begin(), Shared.Inputs.end(),
                 std::back_inserter(Out), Before);
  return Out;
}

} // namespace corolint
