// Looking for what keeps an object alive; see owners.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/owners.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

static constexpr llvm::StringLiteral SelfNames[] = {"shared_from_this", "weak_from_this", "get_strong",
                                                    "get_weak", "shared_from_base", "intrusive_from_this"};

static bool givesSelf(const FunctionDecl &F) {
  return llvm::is_contained(SelfNames, identifierOf(F));
}

const CXXRecordDecl *classAround(const FunctionDecl &F) {
  for (const DeclContext *DC = &F; DC; DC = DC->getParent())
    if (const auto *R = dyn_cast<CXXRecordDecl>(DC); R && !R->isLambda())
      return R;
    else if (const auto *In = dyn_cast<FunctionDecl>(DC); In && In != &F && !isa<CXXMethodDecl>(In))
      return nullptr;
  return nullptr;
}

bool isMadeToBeShared(const CXXRecordDecl &R) {
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def)
    return false;
  for (const CXXMethodDecl *M : Def->methods())
    if (givesSelf(*M))
      return true;
  return llvm::any_of(Def->bases(), [](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *B = recordOf(Base.getType());
    return B && isMadeToBeShared(*B);
  });
}

bool isOwner(const Expr &E, profile::Knowledge &Known) {
  if (Known.isOwner(E.getType().getNonReferenceType()))
    return true;
  std::optional<CallSite> Call = callSite(*stripped(&E));
  return Call && givesSelf(*Call->Callee);
}


bool takesOwner(const FunctionDecl &F, profile::Knowledge &Known) {
  const CoroutineBodyStmt *Body = coroutineBody(F);
  const auto *Block = Body ? dyn_cast_or_null<CompoundStmt>(Body->getBody()) : nullptr;
  if (!Block)
    return false;
  const auto Points = suspensionPoints(*Body);
  const SourceManager &SM = Known.context().getSourceManager();
  for (const Stmt *S : Block->body()) {
    if (!Points.empty() && SM.isBeforeInTranslationUnit(Points.front().Loc, S->getBeginLoc()))
      return false;
    const auto *Decls = dyn_cast<DeclStmt>(S);
    if (!Decls)
      continue;
    for (const Decl *D : Decls->decls())
      if (const auto *V = dyn_cast<VarDecl>(D);
          V && V->getInit() && !V->getType()->isReferenceType() && isOwner(*V->getInit(), Known))
        return true;
  }
  return false;
}

bool keepsAnOwner(const CallExpr *Made, const LambdaExpr *Lambda, profile::Knowledge &Known) {
  if (Lambda) {
    auto Init = Lambda->capture_init_begin();
    for (const LambdaCapture &C : Lambda->captures()) {
      const Expr *E = *Init++;
      if (C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy &&
          (Known.isOwner(C.getCapturedVar()->getType()) || (E && isOwner(*E, Known))))
        return true;
    }
    return takesOwner(*Lambda->getCallOperator(), Known);
  }
  std::optional<CallSite> Call = Made ? callSite(*Made) : std::nullopt;
  if (!Call)
    return false;
  for (unsigned I = 0; I < Call->Args.size() && I < Call->Callee->getNumParams(); ++I)
    if (Known.isOwner(Call->Callee->getParamDecl(I)->getType()) && isOwner(*Call->Args[I], Known))
      return true;
  const FunctionDecl *Def = nullptr;
  return Call->Callee->hasBody(Def) && takesOwner(*Def, Known);
}

} // namespace corolint
