// Finding functions that are used as values; see value-uses.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/value-uses.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {
namespace {

class ValueUseVisitor : public RecursiveASTVisitor<ValueUseVisitor> {
public:
  explicit ValueUseVisitor(llvm::DenseSet<const FunctionDecl *> &Found) : Found(Found) {}

  bool VisitCallExpr(CallExpr *E) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E->getCallee()->IgnoreParenImpCasts()))
      Called.insert(Ref);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (const auto *F = dyn_cast<FunctionDecl>(E->getDecl()); F && !Called.contains(E))
      Found.insert(F->getCanonicalDecl());
    return true;
  }

private:
  llvm::DenseSet<const FunctionDecl *> &Found;
  llvm::DenseSet<const DeclRefExpr *> Called;
};

} // namespace

ValueUses::ValueUses(ASTContext &Ctx) { ValueUseVisitor(Found).TraverseAST(Ctx); }

} // namespace corolint
