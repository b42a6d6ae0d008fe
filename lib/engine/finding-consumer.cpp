// Diagnostics to findings; see finding-consumer.h.
//
// clang-tidy drops what a NOLINT suppresses, errors excepted. So a warning that is about to be dropped is
// passed on as an error: no check reports errors, which tells the two apart afterwards.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/finding-consumer.h"
#include "checks/common/suppressions.h"
#include "clang/Basic/SourceManager.h"
#include "engine/tidy-findings.h"
#include "llvm/Support/Regex.h"

using namespace clang;
using namespace clang::tidy;

namespace corolint {

static constexpr llvm::StringLiteral UnusedSuppression = "coro-unused-suppression";

/// Calls \p Look with each NOLINT that suppresses \p Info, until it returns true.
static void forEachNoLint(const Diagnostic &Info, llvm::StringRef Check,
                          llvm::function_ref<bool(const NoLint &)> Look) {
  const SourceManager &SM = Info.getSourceManager();
  for (SourceLocation Loc = Info.getLocation();;
       Loc = SM.getImmediateExpansionRange(Loc).getBegin()) {
    auto [File, Offset] = SM.getDecomposedSpellingLoc(Loc);
    NoLintFile In = readNoLints(SM.getBufferData(File));
    for (const NoLint &N : In.Comments)
      if (N.suppresses(Check, Offset) && Look(N))
        return;
    if (!Loc.isMacroID())
      return;
  }
}

FindingConsumer::Place FindingConsumer::placeOf(const Diagnostic &Info) const {
  const SourceManager &SM = Info.getSourceManager();
  SourceLocation Loc = SM.getFileLoc(Info.getLocation());
  return {absolutePath(SM.getFilename(Loc), Context.getCurrentBuildDirectory()),
          SM.getFileOffset(Loc)};
}

bool FindingConsumer::passesHeaderFilter(const Diagnostic &Info) const {
  const SourceManager &SM = Info.getSourceManager();
  SourceLocation Loc = SM.getFileLoc(Info.getLocation());
  if (SM.isInMainFile(Loc))
    return true;
  const ClangTidyOptions &Options = Context.getOptions();
  auto Matches = [&](const std::optional<std::string> &Regex) {
    return Regex && !Regex->empty() && llvm::Regex(*Regex).match(SM.getFilename(Loc));
  };
  return !SM.isInSystemHeader(Loc) && Matches(Options.HeaderFilterRegex) &&
         !Matches(Options.ExcludeHeaderFilterRegex);
}

void FindingConsumer::HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
  const std::string Check = Context.getCheckName(Info.getID());
  if (!llvm::StringRef(Check).starts_with("coro-") || Level == DiagnosticsEngine::Note ||
      Info.getLocation().isInvalid()) {
    ClangTidyDiagnosticConsumer::HandleDiagnostic(Level, Info);
    return;
  }
  if (Check == UnusedSuppression && Level == DiagnosticsEngine::Remark) {
    keep(Info);
    return;
  }
  llvm::SmallVector<tooling::Diagnostic, 1> Malformed;
  if (Level == DiagnosticsEngine::Warning &&
      Context.shouldSuppressDiagnostic(Level, Info, Malformed) && passesHeaderFilter(Info)) {
    note(Check, Info);
    ClangTidyDiagnosticConsumer::HandleDiagnostic(DiagnosticsEngine::Error, Info);
    // The code has no errors for that.
    --NumErrors;
  } else {
    ClangTidyDiagnosticConsumer::HandleDiagnostic(Level, Info);
  }
  // clang-tidy would have said this, but is told once only.
  for (const tooling::Diagnostic &D : Malformed)
    Context.diag(D);
}

void FindingConsumer::keep(const Diagnostic &Info) {
  Finding F;
  F.Check = UnusedSuppression;
  llvm::SmallString<64> Message;
  Info.FormatDiagnostic(Message);
  // clang-tidy has put the name of the check behind it.
  llvm::StringRef Said = Message;
  Said.consume_back((" [" + UnusedSuppression + "]").str());
  F.Message = Said.str();
  std::tie(F.Where.File, F.Where.Offset) = placeOf(Info);
  F.IsRemark = true;
  Kept.push_back(std::move(F));
}

void FindingConsumer::note(const std::string &Check, const Diagnostic &Info) {
  // `NOLINT(coro-*)` does not silence what is said about itself.
  bool IsSuppressed = Check != UnusedSuppression;
  std::string Reason;
  forEachNoLint(Info, Check, [&](const NoLint &N) {
    IsSuppressed |= !N.HasList || llvm::any_of(N.Items, [](const NoLint::Item &I) {
      return I.Glob == UnusedSuppression;
    });
    if (Reason.empty())
      Reason = N.Reason.str();
    return false;
  });
  if (IsSuppressed)
    Reasons[{Check, placeOf(Info)}] = Reason;
}

std::vector<Finding> FindingConsumer::takeFindings(const EnclosingFunctions &Functions) {
  std::vector<Finding> Out = findingsOf(take(), Configuration, Functions);
  for (Finding &F : Out)
    if (auto It = Reasons.find({F.Check, {F.Where.File, F.Where.Offset}}); It != Reasons.end()) {
      F.Suppressed = Suppression::InSource;
      F.Justification = It->second;
    }
  Out.insert(Out.end(), Kept.begin(), Kept.end());
  Kept.clear();
  Reasons.clear();
  std::sort(Out.begin(), Out.end());
  Out.erase(std::unique(Out.begin(), Out.end()), Out.end());
  return Out;
}

} // namespace corolint
