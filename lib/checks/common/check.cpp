// The base of every check; see check.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/globs.h"
#include "checks/common/presets.h"
#include "checks/common/unit-profiles.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace clang::tidy;

namespace corolint {

struct UnitFacts {
  explicit UnitFacts(ClangTidyContext &Context) : Context(Context) {}

  ClangTidyContext &Context;
  ASTContext *Ctx = nullptr;
  std::unique_ptr<profile::Knowledge> Known;
  /// Headers as they are spelled in the `#include`s of each file.
  llvm::DenseMap<FileID, llvm::StringSet<>> Included;
  /// The bodies that were said to be too large.
  llvm::DenseSet<SourceLocation> TooLarge;
  /// The checks that look at the unit that is being matched, and what they reported.
  llvm::SmallVector<CoroCheck *, 64> Running;
  unsigned Ended = 0;
  UnitReports Reports;
  /// The preprocessor whose includes are recorded.
  Preprocessor *Watched = nullptr;
  /// The one that has read the unit: macros and include directories. The same in most hosts.
  const Preprocessor *Macros = nullptr;
  /// Where findings stand for themselves an inserter keeps no state between them, and one serves all
  /// checks; each reads every include of the unit.
  utils::IncludeInserter Shared{utils::IncludeSorter::IS_LLVM, /*SelfContainedDiags=*/true};

  profile::Knowledge &get(ASTContext &Unit) {
    if (Ctx != &Unit) {
      Ctx = &Unit;
      Known = std::make_unique<profile::Knowledge>(Unit, profilesFor(Unit), Macros);
    }
    return *Known;
  }

  /// Whether \p Check is part of the preset in use, or is named beside it. Only corolint's own hosts start
  /// from the preset; in clang-tidy, where everything that is on was named (`coro-*`), it can only take away.
  bool presetAllows(llvm::StringRef Check) {
    const ClangTidyOptions &Options = Context.getOptions();
    auto It = Options.CheckOptions.find(PresetOption);
    if (It == Options.CheckOptions.end())
      return true;
    std::optional<std::string> Preset = presetChecks(It->getValue().Value);
    if (!Preset) {
      if (!SaidPreset)
        Context.configurationDiag("%0", DiagnosticIDs::Error)
            << unknownPreset(It->getValue().Value);
      SaidPreset = true;
      return true;
    }
    return globsSelect(globsWithPreset(Options.Checks.value_or(""), *Preset), Check, false);
  }
  bool SaidPreset = false;

  std::vector<const profile::Profile *> profilesFor(ASTContext &Unit) {
    UnitProfiles Found = unitProfiles(Unit, Macros, Context);
    for (const std::string &E : Found.Errors)
      Context.configurationDiag("corolint profile %0", DiagnosticIDs::Error) << E;
    for (const std::string &W : Found.Warnings)
      Context.configurationDiag("corolint profile %0", DiagnosticIDs::Warning) << W;
    return std::move(Found.Profiles);
  }
};

namespace {

/// Records what each file includes: clang-tidy's inserter only looks at the block of includes that a
/// header would be sorted into.
class IncludeRecorder : public PPCallbacks {
public:
  IncludeRecorder(std::shared_ptr<UnitFacts> Facts, const SourceManager &SM)
      : Facts(std::move(Facts)), SM(SM) {}

  void InclusionDirective(SourceLocation HashLoc, const Token &, StringRef FileName, bool,
                          CharSourceRange, OptionalFileEntryRef, StringRef, StringRef,
                          const clang::Module *, bool, SrcMgr::CharacteristicKind) override {
    // clangd tells again what a preamble included, also where an edit has left no place for it.
    if (const FileID By = SM.getFileID(HashLoc); By.isValid())
      Facts->Included[By].insert(FileName);
  }

private:
  std::shared_ptr<UnitFacts> Facts;
  const SourceManager &SM;
};

} // namespace

/// The facts of the unit whose checks are being made. clang-tidy and clangd make all checks of a unit
/// with one context before anything is matched, and destroy them before the next unit: whoever holds
/// a check keeps the facts, and nobody keeps them longer.
static std::shared_ptr<UnitFacts> factsFor(ClangTidyContext &Context) {
  static thread_local std::weak_ptr<UnitFacts> Current;
  std::shared_ptr<UnitFacts> Facts = Current.lock();
  if (!Facts || &Facts->Context != &Context)
    Current = Facts = std::make_shared<UnitFacts>(Context);
  return Facts;
}

void readMacrosFrom(ClangTidyContext &Context, const Preprocessor &PP) {
  factsFor(Context)->Macros = &PP;
}

CoroCheck::CoroCheck(llvm::StringRef Name, ClangTidyContext *Context,
                     llvm::ArrayRef<OptionSpec> Specs)
    : ClangTidyCheck(Name, Context), Specs(Specs), Facts(factsFor(*Context)),
      Inserter(utils::IncludeSorter::IS_LLVM, areDiagsSelfContained()) {}

CoroCheck::~CoroCheck() = default;

bool CoroCheck::isLanguageVersionSupported(const LangOptions &LangOpts) const {
  return LangOpts.Coroutines && Facts->presetAllows(getID());
}

void CoroCheck::onStartOfTranslationUnit() {
  if (Facts->Ended == Facts->Running.size()) {
    Facts->Running.clear();
    Facts->Ended = 0;
    Facts->Reports = UnitReports();
  }
  Facts->Running.push_back(this);
  Facts->Reports.Ran.insert(getID());
  startUnit();
}

void CoroCheck::onEndOfTranslationUnit() {
  endUnit();
  // The order of the checks is nobody's: what has to come after all comes after the last.
  if (++Facts->Ended == Facts->Running.size())
    for (CoroCheck *Check : Facts->Running)
      Check->afterUnit(Facts->Reports);
}

DiagnosticBuilder CoroCheck::diag(SourceLocation Loc, StringRef Message,
                                  DiagnosticIDs::Level Level) {
  if (Level == DiagnosticIDs::Warning)
    Facts->Reports.Warnings.push_back({Loc, getID().str()});
  return ClangTidyCheck::diag(Loc, Message, Level);
}

llvm::StringRef CoroCheck::option(llvm::StringRef Name) const {
  for (const OptionSpec &Spec : Specs)
    if (Spec.Name == Name)
      return Options.get(Name, Spec.Default);
  llvm_unreachable("an option that is not in the check's table");
}

bool CoroCheck::boolOption(llvm::StringRef Name) const {
  llvm::StringRef Value = option(Name);
  return Value.equals_insensitive("true") || Value == "1";
}

std::vector<std::string> CoroCheck::listOption(llvm::StringRef Name) const {
  return splitList(option(Name));
}

void CoroCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  for (const OptionSpec &Spec : Specs)
    Options.store(Opts, Spec.Name, option(Spec.Name));
}

void CoroCheck::registerPPCallbacks(const SourceManager &SM, Preprocessor *PP,
                                    Preprocessor *ModuleExpanderPP) {
  if (!areDiagsSelfContained())
    Inserter.registerPreprocessor(PP);
  if (Facts->Watched == PP)
    return;
  Facts->Watched = PP;
  if (!Facts->Macros)
    Facts->Macros = PP;
  if (areDiagsSelfContained())
    Facts->Shared.registerPreprocessor(PP);
  Facts->Included.clear();
  PP->addPPCallbacks(std::make_unique<IncludeRecorder>(Facts, SM));
}

profile::Knowledge &
CoroCheck::knowledge(const ast_matchers::MatchFinder::MatchResult &Result) const {
  return Facts->get(*Result.Context);
}

const flow::BodyFlow *CoroCheck::flowOf(const FunctionDecl &F,
                                        const ast_matchers::MatchFinder::MatchResult &Result) {
  flow::BodyFlows &Flows = knowledge(Result).flows();
  const flow::BodyFlow *Body = Flows.of(F);
  if (const unsigned Blocks = Body ? 0 : Flows.excessOf(F);
      Blocks && Facts->TooLarge.insert(F.getLocation()).second) {
    Facts->Reports.Incomplete = true;
    diag(F.getLocation(),
         "the control flow of %0 is not followed: it has %1 blocks, more than %2; checks that need it "
         "say nothing here",
         DiagnosticIDs::Remark)
        << &F << Blocks << flow::BodyFlows::MaxBlocks;
  }
  return Body;
}

bool CoroCheck::isWanted(const Expr &E, SourceLocation Loc, const SourceManager &SM) {
  if (Loc.isInvalid() || SM.isInSystemHeader(SM.getExpansionLoc(Loc)) || E.containsErrors())
    return false;
  return Reported.insert(SM.getExpansionLoc(Loc)).second;
}

std::optional<FixItHint> CoroCheck::include(SourceLocation Loc, llvm::StringRef Header,
                                            const SourceManager &SM) {
  FileID File = SM.getFileID(SM.getExpansionLoc(Loc));
  if (auto It = Facts->Included.find(File);
      It != Facts->Included.end() && It->second.contains(Header))
    return std::nullopt;
  utils::IncludeInserter &From = areDiagsSelfContained() ? Facts->Shared : Inserter;
  return From.createIncludeInsertion(File, ("<" + Header + ">").str());
}

} // namespace corolint
