// One pass over the unit, made when the first question is asked; see result-uses.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/result-uses.h"
#include "coroutine/callables.h"
#include "profile/call-site.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

bool asksWhetherEmpty(const MemberExpr &Member) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Member.getMemberDecl());
  return Method && Method->isConst() && Method->getNumParams() == 0 &&
         Method->getReturnType()->isBooleanType();
}

/// What a virtual function overrides first of all; any other function itself.
static const FunctionDecl *rootOf(const FunctionDecl &F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  while (Method && Method->size_overridden_methods())
    Method = *Method->begin_overridden_methods();
  return (Method ? Method : &F)->getCanonicalDecl();
}

/// The parent of \p E behind what the compiler adds and `std::move`.
static const Stmt *userOf(const Expr *&E, ASTContext &Ctx) {
  const Stmt *P = parentStmt(*E, Ctx);
  while (P) {
    const auto *Up = dyn_cast<Expr>(P);
    const auto *Call = dyn_cast<CallExpr>(P);
    const auto *Made = dyn_cast<CXXConstructExpr>(P);
    if (!Up || !(isa<ParenExpr, ExprWithCleanups, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
                     ImplicitCastExpr>(P) ||
                 (Call && Call->isCallToStdMove()) || (Made && Made->getNumArgs() == 1)))
      break;
    E = Up;
    P = parentStmt(*P, Ctx);
  }
  return P;
}

static bool isAsked(const Expr &E, const Stmt *User) {
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(User))
    return asksWhetherEmpty(*Member);
  const auto *Op = dyn_cast_or_null<CXXOperatorCallExpr>(User);
  return Op && (Op->getOperator() == OO_EqualEqual || Op->getOperator() == OO_ExclaimEqual ||
                Op->getOperator() == OO_Exclaim);
}

/// What is done with a variable.
struct VariableUses : RecursiveASTVisitor<VariableUses> {
  VariableUses(const VarDecl &Var, ASTContext &Ctx) : Var(Var), Ctx(Ctx) {}
  bool Asked = false, Awaited = false;

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (Ref->getDecl() != &Var)
      return true;
    const Expr *E = Ref;
    const Stmt *User = userOf(E, Ctx);
    Asked |= isAsked(*E, User);
    Awaited |= isa_and_nonnull<CoawaitExpr>(User);
    return true;
  }

  const VarDecl &Var;
  ASTContext &Ctx;
};

/// The variable that \p E initialises.
static const VarDecl *variableOf(const Expr &E, const Stmt *User) {
  const auto *Decls = dyn_cast_or_null<DeclStmt>(User);
  if (!Decls)
    return nullptr;
  for (const Decl *D : Decls->decls())
    if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit() && stripped(V->getInit()) == stripped(&E))
      return V;
  return nullptr;
}

void ResultUses::add(const CallExpr &Call, const FunctionDecl &Callee) {
  const Expr *E = &Call;
  const Stmt *User = userOf(E, Ctx);
  Callers &Found = Functions[rootOf(Callee)];
  Found.Ask |= isAsked(*E, User);
  Found.AwaitUnseen |= isa_and_nonnull<CoawaitExpr>(User);
  // The parent of an initialiser is the variable, not a statement.
  DynTypedNodeList Parents = Ctx.getParents(*E);
  const VarDecl *Var = variableOf(*E, User);
  if (!Var && !Parents.empty())
    Var = Parents[0].get<VarDecl>();
  const auto *F = Var ? dyn_cast<FunctionDecl>(Var->getDeclContext()) : nullptr;
  if (!F || !F->hasBody())
    return;
  VariableUses Uses(*Var, Ctx);
  Uses.TraverseStmt(F->getBody());
  Found.Ask |= Uses.Asked;
  Found.AwaitUnseen |= Uses.Awaited && !Uses.Asked;
}

class CallCollector : public RecursiveASTVisitor<CallCollector> {
public:
  explicit CallCollector(ResultUses &Uses) : Uses(Uses) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitCallExpr(CallExpr *Call) {
    if (const FunctionDecl *F = Call->getDirectCallee();
        F && F->getReturnType()->isRecordType() && !Call->isTypeDependent())
      Uses.add(*Call, *F);
    return true;
  }

private:
  ResultUses &Uses;
};

bool ResultUses::areAskedFirst(const FunctionDecl &F) {
  if (!std::exchange(Collected, true)) {
    CallCollector Collector(*this);
    for (Decl *D : Ctx.getTraversalScope())
      Collector.TraverseDecl(D);
  }
  auto It = Functions.find(rootOf(F));
  return It != Functions.end() && It->second.Ask && !It->second.AwaitUnseen;
}

} // namespace corolint
