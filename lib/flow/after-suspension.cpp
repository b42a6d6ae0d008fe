// Uses after a suspension; see after-suspension.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/after-suspension.h"
#include "coroutine/callables.h"
#include "flow/dataflow.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint::flow {
namespace {

/// Whether a written suspension may have come before: the first on some path.
class Suspended {
public:
  using State = const Expr *;
  State start() { return nullptr; }
  void transfer(State &S, const CFGElement &E) {
    if (!S)
      S = suspensionAt(E);
  }
  void join(State &Into, const State &From) {
    if (!Into || (From && From->getBeginLoc() < Into->getBeginLoc()))
      Into = From ? From : Into;
  }
};

/// Collects the uses in a body, each with the written suspension that stands before it in the source.
class UseFinder : public RecursiveASTVisitor<UseFinder> {
public:
  explicit UseFinder(llvm::function_ref<bool(const Expr &)> Is) : Is(Is) {}
  llvm::SmallVector<LateUse, 8> Found;

  // `x` in `this->x` is seldom written.
  bool shouldVisitImplicitCode() const { return true; }
  // The body of a nested lambda runs when it is called, and has what it captured.
  bool TraverseLambdaExpr(LambdaExpr *L) {
    for (Expr *Init : L->capture_inits())
      if (Init && !TraverseStmt(Init))
        return false;
    return true;
  }
  bool TraverseBlockExpr(BlockExpr *) { return true; }
  bool TraverseDecl(Decl *D) {
    if (isa_and_nonnull<FunctionDecl, CXXRecordDecl>(D))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }
  // Of an await only the operand is written; the rest would repeat it.
  bool TraverseCoawaitExpr(CoawaitExpr *E) { return TraverseStmt(E->getOperand()); }
  bool TraverseCoyieldExpr(CoyieldExpr *E) { return TraverseStmt(E->getOperand()); }
  bool TraverseDependentCoawaitExpr(DependentCoawaitExpr *E) {
    return TraverseStmt(E->getOperand());
  }

  bool VisitDeclRefExpr(DeclRefExpr *E) { return look(*E); }
  bool VisitCXXThisExpr(CXXThisExpr *E) { return look(*E); }

private:
  bool look(const Expr &E) {
    if (Is(E))
      Found.push_back({&E, nullptr});
    return true;
  }

  llvm::function_ref<bool(const Expr &)> Is;
};

} // namespace

std::optional<LateUse> firstLateUse(const FunctionDecl &F, const BodyFlow *Body, Start Begins,
                                    llvm::function_ref<bool(const Expr &)> Is) {
  const CoroutineBodyStmt *Coroutine = coroutineBody(F);
  if (!Coroutine || !Coroutine->getBody())
    return std::nullopt;
  const SourceManager &SM = F.getASTContext().getSourceManager();
  UseFinder Finder(Is);
  Finder.TraverseStmt(const_cast<Stmt *>(static_cast<const Stmt *>(Coroutine->getBody())));
  llvm::SmallVector<LateUse, 8> &Uses = Finder.Found;
  if (Uses.empty())
    return std::nullopt;
  llvm::sort(Uses, [&](const LateUse &A, const LateUse &B) {
    return SM.isBeforeInTranslationUnit(A.Use->getBeginLoc(), B.Use->getBeginLoc());
  });
  if (Begins == Start::Lazy)
    return Uses.front();

  llvm::DenseMap<const Stmt *, const Expr *> Reached;
  if (Body) {
    Suspended Problem;
    Solution<Suspended> Solved(*Body, Problem);
    Solved.replay([&](const Suspended::State &S, const CFGElement &E) {
      std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
      if (!Element)
        return;
      Reached.try_emplace(Element->getStmt(), S);
      // What a nested lambda captures is no element of its own.
      if (const auto *L = dyn_cast<LambdaExpr>(Element->getStmt()))
        for (const Expr *Init : L->capture_inits())
          if (Init)
            Reached.try_emplace(Init->IgnoreImplicit(), S);
    });
  }
  const llvm::SmallVector<SuspensionPoint, 4> Points = suspensionPoints(*Coroutine);
  for (LateUse &Use : Uses) {
    auto It = Reached.find(Use.Use);
    if (It != Reached.end()) {
      Use.Suspension = It->second;
    } else {
      for (const SuspensionPoint &P : Points)
        if (SM.isBeforeInTranslationUnit(P.E->getEndLoc(), Use.Use->getBeginLoc())) {
          Use.Suspension = P.E;
          break;
        }
    }
    if (Use.Suspension)
      return Use;
  }
  return std::nullopt;
}

} // namespace corolint::flow
