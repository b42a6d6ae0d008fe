// zero-or-huge-sleep: see docs/checks/zero-or-huge-sleep.md. About times that are written where the coroutine waits, or
// where it sets its timer: a constant from elsewhere is configuration, and may be another one tomorrow.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/durations.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "checks/common/uses.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

constexpr double Day = 24 * 60 * 60;

/// How long a delay is.
struct Amount {
  const Expr *Duration = nullptr;
  /// The statement of its own that sets it (`timer.expires_after(d)`), if there is one.
  const Expr *SetBy = nullptr;
  /// A timer that is more than a part of the awaited expression.
  const VarDecl *Timer = nullptr;
};

const Expr *durationAmong(llvm::ArrayRef<const Expr *> Args) {
  for (const Expr *A : Args)
    if (durationType(A->getType()))
      return A;
  return nullptr;
}

/// The time that \p Timer is set to in \p F, when it is set once, and nobody else can get at it.
Amount setOnce(const VarDecl &Timer, const FunctionDecl &F, ASTContext &Ctx) {
  Amount Found;
  unsigned Times = 0;
  const Expr *Init = Timer.getInit();
  if (std::optional<CallSite> Made = Init ? callSite(*Init->IgnoreImplicit()) : std::nullopt) {
    // The executor comes first, and the time, if any, is a duration or a point in time.
    Times += Made->Args.size() > 1;
    Found.Duration = durationAmong(Made->Args);
  }
  for (const Mention &M : mentionsOf(Timer, F)) {
    const Use U = useOf(*M.Ref, Ctx);
    if (M.In || U.What != Use::CalledOn)
      return {};
    llvm::StringRef Name = identifierOf(*U.Call->Callee);
    if (Name == "async_wait")
      continue;
    if ((Name != "expires_after" && Name != "expires_from_now") || U.Call->Args.empty())
      return {};
    ++Times;
    Found.Duration = durationAmong(U.Call->Args);
    Found.SetBy = U.Call->E;
  }
  Found.Timer = &Timer;
  return Times == 1 && Found.Duration ? Found : Amount{};
}

/// How long the delay \p Call is.
Amount amountOf(const CallSite &Call, const FunctionDecl &F, ASTContext &Ctx) {
  if (const Expr *Duration = durationAmong(Call.Args))
    return {Duration, nullptr, nullptr};
  const Expr *Timer = Call.Object ? stripped(Call.Object) : nullptr;
  if (!Timer)
    return {};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Timer)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || !Var->hasLocalStorage() || isa<ParmVarDecl>(Var) || Var->getType()->isReferenceType() ||
        Var->getDeclContext() != &F)
      return {};
    return setOnce(*Var, F, Ctx);
  }
  std::optional<CallSite> Made = isa<CXXConstructExpr>(Timer) ? callSite(*Timer) : std::nullopt;
  return Made ? Amount{durationAmong(Made->Args), nullptr, nullptr} : Amount{};
}

/// \p Duration before it was made into the duration that the library counts in, where it may not fit.
const Expr &asWritten(const Expr &Duration) {
  const Expr *E = Duration.IgnoreParenImpCasts()->IgnoreImplicit();
  while (const auto *Made = dyn_cast<CXXConstructExpr>(E)) {
    if (Made->getNumArgs() == 0 || !durationType(Made->getArg(0)->getType()))
      break;
    E = Made->getArg(0)->IgnoreParenImpCasts()->IgnoreImplicit();
  }
  return *E;
}

/// Whether \p S is made of numbers that are written there, or in a constant of the same function, and of nothing but the
/// standard library. `max()` and `min()` are said on purpose.
bool isWrittenHere(const Stmt &S) {
  if (S.getBeginLoc().isMacroID() || isa<SubstNonTypeTemplateParmExpr, CXXThisExpr>(S))
    return false;
  if (const auto *Made = dyn_cast<CXXConstructExpr>(&S); Made && !isOfStd(*Made->getConstructor()))
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return isOfStd(*F) && identifierOf(*F) != "max" && identifierOf(*F) != "min";
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    return V && V->isLocalVarDecl() && V->getType().isConstQualified() && V->getInit() && isWrittenHere(*V->getInit());
  }
  return llvm::all_of(S.children(), [](const Stmt *Child) { return !Child || isWrittenHere(*Child); });
}

/// Whether something is called in \p S outside of \p Wait and \p SetBy.
bool callsMore(const Stmt &S, const Expr &Wait, const Expr *SetBy) {
  if (&S == &Wait || &S == SetBy)
    return false;
  if (isa<CallExpr, CXXConstructExpr, CoroutineSuspendExpr>(S))
    return true;
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && callsMore(*Child, Wait, SetBy); });
}

/// Whether the wait is the pause of a loop that does something in each round.
bool isPeriod(const Expr &Wait, const Expr *SetBy, ASTContext &Ctx) {
  for (const Stmt *Loop = loopAround(Wait, Ctx); Loop; Loop = loopAround(*Loop, Ctx))
    if (callsMore(*Loop, Wait, SetBy))
      return true;
  return false;
}

class ZeroOrHugeSleepCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(coawaitExpr().bind("await"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const CoawaitExpr *Await = matchedAwait(Result);
    std::optional<CallSite> Call = Await ? callSite(*stripped(Await->getOperand())) : std::nullopt;
    profile::Knowledge &Known = knowledge(Result);
    if (!Call || !Known.isDelay(*Call))
      return;
    ASTContext &Ctx = *Result.Context;
    const Callable Fn = nearestCallable(*Await, Ctx);
    const Amount Time = Fn.Function ? amountOf(*Call, *Fn.Function, Ctx) : Amount{};
    if (!Time.Duration || !isWrittenHere(*Time.Duration))
      return;
    std::optional<double> Seconds = constantSeconds(asWritten(*Time.Duration), Ctx);
    if (!Seconds)
      return;
    if (*Seconds == 0)
      reportZero(*Await, *Call, Time, *Fn.Function, Known);
    else if (*Seconds >= Day && !isPeriod(*Await, Time.SetBy, Ctx))
      reportHuge(*Await, *Call, Time, *Seconds, Ctx);
  }

private:
  /// Where the library has no other way to yield, this is the way.
  void reportZero(const CoawaitExpr &Await, const CallSite &Call, const Amount &Time, const FunctionDecl &F,
                  profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    const profile::Profile *Library = Known.libraryOf(F);
    const profile::Replacement *Yield = Library ? Known.replacement(*Library, "yield") : nullptr;
    if (!Yield || !profile::Knowledge::hasDefaultArguments(F) ||
        !isWanted(Await, Await.getKeywordLoc(), Ctx.getSourceManager()))
      return;
    diag(Await.getKeywordLoc(), "'%0' for no time lets others run by way of a timer; a yield needs none")
        << Call.calleeName();
    noteTime(Time);
    std::string Expr = Yield->Expr;
    if (!Library->Namespaces.empty())
      Expr = respell(Expr, Library->Namespaces.front(), F);
    auto Note = diag(Await.getKeywordLoc(), "yield: '%0'", DiagnosticIDs::Note) << Expr;
    // A timer that has a name is in other statements too, and an error that is handed out is looked at.
    if (Time.Timer || !Yield->Needs.empty() || isResultUsed(Await, Ctx) || !isEditable(Await, Ctx))
      return;
    Note << FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Await.getSourceRange()), Expr);
    for (const std::string &Header : Yield->Headers)
      if (auto Hint = include(Await.getKeywordLoc(), Header, Ctx.getSourceManager()))
        Note << *Hint;
  }

  void reportHuge(const CoawaitExpr &Await, const CallSite &Call, const Amount &Time, double Seconds, ASTContext &Ctx) {
    if (!isWanted(Await, Await.getKeywordLoc(), Ctx.getSourceManager()))
      return;
    const bool InDays = Seconds >= 2 * Day;
    const double Count = InDays ? Seconds / Day : Seconds / (Day / 24);
    diag(Await.getKeywordLoc(), "'%0' for %1 %select{hours|days}2 is not for ever: a timer is kept all that time, and "
                                "then the coroutine goes on")
        << Call.calleeName() << std::to_string(uint64_t(std::min(Count, 1e18))) << InDays;
    noteTime(Time);
  }

  void noteTime(const Amount &Time) {
    if (Time.SetBy)
      diag(Time.SetBy->getExprLoc(), "the time is set here", DiagnosticIDs::Note);
    else if (Time.Timer)
      diag(Time.Timer->getLocation(), "the time is set here", DiagnosticIDs::Note);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(ZeroOrHugeSleepCheck)
