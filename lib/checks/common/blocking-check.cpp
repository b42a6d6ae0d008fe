// Blocking calls: finding, message and fixes; see blocking-check.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/blocking-check.h"
#include "checks/common/durations.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;
using corolint::profile::Knowledge;
using corolint::profile::Place;

namespace corolint {

void BlockingCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(callExpr().bind("call"), this);
  Finder->addMatcher(cxxConstructExpr().bind("call"), this);
}

std::optional<profile::BlockingCall> BlockingCheck::classify(const CallSite &Call,
                                                             Knowledge &Known) {
  std::optional<profile::BlockingCall> Blocking = Known.blocking(Call);
  if (!Blocking || Blocking->Kind != Kind)
    return std::nullopt;
  return Blocking;
}

/// Who stands still, as the end of the message.
static std::string whoWaits(const Place &Place) {
  if (Place.Where == profile::Runs::OnLoop)
    return "the loop that runs this handler stands still until it returns";
  std::string Name = describe(*Place.Fn.Function);
  std::string Coroutine =
      Place.Fn.Lambda ? "this coroutine's thread" : "the thread of coroutine '" + Name + "'";
  return "nothing else on " + Coroutine + " runs until it returns";
}

void BlockingCheck::check(const MatchFinder::MatchResult &Result) {
  const auto *E = Result.Nodes.getNodeAs<Expr>("call");
  std::optional<CallSite> Call = callSite(*E);
  if (!Call)
    return;
  Knowledge &Known = knowledge(Result);
  std::optional<profile::BlockingCall> Blocking = classify(*Call, Known);
  if (!Blocking)
    return;
  Place Place = Known.placeOf(*E);
  if (!Place.onLoop() || !confirm(*Call, Place, Known))
    return;
  SourceLocation Loc = E->getExprLoc();
  if (const auto *Member = dyn_cast_or_null<CallExpr>(E))
    if (const auto *M = dyn_cast<MemberExpr>(Member->getCallee()->IgnoreParenImpCasts()))
      Loc = M->getMemberLoc();
  // A macro of a library's is a call like any other; clang-tidy drops what is reported inside of it.
  if (Result.SourceManager->isInSystemMacro(Loc))
    Loc = Result.SourceManager->getExpansionLoc(Loc);
  if (!isWanted(*E, Loc, *Result.SourceManager))
    return;

  llvm::StringRef Effect = effect();
  if (Blocking->Entry && !Blocking->Entry->Effect.empty())
    Effect = Blocking->Entry->Effect;
  std::optional<Fix> Replacement = fix(*Call, *Blocking, Place, Known);
  {
    auto Warning = diag(Loc, "'%0' %1: %2")
                   << Call->calleeName() << Effect << whoWaits(Place) << E->getSourceRange();
    if (Replacement && Replacement->Safe)
      for (const FixItHint &Hint : Replacement->Hints)
        Warning << Hint;
  }
  if (Blocking->Annotated)
    diag(Blocking->Annotated->getLocation(), "declared blocking here", DiagnosticIDs::Note);
  if (Replacement && !Replacement->Safe) {
    auto Note = diag(Loc, "%0", DiagnosticIDs::Note) << Replacement->Title;
    for (const FixItHint &Hint : Replacement->Hints)
      Note << Hint;
  }
  if (Place.Sink)
    diag(Place.Sink->getExprLoc(), "the handler is given to the loop here", DiagnosticIDs::Note);
}

std::optional<BlockingCheck::Fix> BlockingCheck::fix(const CallSite &Call,
                                                     const profile::BlockingCall &Blocking,
                                                     const Place &Place, Knowledge &Known) {
  if (!Blocking.Entry || Place.Where != profile::Runs::InCoroutine ||
      !Knowledge::hasDefaultArguments(*Place.Fn.Function))
    return std::nullopt;
  if (Blocking.Entry->AsyncTwin)
    return asyncTwinFix(Call, Blocking, Place, Known);
  if (!Blocking.Entry->Replacement.empty())
    return replacementFix(Call, *Blocking.Entry, Place, Known);
  return std::nullopt;
}

/// Whether a duration of type \p T converts without a cast to \p Target, one of the named durations
/// of <chrono> with an integral count.
static bool convertsTo(QualType T, llvm::StringRef Target) {
  std::optional<DurationType> From = durationType(T);
  if (!From || !From->Integral)
    return false;
  int64_t PerSecond = Target.ends_with("nanoseconds")    ? 1000000000
                      : Target.ends_with("microseconds") ? 1000000
                      : Target.ends_with("milliseconds") ? 1000
                                                         : 1;
  return (From->Num * PerSecond) % From->Den == 0;
}

static std::string filled(llvm::StringRef Pattern, llvm::StringRef Slot, llvm::StringRef Value) {
  std::string Out;
  while (true) {
    auto [Before, After] = Pattern.split(Slot);
    Out += Before;
    if (Before.size() == Pattern.size())
      return Out;
    Out += Value;
    Pattern = After;
  }
}

/// The clock of a time_point argument, as it is written in code.
static std::optional<std::string> clockOf(QualType T) {
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!R || !hasQualifiedName(*R, "std::chrono::time_point") || !R->getTemplateArgs().size())
    return std::nullopt;
  const CXXRecordDecl *Clock = recordOf(R->getTemplateArgs()[0].getAsType());
  if (!Clock)
    return std::nullopt;
  return qualifiedName(*Clock);
}

std::optional<BlockingCheck::Fix>
BlockingCheck::replacementFix(const CallSite &Call, const profile::BlockingEntry &Entry,
                              const Place &Place, Knowledge &Known) {
  const profile::Profile *Library = Known.libraryOf(*Place.Fn.Function);
  const profile::Replacement *New =
      Library ? Known.replacement(*Library, Entry.Replacement) : nullptr;
  ASTContext &Ctx = Known.context();
  if (!New || Call.Args.empty() || isResultUsed(*Call.E, Ctx))
    return std::nullopt;
  const Expr &Arg = *Call.Args.front();
  std::optional<std::string> Text = writtenText(Arg, Ctx);
  if (!Text)
    return std::nullopt;
  QualType ArgType = stripped(&Arg)->getType();
  if (!Entry.Duration.empty())
    *Text = filled(Entry.Duration, "{0}", *Text);
  else if (!New->DurationType.empty() && !convertsTo(ArgType, New->DurationType))
    *Text = "std::chrono::duration_cast<" + New->DurationType + ">(" + *Text + ")";
  std::string Expr = filled(New->Expr, "{0}", *Text);
  if (llvm::StringRef(Expr).contains("{clock}")) {
    std::optional<std::string> Clock = clockOf(ArgType);
    if (!Clock)
      return std::nullopt;
    Expr = filled(Expr, "{clock}", *Clock);
  }
  for (const profile::Need &N : New->Needs)
    Expr = filled(Expr, "{" + N.Name + "}", N.Name);
  if (!Library->Namespaces.empty())
    Expr = respell(Expr, Library->Namespaces.front(), *Place.Fn.Function);
  Fix Out;
  Out.Title = "suspend instead of blocking: '" + Expr + "'";
  // What only the user has is for them to write.
  for (const profile::Need &N : New->Needs)
    Out.Title += (&N == &New->Needs.front() ? ", where '" : " and '") + N.Name + "' is a '" + N.Type + "'";
  if (!New->Needs.empty())
    return Out;
  auto Edits = replaceByAwait(*Call.E, Expr, Ctx);
  if (Edits.empty())
    return std::nullopt;
  Out.Hints.append(Edits.begin(), Edits.end());
  const SourceManager &SM = Ctx.getSourceManager();
  for (const std::string &Header : New->Headers)
    if (auto Hint = include(Call.E->getBeginLoc(), Header, SM))
      Out.Hints.push_back(*Hint);
  if (!Entry.DurationHeader.empty())
    if (auto Hint = include(Call.E->getBeginLoc(), Entry.DurationHeader, SM))
      Out.Hints.push_back(*Hint);
  return Out;
}

std::optional<BlockingCheck::Fix>
BlockingCheck::asyncTwinFix(const CallSite &Call, const profile::BlockingCall &Blocking,
                            const Place &Place, Knowledge &Known) {
  // Only within one library: another library's coroutine cannot await the token's result.
  if (!Blocking.Library->Twin || Known.libraryOf(*Place.Fn.Function) != Blocking.Library)
    return std::nullopt;
  const profile::AsyncTwin &Twin = *Blocking.Library->Twin;
  ASTContext &Ctx = Known.context();
  const auto *C = dyn_cast<CallExpr>(Call.E);
  if (!C || C->getRParenLoc().isMacroID())
    return std::nullopt;
  const Expr *Callee = C->getCallee()->IgnoreParenImpCasts();
  SourceLocation NameLoc;
  if (const auto *M = dyn_cast<MemberExpr>(Callee))
    NameLoc = M->getMemberLoc();
  else if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee))
    NameLoc = Ref->getLocation();
  auto Await = awaitInPlace(*Call.E, Ctx);
  if (NameLoc.isInvalid() || NameLoc.isMacroID() || Await.empty())
    return std::nullopt;
  Fix Out;
  Out.Hints.append(Await.begin(), Await.end());
  Out.Hints.push_back(FixItHint::CreateInsertion(NameLoc, Twin.Prefix));
  const std::string Namespace =
      Blocking.Library->Namespaces.empty() ? "" : Blocking.Library->Namespaces.front();
  auto Respell = [&](std::string Text) { return respell(Text, Namespace, *Place.Fn.Function); };
  const std::vector<std::string> *Headers = &Twin.Headers;
  const Expr *Last = Call.Args.empty() ? nullptr : Call.Args.back();
  const CXXRecordDecl *LastRecord =
      Last ? recordOf(Last->IgnoreParenImpCasts()->getType()) : nullptr;
  if (LastRecord && !Twin.ErrorCode.empty() && hasQualifiedName(*LastRecord, Twin.ErrorCode)) {
    std::optional<std::string> Text = writtenText(*Last, Ctx);
    // A synchronous form that returns its error as well: the awaited one returns nothing.
    const CXXRecordDecl *Returned = recordOf(Call.Callee->getReturnType());
    if (!Text || !isEditable(*Last, Ctx) ||
        (Returned && hasQualifiedName(*Returned, Twin.ErrorCode) && isResultUsed(*Call.E, Ctx)))
      return std::nullopt;
    Out.Hints.push_back(
        FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Last->getSourceRange()),
                                     Respell(filled(Twin.ErrorCodeToken, "{0}", *Text))));
    Headers = &Twin.ErrorCodeHeaders;
  } else {
    Out.Hints.push_back(FixItHint::CreateInsertion(
        C->getRParenLoc(), (Last ? ", " : "") + Respell(Twin.Token)));
  }
  for (const std::string &Header : *Headers)
    if (auto Hint = include(Call.E->getBeginLoc(), Header, Ctx.getSourceManager()))
      Out.Hints.push_back(*Hint);
  Out.Title = "await the asynchronous form '" + Twin.Prefix + Call.calleeName() + "' instead";
  return Out;
}

} // namespace corolint
