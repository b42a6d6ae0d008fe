// suspend-with-lock-held: see docs/checks/suspend-with-lock-held.md. Reported where the lock is taken,
// with every suspension point that it spans as a note.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "flow/dataflow.h"
#include "flow/locks.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class SuspendWithLockHeldCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("function"), this);
    Finder->addMatcher(lambdaExpr().bind("lambda"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *F = Result.Nodes.getNodeAs<FunctionDecl>("function");
    if (const auto *L = Result.Nodes.getNodeAs<LambdaExpr>("lambda"))
      F = L->getCallOperator();
    if (!F || !coroutineBody(*F) || Result.SourceManager->isInSystemHeader(F->getLocation()))
      return;
    const flow::BodyFlow *Body = flows(Result).of(*F);
    if (!Body)
      return;

    flow::LocksHeld Problem;
    flow::Solution<flow::LocksHeld> Locks(*Body, Problem);
    // By the place where a lock is taken: the suspension points it spans, in source order.
    struct Span {
      const ValueDecl *Lock;
      std::vector<const Expr *> Suspensions;
    };
    std::map<SourceLocation, Span> Spans;
    Locks.replay([&](const flow::LocksHeld::State &State, const CFGElement &E) {
      const Expr *Suspension = flow::suspensionAt(E);
      if (!Suspension)
        return;
      for (const auto &[Lock, Is] : State)
        if (Is.Is == flow::LocksHeld::Lock::Yes && Is.Where) {
          Span &Found = Spans[Is.Where->getBeginLoc()];
          Found.Lock = Lock;
          Found.Suspensions.push_back(Suspension);
        }
    });
    for (auto &[Loc, Span] : Spans)
      report(Loc, *Span.Lock, Span.Suspensions, *Result.SourceManager);
  }

private:
  void report(SourceLocation Loc, const ValueDecl &Lock, std::vector<const Expr *> &Suspensions,
              const SourceManager &SM) {
    if (!isWanted(*Suspensions.front(), Loc, SM))
      return;
    llvm::sort(Suspensions, [&](const Expr *A, const Expr *B) {
      return SM.isBeforeInTranslationUnit(A->getExprLoc(), B->getExprLoc());
    });
    diag(Loc, "%0 is still locked when the coroutine suspends: another thread may resume it and "
              "unlock what it does not own, and until then whoever needs the lock stops a whole "
              "thread")
        << &Lock;
    for (const Expr *E : Suspensions)
      diag(E->getExprLoc(), "suspends here", DiagnosticIDs::Note);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SuspendWithLockHeldCheck)
