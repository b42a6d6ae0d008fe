// Telling what is shared; see shared-objects.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/shared-objects.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"

using namespace clang;

namespace corolint::flow {

static const Expr *bare(const Expr *E) {
  return E ? E->IgnoreParenImpCasts()->IgnoreUnlessSpelledInSource() : nullptr;
}

static bool isNamed(QualType T, std::initializer_list<llvm::StringRef> Names) {
  const CXXRecordDecl *R = recordOf(T);
  return R && llvm::any_of(Names, [&](llvm::StringRef N) { return hasQualifiedName(*R, N); });
}

static bool leadsToShared(const Expr *Pointer, const LambdaExpr *Lambda, unsigned Depth);

static bool isSharedVariable(const DeclRefExpr &Ref, const LambdaExpr *Lambda, unsigned Depth);

static bool shared(const Expr *E, const LambdaExpr *Lambda, unsigned Depth) {
  E = bare(E);
  if (!E || Depth > 8)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return isSharedVariable(*Ref, Lambda, Depth);
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (isa<VarDecl>(Member->getMemberDecl()))
      return true;
    if (!isa<FieldDecl>(Member->getMemberDecl()))
      return false;
    if (Member->getMemberDecl()->getType()->isReferenceType())
      return true;
    return Member->isArrow() ? leadsToShared(Member->getBase(), Lambda, Depth + 1)
                             : shared(Member->getBase(), Lambda, Depth + 1);
  }
  if (const auto *Sub = dyn_cast<ArraySubscriptExpr>(E)) {
    const Expr *Base = Sub->getBase()->IgnoreParenImpCasts();
    return Base->getType()->isArrayType() ? shared(Base, Lambda, Depth + 1)
                                          : leadsToShared(Base, Lambda, Depth + 1);
  }
  if (const auto *Op = dyn_cast<UnaryOperator>(E))
    return Op->getOpcode() == UO_Deref && leadsToShared(Op->getSubExpr(), Lambda, Depth + 1);
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E)) {
    if (Op->getOperator() == OO_Subscript)
      return shared(Op->getArg(0), Lambda, Depth + 1);
    return Op->getOperator() == OO_Star && Op->getNumArgs() == 1 &&
           leadsToShared(Op->getArg(0), Lambda, Depth + 1);
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    const FunctionDecl *F = Call->getDirectCallee();
    llvm::StringRef Name = F ? identifierOf(*F) : "";
    return (Name == "at" || Name == "front" || Name == "back" || Name == "value") &&
           shared(Call->getImplicitObjectArgument(), Lambda, Depth + 1);
  }
  return false;
}

static bool isSharedVariable(const DeclRefExpr &Ref, const LambdaExpr *Lambda, unsigned Depth) {
  const auto *V = dyn_cast<VarDecl>(Ref.getDecl());
  if (!V)
    return false;
  if (V->hasGlobalStorage())
    return true;
  if (Ref.refersToEnclosingVariableOrCapture()) {
    if (!Lambda)
      return false;
    for (const LambdaCapture &C : Lambda->captures())
      if (C.capturesVariable() && C.getCapturedVar() == V)
        return C.getCaptureKind() == LCK_ByRef;
    return false;
  }
  if (!V->getType()->isReferenceType())
    return false;
  // An rvalue is the coroutine's own, whatever it is called.
  if (isa<ParmVarDecl>(V))
    return V->getType()->isLValueReferenceType();
  return V->getInit() && shared(V->getInit(), Lambda, Depth + 1);
}

/// Whether what a pointer or smart pointer leads to is shared.
static bool leadsToShared(const Expr *Pointer, const LambdaExpr *Lambda, unsigned Depth) {
  const Expr *E = bare(Pointer);
  if (!E || Depth > 8)
    return false;
  if (isa<CXXThisExpr>(E))
    return true;
  // `p->x` of a class with operator->.
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E); Op && Op->getOperator() == OO_Arrow)
    return leadsToShared(Op->getArg(0), Lambda, Depth + 1);
  if (E->getType()->isPointerType()) {
    if (const auto *Address = dyn_cast<UnaryOperator>(E); Address && Address->getOpcode() == UO_AddrOf)
      return shared(Address->getSubExpr(), Lambda, Depth + 1);
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!V || !V->isLocalVarDecl() || !V->getInit() || V->hasGlobalStorage())
      return V || isa<MemberExpr>(E);
    return leadsToShared(V->getInit(), Lambda, Depth + 1);
  }
  if (isNamed(E->getType(), {"std::shared_ptr", "boost::shared_ptr", "QPointer", "boost::intrusive_ptr"}))
    return true;
  // What a unique_ptr or optional has is its owner's.
  return isNamed(E->getType(), {"std::unique_ptr", "std::optional", "boost::optional"}) &&
         shared(E, Lambda, Depth + 1);
}

bool isShared(const Expr *E, const LambdaExpr *Lambda) { return shared(E, Lambda, 0); }

bool isSameObject(const Expr *A, const Expr *B) {
  A = bare(A);
  B = bare(B);
  if (!A || !B || A->getStmtClass() != B->getStmtClass())
    return false;
  if (const auto *RefA = dyn_cast<DeclRefExpr>(A))
    return RefA->getDecl() == cast<DeclRefExpr>(B)->getDecl();
  if (const auto *MemberA = dyn_cast<MemberExpr>(A)) {
    const auto *MemberB = cast<MemberExpr>(B);
    return MemberA->getMemberDecl() == MemberB->getMemberDecl() &&
           (isa<VarDecl>(MemberA->getMemberDecl()) ||
            isSameObject(MemberA->getBase(), MemberB->getBase()));
  }
  if (isa<CXXThisExpr>(A))
    return true;
  if (const auto *LiteralA = dyn_cast<IntegerLiteral>(A))
    return LiteralA->getValue() == cast<IntegerLiteral>(B)->getValue();
  if (const auto *LiteralA = dyn_cast<StringLiteral>(A))
    return LiteralA->getBytes() == cast<StringLiteral>(B)->getBytes();
  if (const auto *OpA = dyn_cast<UnaryOperator>(A))
    return (OpA->getOpcode() == UO_Deref || OpA->getOpcode() == UO_AddrOf) &&
           OpA->getOpcode() == cast<UnaryOperator>(B)->getOpcode() &&
           isSameObject(OpA->getSubExpr(), cast<UnaryOperator>(B)->getSubExpr());
  if (const auto *SubA = dyn_cast<ArraySubscriptExpr>(A)) {
    const auto *SubB = cast<ArraySubscriptExpr>(B);
    return isSameObject(SubA->getBase(), SubB->getBase()) && isSameObject(SubA->getIdx(), SubB->getIdx());
  }
  if (const auto *OpA = dyn_cast<CXXOperatorCallExpr>(A)) {
    const auto *OpB = cast<CXXOperatorCallExpr>(B);
    const OverloadedOperatorKind Kind = OpA->getOperator();
    if (Kind != OpB->getOperator() || OpA->getNumArgs() != OpB->getNumArgs() ||
        (Kind != OO_Subscript && Kind != OO_Star && Kind != OO_Arrow))
      return false;
    for (unsigned I = 0; I < OpA->getNumArgs(); ++I)
      if (!isSameObject(OpA->getArg(I), OpB->getArg(I)))
        return false;
    return true;
  }
  return false;
}

} // namespace corolint::flow
