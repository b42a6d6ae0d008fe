// Naming a condition; see subject.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/subject.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint {

const NamedDecl *subjectOf(const Stmt &Condition, const Stmt &Loop) {
  const Stmt *S = &Condition;
  if (const auto *Member = dyn_cast<MemberExpr>(S)) {
    if (isa<CXXMethodDecl>(Member->getMemberDecl()) &&
        !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
      if (const NamedDecl *Base = subjectOf(*Member->getBase(), Loop))
        return Base;
    return Member->getMemberDecl()->getIdentifier() ? Member->getMemberDecl() : nullptr;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const ValueDecl *D = Ref->getDecl();
    if (const auto *V = dyn_cast<VarDecl>(D);
        V && V->getInit() && Loop.getSourceRange().fullyContains(V->getSourceRange()))
      if (const NamedDecl *Made = subjectOf(*V->getInit(), Loop))
        return Made;
    return isa<EnumConstantDecl>(D) || !D->getIdentifier() ? nullptr : D;
  }
  for (const Stmt *Child : S->children())
    if (const NamedDecl *D = Child ? subjectOf(*Child, Loop) : nullptr)
      return D;
  return nullptr;
}

} // namespace corolint
