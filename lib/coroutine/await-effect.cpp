// What awaiting does to a task; see await-effect.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/await-effect.h"
#include "coroutine/empty-task.h"
#include "coroutine/lookup.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "llvm/ADT/STLFunctionalExtras.h"

using namespace clang;

namespace corolint {

/// Whether \p Is holds for a node of \p S. Lambdas are looked into: they are called nearby.
static bool anyOf(const Stmt *S, llvm::function_ref<bool(const Stmt &)> Is) {
  if (!S)
    return false;
  if (Is(*S))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return anyOf(Child, Is); });
}

static const Stmt *bodyOf(const FunctionDecl *F) {
  const FunctionDecl *Def = nullptr;
  return F && F->hasBody(Def) ? Def->getBody(Def) : nullptr;
}

static const Expr *bare(const Expr *E) { return E->IgnoreImplicit()->IgnoreParens(); }

/// The operand of `std::move`, `std::forward`, `static_cast<T &&>`; \p E itself for anything else.
static const Expr *unmoved(const Expr *E) {
  E = bare(E);
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *F = Call->getDirectCallee();
    if (F && Call->getNumArgs() == 1 && F->isInStdNamespace() &&
        (identifierOf(*F) == "move" || identifierOf(*F) == "forward"))
      return unmoved(Call->getArg(0));
  }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E); Cast && Cast->isGLValue())
    return unmoved(Cast->getSubExpr());
  return E;
}

/// The call of await_ready, await_suspend or await_resume in \p E.
static const FunctionDecl *calleeNamed(const Expr *E, llvm::StringRef Name) {
  const FunctionDecl *Found = nullptr;
  anyOf(E, [&](const Stmt &S) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
    if (F && identifierOf(*F) == Name)
      Found = F;
    return Found != nullptr;
  });
  return Found;
}

//===--- Taking the operand -----------------------------------------------------------------------===//

static bool isThis(const Expr *E) {
  E = unmoved(E);
  if (const auto *Deref = dyn_cast<UnaryOperator>(E); Deref && Deref->getOpcode() == UO_Deref)
    E = bare(Deref->getSubExpr());
  return isa<CXXThisExpr>(E);
}

/// What a member may hold the coroutine in: a handle, a pointer to the state.
static bool mayOwnCoroutine(const Expr &Member) { return isNullable(Member.getType()); }

static bool isOwnerInThis(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(unmoved(E));
  return Member && isa<FieldDecl>(Member->getMemberDecl()) && isThis(Member->getBase()) &&
         mayOwnCoroutine(*Member);
}

/// Whether the method moves what is in its object out: `std::exchange(handle_, nullptr)`,
/// `std::move(*this)`, `std::move(state_)` of a class type.
static bool empties(const FunctionDecl *Method, unsigned Depth = 0) {
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(Method);
  if (!M || M->isConst() || M->isStatic() || Depth > 3)
    return false;
  return anyOf(bodyOf(M), [&](const Stmt &S) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
    if (!F)
      return false;
    if (F->isInStdNamespace() && identifierOf(*F) == "exchange" && Call->getNumArgs() == 2)
      return isOwnerInThis(Call->getArg(0));
    if (Call->isCallToStdMove() && Call->getNumArgs() == 1) {
      if (isThis(Call->getArg(0)))
        return true;
      // Handles and pointers are left as they are by a move.
      const CXXRecordDecl *R = recordOf(Call->getArg(0)->getType());
      return isOwnerInThis(Call->getArg(0)) && R && R->hasDefinition() &&
             R->hasNonTrivialMoveConstructor();
    }
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    return Member && isThis(Member->getImplicitObjectArgument()) &&
           empties(Member->getMethodDecl(), Depth + 1);
  });
}

/// Whether \p S alone moves what \p Names finds out of it: `T other(std::move(t))`,
/// `std::exchange(t.handle_, {})`, `t.release()` with a body that does so.
static bool movesOut(const Stmt &S, llvm::function_ref<bool(const Expr *)> Names) {
  if (const auto *C = dyn_cast<CXXConstructExpr>(&S))
    return C->getNumArgs() == 1 && C->getConstructor()->isMoveConstructor() && Names(C->getArg(0));
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  if (!F)
    return false;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    return Names(Member->getImplicitObjectArgument()) && empties(Member->getMethodDecl());
  if (!F->isInStdNamespace() || identifierOf(*F) != "exchange" || Call->getNumArgs() != 2)
    return false;
  const auto *Field = dyn_cast<MemberExpr>(unmoved(Call->getArg(0)));
  return Field && Names(Field->getBase()) && mayOwnCoroutine(*Field);
}

/// Whether a function certainly empties what its parameter \p Index refers to, itself or by passing it on.
static bool emptiesParameter(const FunctionDecl *F, unsigned Index, unsigned Depth = 0) {
  const FunctionDecl *Def = nullptr;
  if (!F || Depth > 3 || !F->hasBody(Def) || Index >= Def->getNumParams())
    return false;
  const ParmVarDecl *P = Def->getParamDecl(Index);
  const auto Names = [&](const Expr *E) {
    const auto *Ref = E ? dyn_cast<DeclRefExpr>(unmoved(E)) : nullptr;
    return Ref && Ref->getDecl() == P;
  };
  const auto PassedOn = [&](const Stmt &S) {
    if (movesOut(S, Names))
      return true;
    if (const auto *C = dyn_cast<CXXConstructExpr>(&S)) {
      for (unsigned I = 0; I < C->getNumArgs(); ++I)
        if (Names(C->getArg(I)) && emptiesParameter(C->getConstructor(), I, Depth + 1))
          return true;
      return false;
    }
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || Callee->isInStdNamespace())
      return false;
    const unsigned First = isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
    for (unsigned I = First; I < Call->getNumArgs(); ++I)
      if (Names(Call->getArg(I)) && emptiesParameter(Callee, I - First, Depth + 1))
        return true;
    return false;
  };
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Def))
    for (const CXXCtorInitializer *Init : Ctor->inits())
      if (anyOf(Init->getInit(), PassedOn))
        return true;
  return anyOf(Def->getBody(), PassedOn);
}

/// Whether awaiting uses values of the class up: every `operator co_await` of it is for rvalues, not const.
static bool isUsedUp(const CXXRecordDecl &R) {
  bool Some = false, Other = false;
  DeclarationName CoAwait = R.getASTContext().DeclarationNames.getCXXOperatorName(OO_Coawait);
  for (const NamedDecl *Member : membersNamed(R, CoAwait))
    if (const auto *M = dyn_cast<CXXMethodDecl>(Member))
      (M->isConst() || M->getRefQualifier() != RQ_RValue ? Other : Some) = true;
  return Some && !Other;
}

/// Whether a call on the way from the operand to the awaiter takes \p Operand, its argument \p Index.
static bool callTakes(const CallExpr &Call, const FunctionDecl &F, unsigned Index, const Expr &Operand) {
  if (Index >= F.getNumParams())
    return false;
  QualType Param = F.getParamDecl(Index)->getType();
  // By value: the operand was moved into the parameter.
  if (!Param->isReferenceType())
    return !Operand.isLValue();
  if (emptiesParameter(&F, Index))
    return true;
  if (!Param->isRValueReferenceType() || Param.getNonReferenceType().isConstQualified() ||
      !Operand.isXValue() || !Call.isPRValue())
    return false;
  const CXXRecordDecl *R = recordOf(Operand.getType());
  return F.getOverloadedOperator() == OO_Coawait || (R && isUsedUp(*R));
}

bool awaitTakesOperand(const CoawaitExpr &E) {
  const Expr *Written = unmoved(E.getOperand());
  const auto *Ref = dyn_cast<DeclRefExpr>(Written);
  if (!Ref || !E.getCommonExpr())
    return false;
  const auto Names = [&](const Expr *A) {
    const auto *Other = A ? dyn_cast<DeclRefExpr>(unmoved(A)) : nullptr;
    return Other && Other->getDecl() == Ref->getDecl();
  };
  return anyOf(E.getCommonExpr(), [&](const Stmt &S) {
    if (const auto *C = dyn_cast<CXXConstructExpr>(&S))
      return C->getNumArgs() == 1 && C->getConstructor()->isMoveConstructor() && Names(C->getArg(0));
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
    if (!F || (F->isInStdNamespace() && identifierOf(*F) != "exchange"))
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const bool IsOperator = isa<CXXOperatorCallExpr>(Call) && Method;
    const Expr *Object = Member       ? Member->getImplicitObjectArgument()
                         : IsOperator ? Call->getArg(0)
                                      : nullptr;
    if (Object && Names(Object) && Method && !Method->isConst())
      return Method->getRefQualifier() == RQ_RValue || empties(Method);
    for (unsigned I = IsOperator; I < Call->getNumArgs(); ++I)
      if (Names(Call->getArg(I)) && callTakes(*Call, *F, I - IsOperator, *Call->getArg(I)))
        return true;
    return false;
  });
}

//===--- Awaiting again ---------------------------------------------------------------------------===//

/// Whether the body is `return false;`.
static bool isConstantlyFalse(const FunctionDecl *Ready) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOf(Ready));
  const auto *Return =
      Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  const auto *Value = Return && Return->getRetValue()
                          ? dyn_cast<CXXBoolLiteralExpr>(Return->getRetValue()->IgnoreParenImpCasts())
                          : nullptr;
  return Value && !Value->getValue();
}

/// Whether await_suspend resumes or hands back the coroutine that it keeps, and looks at nothing before.
static bool resumesBlindly(const FunctionDecl *Suspend) {
  const Stmt *Body = bodyOf(Suspend);
  if (!Body)
    return false;
  const bool Decides = anyOf(Body, [](const Stmt &S) {
    if (isa<IfStmt, ConditionalOperator, SwitchStmt, BinaryConditionalOperator>(S))
      return true;
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
    return F && (identifierOf(*F) == "done" || identifierOf(*F) == "exchange");
  });
  if (Decides)
    return false;
  return anyOf(Body, [](const Stmt &S) {
    if (const auto *Return = dyn_cast<ReturnStmt>(&S))
      return Return->getRetValue() && anyOf(Return->getRetValue(), [](const Stmt &Part) {
               const auto *Member = dyn_cast<MemberExpr>(&Part);
               const CXXRecordDecl *R = Member && isa<FieldDecl>(Member->getMemberDecl())
                                            ? recordOf(Member->getType())
                                            : nullptr;
               return R && hasQualifiedName(*R, "std::coroutine_handle");
             });
    return false;
  });
}

/// Whether what \p Resume yields was moved out of the task, and is of a type that a move changes.
static bool movesResultOut(const FunctionDecl *Resume) {
  if (!Resume || Resume->getReturnType()->isReferenceType())
    return false;
  const CXXRecordDecl *R = recordOf(Resume->getReturnType());
  if (!R || !R->hasDefinition() || !R->hasNonTrivialMoveConstructor())
    return false;
  return anyOf(bodyOf(Resume), [](const Stmt &S) {
    const auto *Return = dyn_cast<ReturnStmt>(&S);
    return Return && Return->getRetValue() && anyOf(Return->getRetValue(), [](const Stmt &Part) {
             const auto *Call = dyn_cast<CallExpr>(&Part);
             return Call && Call->isCallToStdMove();
           });
  });
}

SecondAwait secondAwait(const CoawaitExpr &First, const CoawaitExpr &Second) {
  const FunctionDecl *Ready = calleeNamed(Second.getReadyExpr(), "await_ready");
  const FunctionDecl *Suspend = calleeNamed(Second.getSuspendExpr(), "await_suspend");
  if (isConstantlyFalse(Ready) && resumesBlindly(Suspend))
    return SecondAwait::ResumesFinished;
  return movesResultOut(calleeNamed(First.getResumeExpr(), "await_resume")) ? SecondAwait::ResultGone
                                                                            : SecondAwait::Fine;
}

} // namespace corolint
