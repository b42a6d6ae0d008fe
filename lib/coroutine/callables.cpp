// Callables and suspension points; see callables.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/callables.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace corolint {

const CoroutineBodyStmt *coroutineBody(const FunctionDecl &F) {
  // A body that is skipped or still being parsed (an editor's half-typed code) must not be loaded.
  const FunctionDecl *Def = nullptr;
  if (!F.hasBody(Def) || !Def)
    return nullptr;
  return dyn_cast_or_null<CoroutineBodyStmt>(Def->getBody());
}

const Stmt *parentStmt(const Stmt &S, ASTContext &Ctx) {
  for (const DynTypedNode &P : Ctx.getParents(S))
    if (const auto *Parent = P.get<Stmt>())
      return Parent;
  return nullptr;
}

const Stmt *outerStmt(const Stmt &S, ASTContext &Ctx) {
  if (const Stmt *Parent = parentStmt(S, Ctx))
    return Parent;
  for (const DynTypedNode &P : Ctx.getParents(S))
    if (const auto *Var = P.get<VarDecl>())
      for (const DynTypedNode &Declared : Ctx.getParents(*Var))
        if (const auto *Outer = Declared.get<Stmt>())
          return Outer;
  return nullptr;
}

bool isLoop(const Stmt &S) { return isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S); }

const Stmt *loopAround(const Stmt &S, ASTContext &Ctx) {
  for (const Stmt *P = outerStmt(S, Ctx); P && !isa<LambdaExpr>(P); P = outerStmt(*P, Ctx))
    if (isLoop(*P))
      return P;
  return nullptr;
}

const CXXTryStmt *tryAround(const Stmt &S, ASTContext &Ctx) {
  const Stmt *Child = &S;
  for (const Stmt *P = outerStmt(S, Ctx); P && !isa<LambdaExpr>(P); Child = P, P = outerStmt(*P, Ctx))
    if (const auto *Try = dyn_cast<CXXTryStmt>(P); Try && Try->getTryBlock() == Child)
      return Try;
  return nullptr;
}

/// Whether \p L is the callee of a call at the place where it is written.
static bool isCalledInPlace(const LambdaExpr &L, ASTContext &Ctx) {
  const Stmt *Child = &L;
  for (const Stmt *P = parentStmt(L, Ctx); P; Child = P, P = parentStmt(*P, Ctx)) {
    if (isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(P))
      continue;
    const auto *Call = dyn_cast<CXXOperatorCallExpr>(P);
    return Call && Call->getOperator() == OO_Call && Call->getNumArgs() > 0 &&
           Call->getArg(0) == Child;
  }
  return false;
}

/// Whether what is below \p Node is never run.
static bool isUnevaluatedContext(const DynTypedNode &Node) {
  const auto *S = Node.get<Stmt>();
  // Catch2 gives it what a test checks, to silence warnings.
  if (const auto *Call = dyn_cast_or_null<CallExpr>(S))
    return Call->getBuiltinCallee() == Builtin::BI__builtin_constant_p;
  return isa_and_nonnull<RequiresExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr>(S) ||
         Node.get<TypeLoc>() || Node.get<ConceptDecl>();
}

bool isUnevaluated(const Stmt &S, ASTContext &Ctx) {
  DynTypedNode Node = DynTypedNode::create(S);
  while (true) {
    DynTypedNodeList Parents = Ctx.getParents(Node);
    if (Parents.empty() || Parents[0].get<FunctionDecl>() || Parents[0].get<LambdaExpr>())
      return false;
    Node = Parents[0];
    if (isUnevaluatedContext(Node))
      return true;
  }
}

/// Climbs from a node to the callable around it. \p Node is replaced by its parents.
static Callable climb(DynTypedNode Node, ASTContext &Ctx) {
  while (true) {
    DynTypedNodeList Parents = Ctx.getParents(Node);
    if (Parents.empty())
      return {};
    // A node has several parents only where the AST shares it (an initialiser list in its two
    // forms, a lambda's body); all lead to the same callable, and the lambda is the one that tells
    // captures from the body.
    const DynTypedNode *Next = Parents.begin();
    const LambdaExpr *Lambda = nullptr;
    for (const DynTypedNode &P : Parents)
      if (const auto *L = P.get<LambdaExpr>())
        Lambda = L;
    if (Lambda) {
      const Stmt *Child = Node.get<Stmt>();
      if (Child == Lambda->getBody() ||
          (Child && Child == Lambda->getCallOperator()->getBody())) {
        if (coroutineBody(*Lambda->getCallOperator()) || !isCalledInPlace(*Lambda, Ctx))
          return {Lambda->getCallOperator(), Lambda};
      }
      Node = DynTypedNode::create(*Lambda);
      continue;
    }
    if (const auto *F = Next->get<FunctionDecl>()) {
      // The call operator of a lambda: reached through the closure class. Its LambdaExpr is found
      // from the class's own parents.
      const auto *M = dyn_cast<CXXMethodDecl>(F);
      if (!M || !M->getParent()->isLambda())
        return {F, nullptr};
      for (const DynTypedNode &P : Ctx.getParents(*M->getParent()))
        if (const auto *L = P.get<LambdaExpr>()) {
          if (coroutineBody(*F) || !isCalledInPlace(*L, Ctx))
            return {F, L};
          Lambda = L;
        }
      if (!Lambda)
        return {F, nullptr};
      Node = DynTypedNode::create(*Lambda);
      continue;
    }
    if (Next->get<BlockDecl>())
      return {};
    if (isUnevaluatedContext(*Next))
      return {};
    // A default member initialiser or default argument runs in whoever uses it.
    if (Next->get<FieldDecl>() || Next->get<ParmVarDecl>())
      return {};
    Node = *Next;
  }
}

Callable nearestCallable(const Stmt &S, ASTContext &Ctx) {
  return climb(DynTypedNode::create(S), Ctx);
}

Callable enclosingCallable(const LambdaExpr &L, ASTContext &Ctx) {
  return climb(DynTypedNode::create(L), Ctx);
}

namespace {

class SuspensionFinder : public RecursiveASTVisitor<SuspensionFinder> {
public:
  llvm::SmallVector<SuspensionPoint, 4> Found;

  // Without implicit code the compiler-made awaits are not visited, and a range-for's hidden
  // statements are reached through its written parts.
  bool shouldVisitImplicitCode() const { return false; }

  // Nested callables suspend themselves, not the body around them.
  bool TraverseLambdaExpr(LambdaExpr *L) {
    for (Expr *Init : L->capture_inits())
      if (!TraverseStmt(Init))
        return false;
    return true;
  }
  bool TraverseBlockExpr(BlockExpr *) { return true; }
  bool TraverseDecl(Decl *D) {
    if (isa_and_nonnull<FunctionDecl, CXXRecordDecl>(D))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }

  // A range-for over a generator whose begin() or ++ is awaited keeps these in its hidden parts.
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) {
    for (Stmt *Hidden : {static_cast<Stmt *>(S->getBeginStmt()), static_cast<Stmt *>(S->getInc())})
      if (Hidden && !TraverseStmt(Hidden))
        return false;
    return true;
  }

  bool VisitCoawaitExpr(CoawaitExpr *E) {
    if (!E->isImplicit())
      add(SuspensionPoint::Await, E, E->getKeywordLoc());
    return true;
  }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *E) {
    add(SuspensionPoint::Await, E, E->getKeywordLoc());
    return true;
  }
  bool VisitCoyieldExpr(CoyieldExpr *E) {
    add(SuspensionPoint::Yield, E, E->getKeywordLoc());
    return true;
  }

private:
  void add(SuspensionPoint::Kind K, Expr *E, SourceLocation Loc) {
    for (const SuspensionPoint &P : Found)
      if (P.E == E)
        return;
    Found.push_back({K, E, Loc});
  }
};

} // namespace

llvm::SmallVector<SuspensionPoint, 4> suspensionPoints(const CoroutineBodyStmt &Body) {
  SuspensionFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(static_cast<const Stmt *>(Body.getBody())));
  return std::move(Finder.Found);
}

bool mayAwaitAt(const Stmt &S, ASTContext &Ctx) {
  DynTypedNode Node = DynTypedNode::create(S);
  while (true) {
    DynTypedNodeList Parents = Ctx.getParents(Node);
    if (Parents.empty())
      return false;
    const DynTypedNode &P = *Parents.begin();
    if (P.get<CXXCatchStmt>() || isUnevaluatedContext(P) || P.get<FieldDecl>() ||
        P.get<ParmVarDecl>())
      return false;
    if (const auto *V = P.get<VarDecl>(); V && (V->isStaticLocal() || V->getTLSKind()))
      return false;
    // A lambda called in place is its own function for the language, whatever runs it.
    for (const DynTypedNode &Any : Parents)
      if (const auto *L = Any.get<LambdaExpr>()) {
        const Stmt *Child = Node.get<Stmt>();
        if (Child == L->getBody() || Child == L->getCallOperator()->getBody())
          return coroutineBody(*L->getCallOperator());
      }
    if (const auto *F = P.get<FunctionDecl>())
      return coroutineBody(*F);
    if (P.get<BlockDecl>())
      return false;
    Node = P;
  }
}

} // namespace corolint
