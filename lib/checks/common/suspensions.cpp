// Coroutines and awaits as the checks about suspension points see them; see suspensions.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/suspensions.h"
#include "coroutine/callables.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {

void matchBodies(MatchFinder &Finder, MatchFinder::MatchCallback &Check) {
  Finder.addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("function"), &Check);
  Finder.addMatcher(lambdaExpr().bind("lambda"), &Check);
}

const CoawaitExpr *matchedAwait(const MatchFinder::MatchResult &Result) {
  const auto *E = Result.Nodes.getNodeAs<CoawaitExpr>("await");
  return E && !E->isImplicit() && !E->isTypeDependent() && E->getOperand() ? E : nullptr;
}

const FunctionDecl *matchedCoroutine(const MatchFinder::MatchResult &Result) {
  const auto *F = Result.Nodes.getNodeAs<FunctionDecl>("function");
  if (const auto *L = Result.Nodes.getNodeAs<LambdaExpr>("lambda"))
    F = L->getCallOperator();
  if (!F || !coroutineBody(*F) || Result.SourceManager->isInSystemHeader(F->getLocation()))
    return nullptr;
  return F;
}

bool isListed(const NamedDecl *D, llvm::ArrayRef<std::string> Names) {
  return D && llvm::any_of(Names, [&](const std::string &N) { return hasQualifiedName(*D, N); });
}

bool awaitsOneOf(const Expr &Suspension, llvm::ArrayRef<std::string> Names) {
  const auto *Await = dyn_cast<CoawaitExpr>(&Suspension);
  if (!Await || Names.empty())
    return false;
  const Expr *Operand = Await->getOperand()->IgnoreImplicit()->IgnoreParens();
  const auto *Call = dyn_cast<CallExpr>(Operand);
  return isListed(recordOf(Operand->getType()), Names) ||
         (Call && isListed(Call->getDirectCallee(), Names));
}

void sortByPlace(std::vector<const Expr *> &Exprs, const SourceManager &SM) {
  llvm::sort(Exprs, [&](const Expr *A, const Expr *B) {
    return A != B && SM.isBeforeInTranslationUnit(A->getExprLoc(), B->getExprLoc());
  });
  Exprs.erase(std::unique(Exprs.begin(), Exprs.end()), Exprs.end());
}

} // namespace corolint
