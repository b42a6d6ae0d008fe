// cancel-scope-without-suspension: see docs/checks/cancel-scope-without-suspension.md. A deadline is taken for one by its form: a time
// beside the coroutine, in a call that is named for it, or a delay as the other side of `||`. Everything that is not seen
// not to suspend counts as suspending.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/durations.h"
#include "checks/common/entry-points.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/name-words.h"
#include "coroutine/promise-semantics.h"
#include "coroutine/qualified-name.h"
#include "flow/ready-await.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// How deep calls of coroutines by coroutines are followed, and how deep a scope may stand in the operand of a `co_await`.
constexpr unsigned MaxDepth = 4;

bool isNamedLikeDeadline(llvm::StringRef Name) {
  return hasWord(Name, {"deadline", "expiry", "expires", "timeout", "within"});
}

/// `cancel_after(1s, token)`, `cancel_at(deadline)`: a completion token that cancels.
bool isCancellingToken(const Expr &E) {
  std::optional<CallSite> Call = callSite(*stripped(&E));
  return Call && hasWord(identifierOf(*Call->Callee), {"cancel"}) && hasWord(identifierOf(*Call->Callee), {"after", "at"}) &&
         llvm::any_of(Call->Args, [](const Expr *A) { return isTime(A->getType()); });
}

/// Whether \p Call limits the time of what it is given: a time for which its own name, or that of the parameter, says so.
bool limitsTime(const CallSite &Call) {
  for (unsigned I = 0; I < Call.Args.size(); ++I) {
    if (isCancellingToken(*Call.Args[I]))
      return true;
    if (!isTime(Call.Args[I]->getType()))
      continue;
    const ParmVarDecl *P = I < Call.Callee->getNumParams() ? Call.Callee->getParamDecl(I) : nullptr;
    if (isNamedLikeDeadline(Call.calleeName()) || (P && isNamedLikeDeadline(identifierOf(*P))))
      return true;
  }
  return false;
}

/// Whether \p E lets time pass, and nothing else, as far as its name says.
bool isDelay(const Expr &E, profile::Knowledge &Known) {
  std::optional<CallSite> Call = callSite(*stripped(&E));
  if (!Call)
    return false;
  return Known.isDelay(*Call) ||
         (hasWord(Call->calleeName(), {"after", "deadline", "delay", "sleep", "timeout", "wait"}) &&
          llvm::any_of(Call->Args, [](const Expr *A) { return isTime(A->getType()); }));
}

/// Whether \p S does anything that may take time.
bool doesSomething(const Stmt &S) {
  if (isa<CallExpr, WhileStmt, ForStmt, DoStmt, CXXForRangeStmt>(S))
    return true;
  if (const auto *Await = dyn_cast<CoawaitExpr>(&S))
    return doesSomething(*Await->getOperand());
  if (const auto *Return = dyn_cast<CoreturnStmt>(&S))
    return Return->getOperand() && doesSomething(*Return->getOperand());
  return !isa<LambdaExpr>(S) &&
         llvm::any_of(S.children(), [](const Stmt *Child) { return Child && doesSomething(*Child); });
}

/// Finds coroutines that run from their start to their end in one go.
class NeverSuspending {
public:
  explicit NeverSuspending(profile::Knowledge &Known) : Known(Known) {}

  /// Whether \p F, as it is called, is such a coroutine.
  bool is(const FunctionDecl &F, unsigned Depth = 0) {
    const FunctionDecl *Def = nullptr;
    const CoroutineBodyStmt *Body = F.hasBody(Def) ? coroutineBody(*Def) : nullptr;
    const auto *M = dyn_cast<CXXMethodDecl>(&F);
    // Another one may be what is called in the end; and a call of itself does not end there.
    if (!Body || Depth > MaxDepth || (M && M->isVirtual() && !M->hasAttr<FinalAttr>()) || !startsPlainly(*Def))
      return false;
    const llvm::SmallVector<SuspensionPoint, 4> Points = suspensionPoints(*Body);
    // What `if constexpr` leaves out here is in another instantiation.
    if (const FunctionDecl *Pattern = Def->getTemplateInstantiationPattern()) {
      const CoroutineBodyStmt *Whole = coroutineBody(*Pattern);
      if (!Whole || suspensionPoints(*Whole).size() != Points.size())
        return false;
    }
    return llvm::all_of(Points, [&](const SuspensionPoint &P) { return isReady(P, Depth); });
  }

private:
  /// Whether nothing happens between the call of \p F and its body but that it may wait to be awaited: an initial_suspend()
  /// that hands the coroutine to an executor is seen by not being one of the usual.
  bool startsPlainly(const FunctionDecl &F) {
    std::optional<profile::TaskFacts> Task = Known.taskFacts(F.getReturnType());
    if (!Task || !Task->Type || Task->isGenerator())
      return false;
    const CXXRecordDecl *Promise = Known.tasks().promiseOf(F);
    return Task->Begins == Start::Lazy || (Promise && startOf(*Promise) != Start::Unknown);
  }

  bool isReady(const SuspensionPoint &P, unsigned Depth) {
    const auto *Await = P.What == SuspensionPoint::Await ? dyn_cast<CoawaitExpr>(P.E) : nullptr;
    if (!Await || !Await->getOperand())
      return false;
    if (flow::isAlwaysReady(*Await))
      return true;
    std::optional<CallSite> Call = callSite(*stripped(Await->getOperand()));
    return Call && is(*Call->Callee, Depth + 1);
  }

  profile::Knowledge &Known;
};

class CancelScopeWithoutSuspensionCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override { Finder->addMatcher(coawaitExpr().bind("await"), this); }

  void check(const MatchFinder::MatchResult &Result) override {
    const CoawaitExpr *Await = matchedAwait(Result);
    if (!Await)
      return;
    ASTContext &Ctx = *Result.Context;
    const Callable In = functionAround(nearestCallable(*Await, Ctx), Ctx);
    if (!In.Function || !isTest(*In.Function))
      look(*Await->getOperand(), knowledge(Result), 0);
  }

private:
  /// Reports scopes in \p E, which is awaited.
  void look(const Expr &E, profile::Knowledge &Known, unsigned Depth) {
    std::optional<CallSite> Call = callSite(*stripped(&E));
    if (!Call || Depth > MaxDepth)
      return;
    if (Call->Callee->getOverloadedOperator() == OO_PipePipe && Call->Args.size() + (Call->Object != nullptr) == 2) {
      const Expr &Left = Call->Object ? *Call->Object : *Call->Args[0];
      const Expr &Right = *Call->Args.back();
      if (isDelay(Right, Known))
        report(*Call, Left, Known);
      else if (isDelay(Left, Known))
        report(*Call, Right, Known);
      return;
    }
    const bool Limits = limitsTime(*Call);
    for (const Expr *Arg : Call->Args)
      if (!Limits || !report(*Call, *Arg, Known))
        look(*Arg, Known, Depth + 1);
  }

  /// Reports \p Scope if \p Work, which it limits, is a coroutine that never suspends.
  bool report(const CallSite &Scope, const Expr &Work, profile::Knowledge &Known) {
    const Expr *Bare = stripped(&Work);
    std::optional<CallSite> Call = callSite(*Bare);
    const auto *Lambda = dyn_cast<LambdaExpr>(Bare);
    const FunctionDecl *F = Call ? Call->Callee : Lambda ? Lambda->getCallOperator() : nullptr;
    const CoroutineBodyStmt *Body = F && F->getDefinition() ? coroutineBody(*F->getDefinition()) : nullptr;
    if (!Body || !doesSomething(*Body->getBody()) || !NeverSuspending(Known).is(*F))
      return false;
    if (!isWanted(*Scope.E, Scope.E->getExprLoc(), Known.context().getSourceManager()))
      return true;
    const bool IsOperator = Scope.Callee->getOverloadedOperator() == OO_PipePipe;
    diag(Scope.E->getExprLoc(), "%select{'%1' never suspends|this coroutine never suspends}0, so nothing can stop it: that %select{its "
                                "time is up|the delay is over}2 is noticed only when it is done")
        << (describe(*F) == "a lambda") << describe(*F) << IsOperator;
    diag(F->getLocation(), "%select{'%1'|it}0 is declared here", DiagnosticIDs::Note) << (describe(*F) == "a lambda") << describe(*F);
    return true;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(CancelScopeWithoutSuspensionCheck)
