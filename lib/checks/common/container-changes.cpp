// Collecting changes of containers; see container-changes.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/container-changes.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

static bool erases(const CallExpr &Call) {
  static const llvm::StringRef Names[] = {
      "erase",    "clear",     "extract",   "pop_back", "pop_front", "remove",   "remove_if", "assign",
      "swap",     "pop",       "unique",    "removeAt", "removeOne", "removeAll", "take",     "takeAt",
      "takeFirst", "takeLast", "merge",     "splice"};
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Call))
    return Op->getOperator() == OO_Equal;
  const FunctionDecl *F = Call.getDirectCallee();
  return F && llvm::is_contained(Names, identifierOf(*F));
}

static bool inserts(const CallExpr &Call) {
  static const llvm::StringRef Names[] = {
      "insert",     "emplace",   "push_back", "emplace_back",     "push_front", "emplace_front",
      "resize",     "reserve",   "rehash",    "try_emplace",      "append",     "prepend",
      "push",       "shrink_to_fit", "insert_or_assign", "insert_range", "append_range"};
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Call))
    return Op->getOperator() == OO_Subscript || Op->getOperator() == OO_PlusEqual;
  const FunctionDecl *F = Call.getDirectCallee();
  return F && llvm::is_contained(Names, identifierOf(*F));
}

namespace {

class Reader : public RecursiveASTVisitor<Reader> {
public:
  explicit Reader(llvm::function_ref<void(const ValueDecl &, const ContainerChange &)> Found)
      : Found(Found) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseFunctionDecl(FunctionDecl *F) { return in(F, [&] { return Base::TraverseFunctionDecl(F); }); }
  bool TraverseCXXMethodDecl(CXXMethodDecl *F) {
    return in(F, [&] { return Base::TraverseCXXMethodDecl(F); });
  }
  bool TraverseCXXConstructorDecl(CXXConstructorDecl *F) {
    return in(F, [&] { return Base::TraverseCXXConstructorDecl(F); });
  }
  bool TraverseCXXDestructorDecl(CXXDestructorDecl *F) {
    return in(F, [&] { return Base::TraverseCXXDestructorDecl(F); });
  }
  bool TraverseLambdaExpr(LambdaExpr *L) {
    return in(L->getCallOperator(), [&] { return Base::TraverseLambdaExpr(L); });
  }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
    note(*E, E->getImplicitObjectArgument());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) {
    note(*E, E->getArg(0));
    return true;
  }
  // `std::erase_if(c, ...)`
  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *F = E->getDirectCallee();
    if (F && !isa<CXXMethodDecl>(F) && F->isInStdNamespace() && E->getNumArgs() > 0 &&
        (identifierOf(*F) == "erase" || identifierOf(*F) == "erase_if"))
      note(*E, E->getArg(0));
    return true;
  }

private:
  using Base = RecursiveASTVisitor<Reader>;
  template <typename Fn> bool in(const FunctionDecl *F, Fn Go) {
    const FunctionDecl *Before = In;
    In = F;
    const bool On = Go();
    In = Before;
    return On;
  }

  void note(const CallExpr &E, const Expr *Object) {
    // `(object->*pointer)()` has no object that is named.
    if (!In || !Object || isa<CXXConstructorDecl, CXXDestructorDecl>(In))
      return;
    Object = Object->IgnoreParenImpCasts();
    const ValueDecl *D = nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(Object))
      D = dyn_cast<FieldDecl>(Member->getMemberDecl());
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(Object))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && V->hasGlobalStorage())
        D = V->getCanonicalDecl();
    if (D && flow::containerKind(D->getType()) != flow::ContainerKind::None)
      Found(*D, {&E, In});
  }

  llvm::function_ref<void(const ValueDecl &, const ContainerChange &)> Found;
  const FunctionDecl *In = nullptr;
};

} // namespace

ContainerChanges::ContainerChanges(ASTContext &Ctx) {
  auto Found = [&](const ValueDecl &D, const ContainerChange &Change) {
    if (erases(*Change.Call) || inserts(*Change.Call))
      Changes[&D].push_back(Change);
  };
  Reader Read(Found);
  for (Decl *D : Ctx.getTraversalScope())
    Read.TraverseDecl(D);
}

const ContainerChange *ContainerChanges::ending(const flow::Held &H, const FunctionDecl &F) const {
  auto It = Changes.find(H.Container);
  if (It == Changes.end())
    return nullptr;
  const flow::ContainerKind Kind = flow::containerKind(H.Container->getType());
  const bool InsertionEnds = Kind == flow::ContainerKind::Contiguous ||
                             (Kind == flow::ContainerKind::Hashed && !H.Element);
  for (const ContainerChange &Change : It->second)
    if (Change.In != &F && Change.In->getCanonicalDecl() != F.getCanonicalDecl() &&
        (erases(*Change.Call) || (InsertionEnds && inserts(*Change.Call))))
      return &Change;
  return nullptr;
}

} // namespace corolint
