// Following a container to what is put into it; see counted-filling.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/counted-filling.h"
#include "checks/common/uses.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"

using namespace clang;

namespace corolint {
namespace {

constexpr unsigned MaxDepth = 3;

/// `for (int i = 0; i < n; ++i)`, `for (auto &x : list)`.
bool counts(const Stmt &Loop) {
  if (isa<CXXForRangeStmt>(Loop))
    return true;
  const auto *For = dyn_cast<ForStmt>(&Loop);
  const auto *Condition = For && For->getInc() && For->getCond() ? dyn_cast<BinaryOperator>(For->getCond()->IgnoreParenImpCasts())
                                                                 : nullptr;
  return Condition && Condition->isComparisonOp();
}

/// Whether every loop around \p S in its callable counts.
bool isCounted(const Stmt &S, ASTContext &Ctx) {
  for (const Stmt *Loop = loopAround(S, Ctx); Loop; Loop = loopAround(*Loop, Ctx))
    if (!counts(*Loop))
      return false;
  return true;
}

bool isNamedLikeAdding(const FunctionDecl &F) {
  return hasWord(identifierOf(F), {"push", "enqueue", "emplace", "add", "put", "post", "send", "write", "insert", "produce"});
}

bool isFilledByCount(const VarDecl &Var, const FunctionDecl &F, ASTContext &Ctx, unsigned Depth);

/// Whether the function that \p Call gives \p Var to, once for each time the call is made, keeps count.
bool keepsCount(const CallSite &Call, const VarDecl &Var, ASTContext &Ctx, unsigned Depth) {
  const FunctionDecl *Def = nullptr;
  if (Depth >= MaxDepth || !Call.Callee->hasBody(Def) || isa<CXXConstructorDecl>(Def))
    return false;
  for (unsigned I = 0; I < Call.Args.size() && I < Def->getNumParams(); ++I) {
    const Expr *Arg = Call.Args[I]->IgnoreParenImpCasts();
    if (const auto *Address = dyn_cast<UnaryOperator>(Arg); Address && Address->getOpcode() == UO_AddrOf)
      return false;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Arg); Ref && Ref->getDecl() == &Var)
      return isFilledByCount(*Def->getParamDecl(I), *Def, Ctx, Depth + 1);
  }
  return false;
}

bool isFilledByCount(const VarDecl &Var, const FunctionDecl &F, ASTContext &Ctx, unsigned Depth) {
  return llvm::all_of(mentionsOf(Var, F), [&](const Mention &M) {
    Use U = useOf(*M.Ref, Ctx);
    // A smart pointer is what it points to.
    if (U.What == Use::CalledOn && (U.Call->Callee->getOverloadedOperator() == OO_Arrow ||
                                    (U.Call->Callee->getOverloadedOperator() == OO_Star && U.Call->Args.empty())))
      U = useOf(*U.Call->E, Ctx);
    if (U.What == Use::Captured || isUnevaluated(*M.Ref, Ctx))
      return true;
    if (U.What != Use::CalledOn && U.What != Use::PassedTo)
      return false;
    if (U.What == Use::CalledOn && !isNamedLikeAdding(*U.Call->Callee))
      return true;
    if (!isCounted(*M.Ref, Ctx))
      return false;
    // The loops around a lambda count as well: it is called where it is written, or close by.
    if (M.In && (!coroutineBody(*M.In->getCallOperator()) || nearestCallable(*M.Ref, Ctx).Lambda != M.In ||
                 !isCounted(*M.In, Ctx)))
      return false;
    return U.What == Use::CalledOn || keepsCount(*U.Call, Var, Ctx, Depth);
  });
}

} // namespace

bool isFilledByCount(const VarDecl &Var, const FunctionDecl &F, ASTContext &Ctx) {
  return isFilledByCount(Var, F, Ctx, 0);
}

} // namespace corolint
