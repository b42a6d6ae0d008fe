// await-in-loop: see docs/checks/await-in-loop.md. Everything in the loop has to be known to have no order: one thing that is
// not, and the check is silent.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/independent-call.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Looks at all that happens in one round.
class Round : public RecursiveASTVisitor<Round> {
public:
  Round(const CXXForRangeStmt &Loop, profile::Knowledge &Known) : Loop(Loop), Known(Known) {
    if (const auto *Bound = dyn_cast<DecompositionDecl>(Loop.getLoopVariable()))
      Bindings.append(Bound->bindings().begin(), Bound->bindings().end());
    TraverseStmt(const_cast<Stmt *>(Loop.getBody()));
  }

  bool HasOrder = false;
  const CoawaitExpr *Await = nullptr;
  std::optional<CallSite> Call;

  bool shouldVisitImplicitCode() const { return false; }
  bool TraverseLambdaExpr(LambdaExpr *) { return ordered(); }
  bool TraverseCoawaitExpr(CoawaitExpr *E) {
    auto Own = [this](const ValueDecl &D) { return isOwn(D); };
    std::optional<CallSite> Found = independentCall(*E, Own, Known);
    if (!Found)
      return ordered();
    if (!Call && mentions(*E->getOperand(), Own)) {
      Await = E;
      Call = std::move(Found);
    }
    return true;
  }
  bool VisitStmt(Stmt *S) {
    if (isa<BreakStmt, GotoStmt, ReturnStmt, CoreturnStmt, CoyieldExpr, CXXThrowExpr, CXXTryStmt, ForStmt, WhileStmt,
            DoStmt, CXXForRangeStmt, DependentCoawaitExpr, CXXDeleteExpr, AsmStmt>(S))
      return ordered();
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) {
    return !E->isIncrementDecrementOp() || isLocal(*E->getSubExpr()) || ordered();
  }
  bool VisitBinaryOperator(BinaryOperator *E) {
    return !E->isAssignmentOp() || isLocal(*E->getLHS()) || isOwnElement(*E->getLHS()) || ordered();
  }
  bool VisitCallExpr(CallExpr *E) {
    std::optional<CallSite> Site = callSite(*E);
    if (!Site)
      return ordered();
    const FunctionDecl &F = *Site->Callee;
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    if (Method && !Method->isStatic() && Site->Object) {
      if (Method->isConst() || isLocal(*Site->Object) || isAdded(F))
        return true;
      if (F.getOverloadedOperator() == OO_Equal && isOwnElement(*Site->Object))
        return true;
      // The element that is assigned to.
      return F.getOverloadedOperator() == OO_Subscript || ordered();
    }
    // Output has an order.
    const bool Shifts = F.getOverloadedOperator() == OO_LessLess || F.getOverloadedOperator() == OO_GreaterGreater;
    return (isOfStd(F) && !Shifts) || ordered();
  }

private:
  bool ordered() {
    HasOrder = true;
    return false;
  }

  bool isOwn(const ValueDecl &D) const {
    return llvm::is_contained(Bindings, &D) ||
           (isa<VarDecl>(D) && Loop.getSourceRange().fullyContains(D.getSourceRange()));
  }

  /// Whether \p E is a variable of the round, or a part of one.
  bool isLocal(const Expr &E) const {
    const Expr *Bare = stripped(&E);
    while (const auto *Member = dyn_cast<MemberExpr>(Bare))
      Bare = stripped(Member->getBase());
    const auto *Ref = dyn_cast<DeclRefExpr>(Bare);
    return Ref && isOwn(*Ref->getDecl());
  }

  /// `results[id]`: each round has its own.
  bool isOwnElement(const Expr &E) const {
    auto Own = [this](const ValueDecl &D) { return isOwn(D); };
    const Expr *Bare = stripped(&E);
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Bare))
      return mentions(*Element->getIdx(), Own);
    const auto *Op = dyn_cast<CXXOperatorCallExpr>(Bare);
    return Op && Op->getOperator() == OO_Subscript && Op->getNumArgs() == 2 && mentions(*Op->getArg(1), Own);
  }

  static bool isAdded(const FunctionDecl &F) {
    static const llvm::StringRef Names[] = {"push_back", "emplace_back", "insert", "emplace", "insert_or_assign",
                                            "try_emplace"};
    return cast<CXXMethodDecl>(F).getParent()->isInStdNamespace() && llvm::is_contained(Names, identifierOf(F));
  }

  const CXXForRangeStmt &Loop;
  profile::Knowledge &Known;
  llvm::SmallVector<const ValueDecl *, 4> Bindings;
};

/// Whether the number of rounds is written in the source.
bool isOfKnownSize(QualType Range) {
  Range = Range.getNonReferenceType();
  const CXXRecordDecl *R = recordOf(Range);
  return Range->isArrayType() ||
         (R && R->isInStdNamespace() && llvm::is_contained({"array", "initializer_list"}, identifierOf(*R)));
}

class AwaitInLoopCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(cxxForRangeStmt().bind("loop"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Loop = Result.Nodes.getNodeAs<CXXForRangeStmt>("loop");
    const Expr *Range = Loop->getRangeInit();
    profile::Knowledge &Known = knowledge(Result);
    if (!Range || Range->isTypeDependent() || isOfKnownSize(Range->getType()) || Known.taskFacts(Range->getType()))
      return;
    const Callable Fn = nearestCallable(*Loop, *Result.Context);
    if (!Fn.isCoroutine() || isNamedLikeCleanup(identifierOf(*Fn.Function)))
      return;
    const Round Looked(*Loop, Known);
    if (Looked.HasOrder || !Looked.Await ||
        !isWanted(*Looked.Await, Looked.Await->getKeywordLoc(), *Result.SourceManager))
      return;
    diag(Looked.Await->getKeywordLoc(),
         "each '%0' begins when the one of the round before has ended, and needs nothing of it: the waits add up")
        << Looked.Call->calleeName();
    diag(Loop->getForLoc(), "one round for each element", DiagnosticIDs::Note);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(AwaitInLoopCheck)
