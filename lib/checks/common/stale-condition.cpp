// Following a condition to what is done because of it; see stale-condition.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/stale-condition.h"
#include "coroutine/callables.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

static bool isLockName(llvm::StringRef Name) {
  // These keep a loop running, or run something in the end.
  for (llvm::StringRef Part : {"work_guard", "scope_guard", "scopeguard"})
    if (Name.contains_insensitive(Part))
      return false;
  for (llvm::StringRef Part : {"lock", "guard", "holder", "units", "permit", "ticket"})
    if (Name.contains_insensitive(Part))
      return true;
  return false;
}

static bool isLockType(QualType T) {
  const CXXRecordDecl *R = T.isNull() ? nullptr : recordOf(T);
  return R && isLockName(identifierOf(*R));
}

/// Whether \p S, a statement before the one in question, takes a lock.
static bool takesLock(const Stmt &S) {
  if (const auto *Decls = dyn_cast<DeclStmt>(&S))
    return llvm::any_of(Decls->decls(), [](const Decl *D) {
      const auto *V = dyn_cast<VarDecl>(D);
      return V && isLockType(V->getType());
    });
  const auto *E = dyn_cast<Expr>(&S);
  const auto *Await = E ? dyn_cast<CoawaitExpr>(E->IgnoreImplicit()) : nullptr;
  const auto *Call = Await ? dyn_cast<CallExpr>(Await->getOperand()->IgnoreImplicit()) : nullptr;
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  return F && (identifierOf(*F).contains("lock") || identifierOf(*F).contains("acquire"));
}

bool isUnderAsyncLock(const Stmt &S, const FunctionDecl &F, ASTContext &Ctx) {
  for (const ParmVarDecl *P : F.parameters())
    if (isLockType(P->getType()))
      return true;
  const Stmt *Child = &S;
  for (const Stmt *P = outerStmt(S, Ctx); P && !isa<LambdaExpr>(P); Child = P, P = outerStmt(*P, Ctx)) {
    if (const auto *Block = dyn_cast<CompoundStmt>(P))
      for (const Stmt *Before : Block->body()) {
        if (Before == Child)
          break;
        if (Before && takesLock(*Before))
          return true;
      }
    if (const auto *If = dyn_cast<IfStmt>(P); If && If->getInit() && takesLock(*If->getInit()))
      return true;
  }
  return false;
}

/// The member of `this` or the global that \p E is or is a part of.
static const ValueDecl *sharedRoot(const Expr *E) {
  while (E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
      return V && V->hasGlobalStorage() && !V->getType().isConstQualified() ? V : nullptr;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (isa<FieldDecl>(Member->getMemberDecl()) &&
          isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
        return Member->getMemberDecl();
      E = Member->isArrow() ? nullptr : Member->getBase();
    } else if (const auto *Sub = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Sub->getBase();
    } else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E)) {
      E = Op->getOperator() == OO_Subscript || Op->getOperator() == OO_Star ? Op->getArg(0) : nullptr;
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

/// The object that \p E overwrites or fills; insertions that look again (`try_emplace`) are none.
static const ValueDecl *written(const Stmt &S) {
  if (const auto *Op = dyn_cast<BinaryOperator>(&S))
    return Op->getOpcode() == BO_Assign ? sharedRoot(Op->getLHS()) : nullptr;
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&S))
    return Op->getOperator() == OO_Equal ? sharedRoot(Op->getArg(0)) : nullptr;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || Method->isConst())
    return nullptr;
  llvm::StringRef Name = identifierOf(*Method);
  const bool Writes = Name == "push_back" || Name == "emplace_back" || Name == "insert_or_assign" ||
                      Name == "assign" || Name == "reset" || Name == "clear" || Name == "pop_back" ||
                      Name == "pop_front" || Name == "pop";
  return Writes ? sharedRoot(Call->getImplicitObjectArgument()) : nullptr;
}

namespace {

/// The events of a piece of code, in the order of its text.
class Branch {
public:
  Branch(const ValueDecl &Object) : Object(Object) {}

  const Expr *Suspension = nullptr;
  const Expr *Write = nullptr;

  /// False when nothing after \p S matters.
  bool look(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return true;
    // What is looked at again is not stale.
    const Expr *Again = nullptr;
    if (const auto *If = dyn_cast<IfStmt>(S))
      Again = If->getCond();
    else if (const auto *While = dyn_cast<WhileStmt>(S))
      Again = While->getCond();
    if (Suspension && Again && mentions(Again))
      return false;
    const ValueDecl *D = written(*S);
    for (const Stmt *Child : S->children())
      if (!look(Child))
        return false;
    if (isa<CoroutineSuspendExpr>(S) && !Suspension)
      Suspension = cast<Expr>(S);
    if (D && D == &Object) {
      if (Suspension)
        Write = cast<Expr>(S);
      // Written before the suspension: others see that somebody is at it.
      return false;
    }
    return true;
  }

  bool mentions(const Stmt *S) const {
    if (!S)
      return false;
    if (const auto *E = dyn_cast<Expr>(S); E && E->isGLValue() && sharedRoot(E) == &Object)
      return true;
    return llvm::any_of(S->children(), [&](const Stmt *C) { return mentions(C); });
  }

private:
  const ValueDecl &Object;
};

} // namespace

static bool leaves(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && leaves(Block->body_back());
  return isa_and_nonnull<CoreturnStmt, ReturnStmt, BreakStmt, ContinueStmt>(S) ||
         (isa_and_nonnull<Expr>(S) && isa<CXXThrowExpr>(cast<Expr>(S)->IgnoreImplicit()));
}

/// The objects that \p S, a condition, reads.
static void forEachRead(const Stmt *S,
                        llvm::function_ref<void(const ValueDecl &, const Expr &)> Found) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *E = dyn_cast<Expr>(S); E && E->isGLValue())
    if (const ValueDecl *D = sharedRoot(E)) {
      Found(*D, *E);
      return;
    }
  for (const Stmt *Child : S->children())
    forEachRead(Child, Found);
}

std::optional<StaleCondition> staleCondition(const IfStmt &If, ASTContext &Ctx) {
  Callable Fn = nearestCallable(If, Ctx);
  if (!Fn.isCoroutine() || If.isConsteval() || isUnderAsyncLock(If, *Fn.Function, Ctx))
    return std::nullopt;
  std::optional<StaleCondition> Stale;
  const auto Try = [&](const ValueDecl &Object, const Expr &Read) {
    if (Stale)
      return;
    Branch Then(Object);
    bool Goes = Then.look(If.getThen());
    const auto *Block = dyn_cast_or_null<CompoundStmt>(parentStmt(If, Ctx));
    if (Goes && Block && leaves(If.getThen()) && !Then.Suspension && !If.getElse()) {
      bool After = false;
      for (const Stmt *S : Block->body()) {
        if (After && !Then.look(S))
          break;
        After |= S == &If;
      }
    }
    if (Then.Write && Then.Suspension)
      Stale = {&Object, &Read, Then.Suspension, Then.Write};
  };
  forEachRead(If.getInit(), Try);
  forEachRead(If.getCond(), Try);
  return Stale;
}

} // namespace corolint
