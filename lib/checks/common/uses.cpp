// Mentions and uses of objects; see uses.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/uses.h"
#include "coroutine/callables.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

namespace {

class MentionVisitor : public RecursiveASTVisitor<MentionVisitor> {
public:
  explicit MentionVisitor(const VarDecl &Var) : Var(Var) {}
  llvm::SmallVector<Mention, 8> Found;

  bool TraverseLambdaExpr(LambdaExpr *L) {
    const LambdaExpr *Before = In;
    if (!In)
      In = L;
    const bool Go = RecursiveASTVisitor::TraverseLambdaExpr(L);
    In = Before;
    return Go;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    // By place: the variable of a template and that of its instantiation are two declarations.
    if (E->getDecl() == &Var || (isa<VarDecl>(E->getDecl()) &&
                                 E->getDecl()->getIdentifier() == Var.getIdentifier() &&
                                 E->getDecl()->getLocation() == Var.getLocation()))
      Found.push_back({E, In});
    return true;
  }

private:
  const VarDecl &Var;
  const LambdaExpr *In = nullptr;
};

} // namespace

void matchLocalObjects(ast_matchers::MatchFinder &Finder,
                       ast_matchers::MatchFinder::MatchCallback &Check) {
  using namespace ast_matchers;
  Finder.addMatcher(varDecl(hasLocalStorage(), unless(parmVarDecl()), unless(isImplicit()),
                            hasType(hasUnqualifiedDesugaredType(recordType())))
                        .bind("variable"),
                    &Check);
}

llvm::SmallVector<Mention, 8> mentionsOf(const VarDecl &Var, const FunctionDecl &F) {
  MentionVisitor Visitor(Var);
  if (F.hasBody())
    Visitor.TraverseStmt(F.getBody());
  return std::move(Visitor.Found);
}

bool mentionsAreComplete(llvm::ArrayRef<Mention> Mentions, const VarDecl &Var,
                         const FunctionDecl &F) {
  const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
  if (!Pattern || !Pattern->hasBody())
    return true;
  return llvm::all_of(mentionsOf(Var, *Pattern), [&](const Mention &InPattern) {
    return llvm::any_of(Mentions, [&](const Mention &M) {
      return M.Ref->getLocation() == InPattern.Ref->getLocation();
    });
  });
}

/// The parent of \p E that does something with it; \p Child becomes the node below that. Null where a
/// declaration is what stands around it.
static const Stmt *consumerOf(const Expr &E, const Stmt *&Child, ASTContext &Ctx) {
  Child = &E;
  const Stmt *P = parentStmt(E, Ctx);
  while (isa_and_nonnull<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
                         ExprWithCleanups, ConstantExpr>(P)) {
    Child = P;
    P = parentStmt(*P, Ctx);
  }
  return P;
}

Use useOf(const Expr &E, ASTContext &Ctx) {
  const Stmt *Child = nullptr;
  const Stmt *P = consumerOf(E, Child, Ctx);
  if (const auto *L = dyn_cast_or_null<LambdaExpr>(P)) {
    // `[&alias = x]` makes a new name.
    for (const LambdaCapture &C : L->captures())
      if (const auto *Var = C.capturesVariable() ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr;
          Var && Var->isInitCapture() && Var->getInit() == Child)
        return {};
    return {Use::Captured, std::nullopt};
  }
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(P);
      Address && Address->getOpcode() == UO_AddrOf) {
    Use Passed = useOf(*Address, Ctx);
    return Passed.What == Use::PassedTo ? Passed : Use{};
  }
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(P)) {
    const Stmt *Above = nullptr;
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(consumerOf(*Member, Above, Ctx));
    if (!Call || Call->getCallee()->IgnoreParenImpCasts() != Member)
      return {};
    std::optional<CallSite> Site = callSite(*Call);
    return Site ? Use{Use::CalledOn, std::move(Site)} : Use{};
  }
  const auto *Around = dyn_cast_or_null<Expr>(P);
  std::optional<CallSite> Site = Around ? callSite(*Around) : std::nullopt;
  if (!Site)
    return {};
  if (Site->Object == Child)
    return {Use::CalledOn, std::move(Site)};
  return {Use::PassedTo, std::move(Site)};
}

const VarDecl *initialisedBy(const Expr &E, ASTContext &Ctx) {
  DynTypedNode Node = DynTypedNode::create(E);
  while (true) {
    DynTypedNodeList Parents = Ctx.getParents(Node);
    if (Parents.empty())
      return nullptr;
    Node = Parents[0];
    if (const auto *Var = Node.get<VarDecl>())
      return Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) ? Var : nullptr;
    const auto *S = Node.get<Stmt>();
    const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(S);
    if (!isa_and_nonnull<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr,
                         CXXBindTemporaryExpr, ExprWithCleanups>(S) &&
        !(Copy && Copy->getConstructor()->isCopyOrMoveConstructor()))
      return nullptr;
  }
}

/// The innermost named namespace around \p D that is not inline.
static const NamespaceDecl *namespaceOf(const Decl &D) {
  const DeclContext *Context = D.getDeclContext();
  while (Context) {
    const auto *N = dyn_cast<NamespaceDecl>(Context);
    if (N && !N->isInline() && !N->isAnonymousNamespace())
      return N->getFirstDecl();
    Context = Context->getParent();
  }
  return nullptr;
}

bool isInNamespaceOf(const Decl &D, const Decl &Of) {
  const NamespaceDecl *Wanted = namespaceOf(Of);
  if (!Wanted)
    return false;
  for (const NamespaceDecl *N = namespaceOf(D); N; N = namespaceOf(*N))
    if (N == Wanted)
      return true;
  return false;
}

} // namespace corolint
