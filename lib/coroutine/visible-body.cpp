// Reading small functions; see visible-body.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/visible-body.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace corolint {

const Stmt *visibleBody(const FunctionDecl &F) {
  const FunctionDecl *Def = nullptr;
  if (F.hasBody(Def) && Def->getBody())
    return Def->getBody();
  if (const FunctionDecl *Pattern = F.getTemplateInstantiationPattern())
    if (Pattern->hasBody(Def))
      return Def->getBody();
  // A member template of a class that was instantiated.
  if (const FunctionTemplateDecl *Template = F.getDescribedFunctionTemplate())
    if (const FunctionTemplateDecl *From = Template->getInstantiatedFromMemberTemplate())
      if (From->getTemplatedDecl()->hasBody(Def))
        return Def->getBody();
  return nullptr;
}

const Expr *onlyReturn(const Stmt *Body) {
  const auto *Compound = dyn_cast_or_null<CompoundStmt>(Body);
  if (!Compound)
    return nullptr;
  const Expr *Value = nullptr;
  for (const Stmt *S : Compound->body())
    if (const auto *R = dyn_cast<ReturnStmt>(S)) {
      if (Value)
        return nullptr;
      Value = R->getRetValue();
    } else if (!isa<DeclStmt>(S)) {
      return nullptr;
    }
  return Value;
}

QualType yields(const FunctionDecl &F) {
  QualType T = F.getReturnType();
  if (!T->isUndeducedType() && !isa<AutoType>(T.getTypePtr()))
    return T;
  if (const auto *Auto = dyn_cast<AutoType>(T.getTypePtr()); Auto && Auto->isDeduced())
    return Auto->getDeducedType();
  const Expr *Value = onlyReturn(visibleBody(F));
  return Value ? Value->IgnoreParenImpCasts()->getType() : QualType();
}

} // namespace corolint
