// Following what belongs to a thread; see thread-bound.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/thread-bound.h"
#include "flow/thread-locals.h"
#include "coroutine/callables.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint::flow {

static const Expr *bare(const Expr *E) {
  return E ? E->IgnoreParenImpCasts()->IgnoreUnlessSpelledInSource() : nullptr;
}

static const VarDecl *namedThreadLocal(const Expr *E) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(bare(E));
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->getTLSKind() != VarDecl::TLS_None ? V->getCanonicalDecl() : nullptr;
}

const FunctionDecl *ThreadBound::identityCall(const Expr *E) {
  const auto *Call = dyn_cast_or_null<CallExpr>(bare(E));
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  if (!F)
    return nullptr;
  if (F->isExternC()) {
    llvm::StringRef Name = identifierOf(*F);
    return Name == "pthread_self" || Name == "gettid" || Name == "thrd_current" ? F : nullptr;
  }
  return hasQualifiedName(*F, "std::this_thread::get_id") ||
                 hasQualifiedName(*F, "boost::this_thread::get_id")
             ? F
             : nullptr;
}

ThreadBound::ThreadBound(const BodyFlow &Body, std::function<bool(const Expr &)> Suspends)
    : Suspends(std::move(Suspends)) {
  if (const CoroutineBodyStmt *Coroutine = coroutineBody(Body.function()))
    collect(Coroutine->getBody());
}

/// What an awaited operation gets to fill: `co_await read(socket, buffer(t))`.
static void findFilled(const Stmt *S, llvm::SmallVectorImpl<const DeclRefExpr *> &Out) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *F = Call->getDirectCallee();
    const unsigned Skip = isa<CXXOperatorCallExpr>(Call) && isa_and_nonnull<CXXMethodDecl>(F) ? 1 : 0;
    for (unsigned I = Skip; F && I < Call->getNumArgs() && I - Skip < F->getNumParams(); ++I) {
      QualType T = F->getParamDecl(I - Skip)->getType();
      if (!(T->isLValueReferenceType() || T->isPointerType()) || T->getPointeeType().isConstQualified())
        continue;
      const Expr *A = bare(Call->getArg(I));
      if (const auto *Address = dyn_cast<UnaryOperator>(A);
          Address && Address->getOpcode() == UO_AddrOf)
        A = bare(Address->getSubExpr());
      else if (const auto *Method = dyn_cast<CXXMemberCallExpr>(A);
               Method && Method->getMethodDecl() && identifierOf(*Method->getMethodDecl()) == "data")
        A = bare(Method->getImplicitObjectArgument());
      else if (T->isPointerType() && !A->getType()->isArrayType())
        continue;
      if (namedThreadLocal(A))
        Out.push_back(cast<DeclRefExpr>(A));
    }
  }
  for (const Stmt *Child : S->children())
    findFilled(Child, Out);
}

void ThreadBound::collect(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Op = dyn_cast<BinaryOperator>(S)) {
    if (Op->getOpcode() == BO_Assign)
      Targets.insert(bare(Op->getLHS()));
  } else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(S)) {
    if (Op->getOperator() == OO_Equal)
      Targets.insert(bare(Op->getArg(0)));
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
    // `t.clear()` is a write as well.
    const CXXMethodDecl *F = Call->getMethodDecl();
    llvm::StringRef Name = F ? identifierOf(*F) : "";
    if ((Name == "clear" || Name == "reset" || Name == "assign") &&
        namedThreadLocal(Call->getImplicitObjectArgument()))
      Targets.insert(bare(Call->getImplicitObjectArgument()));
  } else if (const auto *Await = dyn_cast<CoawaitExpr>(S)) {
    llvm::SmallVector<const DeclRefExpr *, 2> Found;
    findFilled(Await->getOperand(), Found);
    if (!Found.empty())
      Filled[Await] = std::move(Found);
  }
  if (const auto *E = dyn_cast<Expr>(S))
    Relevant |= namedThreadLocal(E) || identityCall(E) ||
                (isa<CallExpr>(E) && (threadLocalNamed(E) || threadLocalPointedTo(E)));
  for (const Stmt *Child : S->children())
    collect(Child);
}

/// The variable that \p E leads into: `buf`, `buf.x`, `buf[i]`, `*it`, `buf.begin()`, `&buf`.
static const VarDecl *rootVariable(const Expr *E) {
  for (unsigned Depth = 0; E && Depth < 8; ++Depth) {
    E = bare(E);
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
      return dyn_cast<VarDecl>(Ref->getDecl());
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(E))
      E = Member->getBase();
    else if (const auto *Sub = dyn_cast_or_null<ArraySubscriptExpr>(E))
      E = Sub->getBase();
    else if (const auto *Op = dyn_cast_or_null<UnaryOperator>(E))
      E = Op->getSubExpr();
    else if (const auto *Op = dyn_cast_or_null<CXXOperatorCallExpr>(E))
      E = Op->getNumArgs() ? Op->getArg(0) : nullptr;
    else if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E);
             Call && Call->getMethodDecl() && leadsInto(identifierOf(*Call->getMethodDecl())))
      E = Call->getImplicitObjectArgument();
    else if (const auto *Op = dyn_cast_or_null<BinaryOperator>(E))
      E = Op->isAdditiveOp() ? Op->getLHS() : nullptr;
    else
      return nullptr;
  }
  return nullptr;
}

void ThreadBound::bind(State &S, const VarDecl &V, const Expr *Init) {
  S.erase(&V);
  if (!Init || Init->getType().isNull() || Init->containsErrors())
    return;
  if (const auto *Full = dyn_cast<ExprWithCleanups>(Init))
    Init = Full->getSubExpr();
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Init))
    Init = Temporary->getSubExpr();
  QualType T = V.getType();
  if (const FunctionDecl *F = identityCall(Init)) {
    S[&V] = {Identity, F, Init, nullptr};
    return;
  }
  const bool Reference = T->isReferenceType(), Pointer = T->isPointerType();
  // Not bare(): the begin() of a range-based for has the place of its range.
  const Expr *Written = Init->IgnoreImplicit()->IgnoreParenImpCasts();
  if (Written->getType().isNull())
    return;
  // A class is an iterator or a view, not a copy of what one leads to.
  const bool SameType = Written->getType().getCanonicalType().getUnqualifiedType() ==
                        T.getCanonicalType().getUnqualifiedType();
  if (!Reference && !Pointer && !(T->isRecordType() && Written->isPRValue() == SameType))
    return;
  const VarDecl *Thread = Reference && Init->isGLValue() ? threadLocalNamed(Init) : threadLocalPointedTo(Init);
  if (Thread) {
    if (!isMadeForSharing(*Thread))
      S[&V] = {Address, Thread, Init, nullptr};
    return;
  }
  // From another such variable; not what a pointer in the object leads to.
  const VarDecl *From = rootVariable(Init);
  auto It = From ? S.find(From) : S.end();
  if (It == S.end() || It->second.What != Address)
    return;
  const bool Leads = Reference ? Init->isGLValue()
                     : Pointer ? !Written->isGLValue() || Written->getType()->isArrayType()
                               : isa<CXXMemberCallExpr>(Written);
  if (Leads)
    S[&V] = {Address, It->second.Thread, Init, nullptr};
}

void ThreadBound::transfer(State &S, const CFGElement &E) {
  std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
  if (!Element)
    return;
  const Stmt *Statement = Element->getStmt();
  if (const Expr *Suspension = suspensionAt(E)) {
    if (!Suspends(*Suspension))
      return;
    for (auto &[V, B] : S)
      if (!B.Suspension)
        B.Suspension = Suspension;
    if (auto It = Filled.find(Suspension); It != Filled.end())
      for (const DeclRefExpr *Ref : It->second)
        if (const VarDecl *V = namedThreadLocal(Ref); V && !isMadeForSharing(*V))
          S[V] = {Value, V, Ref, Suspension};
    return;
  }
  const auto Assign = [&](const Expr *Target, const Expr *From, const Expr &Whole) {
    if (const VarDecl *V = namedThreadLocal(Target)) {
      S.erase(V);
      if (!isMadeForSharing(*V))
        S[V] = {Value, V, &Whole, nullptr};
      return;
    }
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(bare(Target));
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (V && V->hasLocalStorage() && !V->getType()->isReferenceType())
      bind(S, *V, From);
  };
  if (const auto *Decls = dyn_cast<DeclStmt>(Statement)) {
    for (const Decl *D : Decls->decls())
      if (const auto *V = dyn_cast<VarDecl>(D); V && V->hasLocalStorage())
        bind(S, *V, V->getInit());
  } else if (const auto *Op = dyn_cast<BinaryOperator>(Statement)) {
    if (Op->getOpcode() == BO_Assign)
      Assign(Op->getLHS(), Op->getRHS(), *Op);
  } else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Statement)) {
    if (Op->getOperator() == OO_Equal && Op->getNumArgs() == 2)
      Assign(Op->getArg(0), Op->getArg(1), *Op);
  } else if (const auto *Call = dyn_cast<CallExpr>(Statement)) {
    if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Call);
        Method && Targets.contains(bare(Method->getImplicitObjectArgument())))
      Assign(Method->getImplicitObjectArgument(), nullptr, *Call);
    // A function that puts the value back.
    if (const FunctionDecl *F = Call->getDirectCallee();
        F && llvm::any_of(S, [](const auto &Each) { return Each.second.What == Value; }))
      for (const NamedDecl *Set : threadLocalsSetBy(*F))
        if (const auto *V = dyn_cast<VarDecl>(Set))
          S.erase(V->getCanonicalDecl());
  }
}

void ThreadBound::join(State &Into, const State &From) {
  for (auto It = Into.begin(); It != Into.end();) {
    auto Other = From.find(It->first);
    if (Other == From.end() || Other->second.What != It->second.What ||
        Other->second.Thread != It->second.Thread) {
      It = Into.erase(It);
      continue;
    }
    if (!It->second.Suspension)
      It->second.Suspension = Other->second.Suspension;
    ++It;
  }
}

const ThreadBound::Bound *ThreadBound::usedAt(const State &S, const CFGElement &E,
                                              const DeclRefExpr *&Used) const {
  std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
  Used = Element ? dyn_cast<DeclRefExpr>(Element->getStmt()) : nullptr;
  const auto *V = Used ? dyn_cast<VarDecl>(Used->getDecl()) : nullptr;
  if (!V || Targets.contains(Used))
    return nullptr;
  auto It = S.find(V->getTLSKind() != VarDecl::TLS_None ? V->getCanonicalDecl() : V);
  return It != S.end() && It->second.Suspension ? &It->second : nullptr;
}

} // namespace corolint::flow
