// unused-suppression: see docs/checks/unused-suppression.md. What was reported is known to all checks of a
// unit, suppressed or not; a suppression that covers none of it suppresses nothing.
//
// "Nothing here" holds for this build only. Whatever may read otherwise in another one (macros, #if, templates,
// headers) is left alone, or judged by the command once every unit was linted (project/suppressions.h).
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/globs.h"
#include "checks/common/suppressions.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using Place = std::pair<FileID, unsigned>;

/// Where a report at \p Loc is suppressed: where it is written, and where each macro around it is used.
llvm::SmallVector<Place, 2> placesOf(SourceLocation Loc, const SourceManager &SM) {
  llvm::SmallVector<Place, 2> Out;
  for (;;) {
    Out.push_back(SM.getDecomposedSpellingLoc(Loc));
    if (!Loc.isMacroID())
      return Out;
    Loc = SM.getImmediateExpansionRange(Loc).getBegin();
  }
}

class UnusedSuppressionCheck : public CoroCheck {
public:
  UnusedSuppressionCheck(llvm::StringRef Name, tidy::ClangTidyContext *Context,
                         llvm::ArrayRef<OptionSpec> Specs)
      : CoroCheck(Name, Context, Specs), NamesOnly(boolOption("NamesOnly")),
        ForCommand(Options.get("Verdicts", false)) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"NamesOnly", "false", "Report only what names no check, not what suppresses nothing."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    // What these are in another instantiation is not known.
    Finder->addMatcher(functionDecl(isDefinition()).bind("decl"), this);
    Finder->addMatcher(functionTemplateDecl().bind("decl"), this);
    Finder->addMatcher(classTemplateDecl().bind("decl"), this);
    Finder->addMatcher(classTemplatePartialSpecializationDecl().bind("decl"), this);
    Finder->addMatcher(lambdaExpr().bind("lambda"), this);
    Finder->addMatcher(ifStmt(isConstexpr()).bind("if"), this);
  }

  void startUnit() override {
    Ctx = nullptr;
    Unproven.clear();
  }

  void check(const MatchFinder::MatchResult &Result) override {
    Ctx = Result.Context;
    if (const auto *D = Result.Nodes.getNodeAs<Decl>("decl"); D && D->isTemplated())
      Unproven.push_back(D->getSourceRange());
    if (const auto *L = Result.Nodes.getNodeAs<LambdaExpr>("lambda"); L && L->isGenericLambda())
      Unproven.push_back(L->getSourceRange());
    if (const auto *I = Result.Nodes.getNodeAs<IfStmt>("if"))
      Unproven.push_back(I->getSourceRange());
  }

  void afterUnit(const UnitReports &Reports) override {
    if (!Ctx)
      return;
    const SourceManager &SM = Ctx->getSourceManager();
    judge(SM.getMainFileID(), Reports);
    for (unsigned I = 0, E = ForCommand ? SM.local_sloc_entry_size() : 0; I < E; ++I) {
      const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
      if (Entry.isExpansion() || SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
        continue;
      FileID File = SM.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset()));
      if (File != SM.getMainFileID())
        judge(File, Reports);
    }
  }

private:
  enum Verdict { Kept, Unused, NamesNothing };

  void judge(FileID File, const UnitReports &Reports) {
    const SourceManager &SM = Ctx->getSourceManager();
    std::optional<llvm::StringRef> Text = SM.getBufferDataOrNone(File);
    if (!Text || !Text->contains("coro-") || !Text->contains("NOLINT"))
      return;
    NoLintFile In = readNoLints(*Text);
    std::vector<TextRange> Doubtful = std::move(In.Conditional);
    for (SourceRange R : Unproven)
      if (auto Range = rangeIn(File, R))
        Doubtful.push_back(*Range);
    for (size_t At = 0; At < In.Comments.size(); ++At) {
      const NoLint &N = In.Comments[At];
      if (!N.IsMeant || N.What == NoLint::End || (N.What == NoLint::Begin && !N.Partner))
        continue;
      // clang-tidy reports what is not paired.
      const bool IsDoubtful =
          Reports.Incomplete || Ctx->getDiagnostics().hasErrorOccurred() ||
          llvm::any_of(Doubtful, [&](const TextRange &R) { return R.overlaps(N.Covered); }) ||
          hasMacro(N.Covered, *Text);
      judge(File, In, At, IsDoubtful, Reports);
    }
  }

  void judge(FileID File, const NoLintFile &In, size_t At, bool IsDoubtful,
             const UnitReports &Reports) {
    const NoLint &N = In.Comments[At];
    const SourceManager &SM = Ctx->getSourceManager();
    SourceLocation Loc = SM.getLocForStartOfFile(File).getLocWithOffset(N.Directive.Begin);
    std::vector<size_t> Drop, Unknown;
    for (size_t I = 0; I < N.Items.size(); ++I) {
      const NoLint::Item &Item = N.Items[I];
      if (!isCoroItem(Item) || Item.Glob == getID())
        continue;
      switch (verdictOn(Item, N, File, IsDoubtful, Reports)) {
      case NamesNothing:
        Unknown.push_back(I);
        Drop.push_back(I);
        break;
      case Unused:
        Drop.push_back(I);
        break;
      case Kept:
        // For the command, which hears of every unit that reads the file.
        if (ForCommand)
          diag(Loc, "%0", DiagnosticIDs::Remark) << Item.Glob;
      }
    }
    if (!Drop.empty())
      report(Loc, File, In, At, Drop, Unknown, Reports);
  }

  Verdict verdictOn(const NoLint::Item &Item, const NoLint &N, FileID File, bool IsDoubtful,
                    const UnitReports &Reports) const {
    bool Any = false, AllRan = true;
    for (const CheckInfo &C : allChecks())
      if (matchesGlob(Item.Glob, C.fullName())) {
        Any = true;
        AllRan &= Reports.Ran.contains(C.fullName());
      }
    if (!Any)
      return NamesNothing;
    if (NamesOnly || IsDoubtful || !AllRan)
      return Kept;
    for (const UnitReports::Report &R : Reports.Warnings)
      if (matchesGlob(Item.Glob, R.Check))
        for (auto [In, Offset] : placesOf(R.Loc, Ctx->getSourceManager()))
          if (In == File && N.Covered.contains(Offset))
            return Kept;
    return Unused;
  }

  void report(SourceLocation Loc, FileID File, const NoLintFile &In, size_t At,
              llvm::ArrayRef<size_t> Drop, llvm::ArrayRef<size_t> Unknown,
              const UnitReports &Reports) {
    const NoLint &N = In.Comments[At];
    auto Names = [&](llvm::ArrayRef<size_t> Items) {
      std::string Out;
      for (size_t I : Items)
        Out += (Out.empty() ? "'" : ", '") + N.Items[I].Glob.str() + "'";
      return Out;
    };
    std::string Near;
    if (!Unknown.empty())
      Near = nearestCheck(N.Items[Unknown.front()].Glob).str();
    std::vector<TextEdit> Edits = withoutItems(In, At, Drop);
    auto Attach = [&](const DiagnosticBuilder &To, llvm::ArrayRef<TextEdit> All) {
      SourceLocation Start = Ctx->getSourceManager().getLocForStartOfFile(File);
      for (const TextEdit &E : All)
        To << FixItHint::CreateReplacement(
            CharSourceRange::getCharRange(Start.getLocWithOffset(E.Where.Begin),
                                          Start.getLocWithOffset(E.Where.End)),
            E.Text);
    };
    if (Unknown.empty() || Drop.size() != Unknown.size()) {
      Attach(diag(Loc, "this %0 suppresses nothing: %1 %select{reports|report}2 nothing "
                       "%select{on its line|on the next line|up to its NOLINTEND}3")
                 << N.word() << Names(Drop) << (Drop.size() > 1) << N.What,
             Edits);
      return;
    }
    const std::string Message =
        "this %0 suppresses nothing: no check is called %1" +
        (Near.empty() ? std::string() : "; did you mean 'coro-" + Near + "'?");
    if (!Near.empty() && isReported("coro-" + Near, N, File, Reports)) {
      // The name was misspelt: taking it out would be the wrong way round.
      diag(Loc, Message) << N.word() << Names(Unknown);
      Attach(diag(Loc, "write 'coro-%0'", DiagnosticIDs::Note) << Near,
             renamed(In, At, Unknown.front(), "coro-" + Near));
      return;
    }
    Attach(diag(Loc, Message) << N.word() << Names(Unknown), Edits);
  }

  bool isReported(llvm::StringRef Check, const NoLint &N, FileID File,
                  const UnitReports &Reports) const {
    return llvm::any_of(Reports.Warnings, [&](const UnitReports::Report &R) {
      return R.Check == Check &&
             llvm::any_of(placesOf(R.Loc, Ctx->getSourceManager()), [&](const Place &P) {
               return P.first == File && N.Covered.contains(P.second);
             });
    });
  }

  static std::vector<TextEdit> renamed(const NoLintFile &In, size_t At, size_t Item,
                                       const std::string &Name) {
    const NoLint &N = In.Comments[At];
    std::vector<TextEdit> Out = {{N.Items[Item].Where, Name}};
    if (N.Partner)
      Out.push_back({In.Comments[*N.Partner].Items[Item].Where, Name});
    return Out;
  }

  /// The part of \p R that is in \p File.
  std::optional<TextRange> rangeIn(FileID File, SourceRange R) const {
    const SourceManager &SM = Ctx->getSourceManager();
    auto [Begin, BeginOffset] = SM.getDecomposedExpansionLoc(R.getBegin());
    auto [End, EndOffset] = SM.getDecomposedExpansionLoc(R.getEnd());
    if (Begin != File || End != File)
      return std::nullopt;
    return TextRange{BeginOffset, EndOffset + 1};
  }

  /// Whether a name in \p Where is, or was, a macro.
  bool hasMacro(TextRange Where, llvm::StringRef Text) const {
    bool InName = false;
    for (unsigned At = Where.Begin, Begin = At; At <= Where.End && At <= Text.size(); ++At) {
      const bool IsPart =
          At < Where.End && At < Text.size() && (llvm::isAlnum(Text[At]) || Text[At] == '_');
      if (IsPart && !InName)
        Begin = At;
      if (!IsPart && InName && Ctx->Idents.get(Text.slice(Begin, At)).hadMacroDefinition())
        return true;
      InName = IsPart;
    }
    return false;
  }

  const bool NamesOnly;
  /// Says of every suppression that is kept that it is, and looks into headers.
  const bool ForCommand;
  ASTContext *Ctx = nullptr;
  std::vector<SourceRange> Unproven;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(UnusedSuppressionCheck)
