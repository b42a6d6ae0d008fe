// Mentions of variables that hold tasks; see task-mentions.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/task-mentions.h"
#include "checks/common/fixes.h"
#include "coroutine/callables.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace corolint;

namespace {

/// Looks for a use of a variable that may lead to the task being awaited.
class UseFinder : public RecursiveASTVisitor<UseFinder> {
public:
  explicit UseFinder(const TaskVariable &V)
      : Var(V.Var), Ctx(V.Var.getASTContext()), Container(V.Container), Lazy(V.Lazy) {}
  bool Used = false;

  // A lambda that captures the task may await it: captures count as uses.
  bool shouldVisitImplicitCode() const { return true; }

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    // By place: the variable of a template and that of its instantiation are two declarations.
    if (E->getDecl() == &Var || (isa<VarDecl>(E->getDecl()) &&
                                 E->getDecl()->getIdentifier() == Var.getIdentifier() &&
                                 E->getDecl()->getLocation() == Var.getLocation()))
      Used |= !isPassive(*E);
    return !Used;
  }

private:
  /// `(void)t`, `t.valid()`; for a container what only fills it: `v.push_back(f())`, `v.size()`.
  bool isPassive(const Expr &E) {
    const Stmt *Child = &E;
    const Stmt *P = parentStmt(E, Ctx);
    while (isa_and_nonnull<ParenExpr, ImplicitCastExpr>(P)) {
      Child = P;
      P = parentStmt(*P, Ctx);
    }
    if (const auto *Cast = dyn_cast_or_null<CastExpr>(P))
      // Work that runs anyway may be left alone on purpose; a lazy task has no such purpose.
      return Cast->getCastKind() == CK_ToVoid && Lazy;
    const auto *Member = dyn_cast_or_null<MemberExpr>(P);
    if (!Member || Member->getBase() != Child)
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    if (!Method)
      return false;
    if (Container) {
      static const llvm::StringRef Filling[] = {"push_back", "emplace_back", "reserve",
                                                "size",      "empty",        "insert"};
      if (!llvm::is_contained(Filling, identifierOf(*Method)))
        return false;
      // `co_await v.emplace_back(f())`, `auto &t = v.emplace_back(f())` get the task back.
      const auto *Call = dyn_cast_or_null<Expr>(parentStmt(*Member, Ctx));
      return Call && (!Call->isGLValue() || !isResultUsed(*Call, Ctx));
    }
    // Work that runs anyway may be asked whether it has ended.
    return Lazy && Method->isConst() && Method->getNumParams() == 0 &&
           Method->getReturnType()->isBooleanType();
  }

  const VarDecl &Var;
  ASTContext &Ctx;
  const bool Container;
  const bool Lazy;
};

} // namespace

bool corolint::isEverUsed(const TaskVariable &V, const FunctionDecl &F) {
  UseFinder Uses(V);
  Uses.TraverseStmt(F.getBody());
  // What `if constexpr` leaves out of one instantiation is in another.
  if (const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
      Pattern && Pattern->hasBody() && !Uses.Used)
    Uses.TraverseStmt(Pattern->getBody());
  return Uses.Used;
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
