// Telling calls that depend on nothing shared; see independent-call.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/independent-call.h"
#include "checks/common/durations.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"

using namespace clang;

namespace corolint {

/// Whether a value of \p T is nothing but a value.
static bool isPlain(QualType T) {
  T = T.getNonReferenceType();
  if (T->isArithmeticType() || T->isEnumeralType())
    return true;
  if (T->isPointerType() || T->isArrayType())
    return T->getPointeeOrArrayElementType()->isAnyCharacterType();
  const CXXRecordDecl *R = recordOf(T);
  return isTime(T) ||
         (R && (hasQualifiedName(*R, "std::basic_string") || hasQualifiedName(*R, "std::basic_string_view")));
}

/// Whether \p F, no method, gives a value and does nothing else. `std::exchange` changes what another call is given.
static bool isFunctionOfValues(const FunctionDecl &F) {
  if (!isOfStd(F) && !F.isConstexpr())
    return false;
  static const llvm::StringRef PassOn[] = {"begin", "data", "end", "forward", "get", "move", "ref"};
  return (isOfStd(F) && llvm::is_contained(PassOn, identifierOf(F))) ||
         llvm::none_of(F.parameters(), [](const ParmVarDecl *P) {
           const QualType T = P->getType();
           return T->isLValueReferenceType() && !T->getPointeeType().isConstQualified();
         });
}

bool mentions(const Stmt &S, llvm::function_ref<bool(const ValueDecl &)> Is) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S); Ref && Is(*Ref->getDecl()))
    return true;
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && mentions(*Child, Is); });
}

/// Whether \p S, an argument, is a value, made without calling anything that may do more than look.
static bool isValue(const Stmt &S, llvm::function_ref<bool(const ValueDecl &)> IsOwn) {
  if (isa<CXXThisExpr, CoroutineSuspendExpr, DependentCoawaitExpr, LambdaExpr>(S))
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    if (const auto *V = dyn_cast<ValueDecl>(Ref->getDecl()); isa<VarDecl, BindingDecl>(V))
      return IsOwn(*V) || isPlain(V->getType());
  if (const auto *Call = dyn_cast<CallExpr>(&S)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    if (!Callee || (Method && Method->isInstance() ? !Method->isConst() : !isFunctionOfValues(*Callee)))
      return false;
  }
  return llvm::all_of(S.children(), [&](const Stmt *Child) { return !Child || isValue(*Child, IsOwn); });
}

std::optional<CallSite> independentCall(const CoawaitExpr &Await, llvm::function_ref<bool(const ValueDecl &)> IsOwn,
                                        profile::Knowledge &Known) {
  if (Await.isImplicit() || !Await.getOperand() || Await.getType()->isVoidType() || Await.isTypeDependent())
    return std::nullopt;
  std::optional<CallSite> Call = callSite(*stripped(Await.getOperand()));
  std::optional<profile::TaskFacts> Task = Call ? Known.taskFacts(Call->E->getType()) : std::nullopt;
  if (!Task || !Task->Type || Task->isGenerator() || !isa<CallExpr>(Call->E) || isa<CXXOperatorCallExpr>(Call->E) ||
      Known.isDelay(*Call) || Known.spawn(*Call) || Known.gather(*Call) || Call->Args.empty() ||
      hasWord(identifierOf(*Call->Callee), {"accept", "acquire", "lock", "next", "pop", "receive", "recv", "take", "wait"}))
    return std::nullopt;
  const auto *Method = dyn_cast<CXXMethodDecl>(Call->Callee);
  if (Method && !Method->isStatic()) {
    const auto *Ref = Call->Object ? dyn_cast<DeclRefExpr>(stripped(Call->Object)) : nullptr;
    if (!Ref || !IsOwn(*Ref->getDecl()))
      return std::nullopt;
  }
  for (const Expr *A : Call->Args)
    if (!isValue(*A, IsOwn))
      return std::nullopt;
  // What a call may change, the next one may want to see.
  for (const ParmVarDecl *P : Call->Callee->parameters())
    if (QualType T = P->getType(); T->isLValueReferenceType() && !T->getPointeeType().isConstQualified())
      return std::nullopt;
  return Call;
}

} // namespace corolint
