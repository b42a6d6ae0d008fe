// Mentions of variables that hold tasks; see task-mentions.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/task-mentions.h"
#include "checks/common/fixes.h"
#include "coroutine/callables.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace corolint;

/// `(void)t`, `t.valid()`; for a container what only fills it: `v.push_back(f())`, `v.size()`.
static bool isPassive(const DeclRefExpr &E, const TaskVariable &V) {
  ASTContext &Ctx = V.Var.getASTContext();
  const Stmt *Child = &E;
  const Stmt *P = parentStmt(E, Ctx);
  while (isa_and_nonnull<ParenExpr, ImplicitCastExpr>(P)) {
    Child = P;
    P = parentStmt(*P, Ctx);
  }
  if (const auto *Cast = dyn_cast_or_null<CastExpr>(P))
    // Work that runs anyway may be left alone on purpose; a lazy task has no such purpose.
    return Cast->getCastKind() == CK_ToVoid && V.Lazy;
  const auto *Member = dyn_cast_or_null<MemberExpr>(P);
  if (!Member || Member->getBase() != Child)
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
  if (!Method)
    return false;
  if (V.Container) {
    static const llvm::StringRef Filling[] = {"push_back", "emplace_back", "reserve",
                                              "size",      "empty",        "insert"};
    if (!llvm::is_contained(Filling, identifierOf(*Method)))
      return false;
    // `co_await v.emplace_back(f())`, `auto &t = v.emplace_back(f())` get the task back.
    const auto *Call = dyn_cast_or_null<Expr>(parentStmt(*Member, Ctx));
    return Call && (!Call->isGLValue() || !isResultUsed(*Call, Ctx));
  }
  // Work that runs anyway may be asked whether it has ended.
  return V.Lazy && Method->isConst() && Method->getNumParams() == 0 &&
         Method->getReturnType()->isBooleanType();
}

const TaskMentions::Mentions &TaskMentions::of(const FunctionDecl &F) {
  auto [It, New] = Bodies.try_emplace(&F);
  if (!New)
    return It->second;
  struct Finder : RecursiveASTVisitor<Finder> {
    Mentions &Found;
    explicit Finder(Mentions &Found) : Found(Found) {}
    // A lambda that captures the task may await it: captures count as uses.
    bool shouldVisitImplicitCode() const { return true; }
    bool VisitDeclRefExpr(DeclRefExpr *E) {
      if (const auto *V = dyn_cast<VarDecl>(E->getDecl()))
        Found[V->getLocation()].push_back(E);
      return true;
    }
  } Find(It->second);
  Find.TraverseStmt(F.getBody());
  // What `if constexpr` leaves out of one instantiation is in another.
  if (const FunctionDecl *Pattern = F.getTemplateInstantiationPattern(); Pattern && Pattern->hasBody())
    Find.TraverseStmt(Pattern->getBody());
  return It->second;
}

bool TaskMentions::isEverUsed(const TaskVariable &V, const FunctionDecl &F) {
  const Mentions &Body = of(F);
  auto It = Body.find(V.Var.getLocation());
  return It != Body.end() && llvm::any_of(It->second, [&](const DeclRefExpr *E) {
           return E->getDecl()->getIdentifier() == V.Var.getIdentifier() && !isPassive(*E, V);
         });
}

bool corolint::isFilled(const VarDecl &Var, const FunctionDecl &F) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const VarDecl *Var;
    bool Found = false;
    bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
      const auto *Ref =
          dyn_cast<DeclRefExpr>(E->getImplicitObjectArgument()->IgnoreParenImpCasts());
      Found |= Ref && Ref->getDecl() == Var && E->getNumArgs() > 0 && E->getMethodDecl() &&
               (identifierOf(*E->getMethodDecl()) == "push_back" ||
                identifierOf(*E->getMethodDecl()) == "emplace_back");
      return !Found;
    }
  } Find;
  Find.Var = &Var;
  Find.TraverseStmt(F.getBody());
  return Find.Found;
}
