// scope-outlives-resource: see docs/checks/scope-outlives-resource.md. Locals are destroyed in the reverse order
// of their declarations: a pool whose destructor waits for its work waits too late for what was declared
// after it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/outlives.h"
#include "checks/common/task-locals.h"
#include "coroutine/loans.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class ScopeOutlivesResourceCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CallExpr>("call");
    profile::Knowledge &Known = knowledge(Result);
    std::optional<CallSite> Call = callSite(*E);
    if (!Call || !(Known.spawn(*Call) || Known.sink(*Call)))
      return;
    StartedWork Work;
    Work.Where = E;
    llvm::SmallVector<Loan, 4> Loans;
    for (const Expr *A : Call->Args)
      if (!lend(*A, Loans))
        Work.With.push_back(A);
    if (Call->Object)
      Work.With.push_back(Call->Object);
    const VarDecl *Pool = Loans.empty() ? nullptr : joiningLocal(Work, Known);
    if (!Pool)
      return;
    for (const Loan &L : Loans)
      if (L.To.Is == Referent::Local)
        Work.Uses.push_back(L.To.Var);
    for (const Loan &L : Loans)
      if (L.To.Is == Referent::Local)
        look(*Call, L, Work, *Pool, Result);
  }

private:
  /// What the work in \p Argument refers to: a lambda, a local one, or a call of a coroutine. False when it is
  /// no work.
  static bool lend(const Expr &Argument, llvm::SmallVectorImpl<Loan> &Loans) {
    const Expr *E = movedFrom(&Argument);
    if (const VarDecl *Var = namedVariable(E); Var && Var->hasLocalStorage() && Var->getInit())
      E = stripped(Var->getInit());
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
      Loans.append(lentBy(Lambda->getType(), Lambda));
      return true;
    }
    std::optional<CallSite> Made = callSite(*E);
    if (!Made || !isa<CallExpr>(E) || !E->getType()->isRecordType())
      return false;
    if (const auto *Called = dyn_cast_or_null<LambdaExpr>(
            Made->Object ? stripped(Made->Object) : nullptr))
      Loans.append(lentBy(Called->getType(), Called));
    for (const Loan &L : loansOf(*Made->Callee, Made->Object, Made->Args))
      Loans.push_back(L);
    return !Loans.empty();
  }

  void look(const CallSite &Call, const Loan &L, const StartedWork &Work, const VarDecl &Pool,
            const MatchFinder::MatchResult &Result) {
    const VarDecl &Var = *L.To.Var;
    const SourceManager &SM = *Result.SourceManager;
    const auto *F = dyn_cast<FunctionDecl>(Var.getDeclContext());
    if (!F || isa<ParmVarDecl>(Var) || Pool.getDeclContext() != F ||
        !SM.isBeforeInTranslationUnit(Pool.getLocation(), Var.getLocation()))
      return;
    const flow::BodyFlow *Body = flowOf(*F, Result);
    if (!Body || !mayOutlive(Work, Var, *Body, knowledge(Result)) ||
        !isWanted(*L.Argument, Var.getLocation(), SM))
      return;
    diag(Var.getLocation(),
         "%0 is destroyed before %1, whose destructor waits for work that refers to %0")
        << &Var << &Pool;
    diag(Call.E->getExprLoc(), "the work is started here", DiagnosticIDs::Note);
    diag(Pool.getLocation(), "%0 is declared first and destroyed last", DiagnosticIDs::Note) << &Pool;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(ScopeOutlivesResourceCheck)
