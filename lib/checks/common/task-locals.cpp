// Looking at the calls that make tasks; see task-locals.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/task-locals.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

static bool isStd(const FunctionDecl *F, llvm::ArrayRef<llvm::StringRef> Names) {
  return F && F->isInStdNamespace() && llvm::is_contained(Names, identifierOf(*F));
}

std::optional<CallSite> makingCall(const Expr &Init) {
  const Expr *E = stripped(&Init);
  if (const auto *List = dyn_cast_or_null<InitListExpr>(E); List && List->getNumInits() == 1)
    E = stripped(List->getInit(0));
  if (!isa_and_nonnull<CallExpr>(E) || E->isGLValue())
    return std::nullopt;
  std::optional<CallSite> Call = callSite(*E);
  // Taken out of its place: a task that somebody else made.
  if (!Call || isStd(Call->Callee, {"exchange", "move", "forward"}))
    return std::nullopt;
  return Call;
}

std::optional<CallSite> makingCall(const VarDecl &Var) {
  if (Var.isInvalidDecl() || !Var.getInit() || Var.getType()->isReferenceType())
    return std::nullopt;
  return makingCall(*Var.getInit());
}

const Expr *movedFrom(const Expr *E) {
  for (E = E ? stripped(E) : nullptr; E;) {
    const Expr *Before = E;
    if (const auto *Call = dyn_cast<CallExpr>(E);
        Call && Call->getNumArgs() == 1 && isStd(Call->getDirectCallee(), {"move", "forward"}))
      E = stripped(Call->getArg(0));
    else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E); Cast && Cast->isXValue())
      E = stripped(Cast->getSubExpr());
    if (E == Before)
      break;
  }
  return E;
}

const VarDecl *namedVariable(const Expr *E) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(movedFrom(E));
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

QualType containedTask(QualType T) {
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!R || !R->getTemplateArgs().size() ||
      R->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  for (llvm::StringRef Name : {"std::vector", "std::deque", "std::list",
                               "boost::container::small_vector", "folly::small_vector"})
    if (hasQualifiedName(*R, Name))
      return R->getTemplateArgs()[0].getAsType();
  return {};
}

std::optional<CallSite> filledInto(const CallSite &Call, const VarDecl &Container) {
  if (!Call.Object || namedVariable(Call.Object) != &Container || Call.Args.size() != 1 ||
      (identifierOf(*Call.Callee) != "push_back" && identifierOf(*Call.Callee) != "emplace_back"))
    return std::nullopt;
  return makingCall(*Call.Args[0]);
}

namespace {
struct MentionFinder : RecursiveASTVisitor<MentionFinder> {
  Variables Found;
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (const auto *V = dyn_cast<VarDecl>(E->getDecl()))
      Found.insert(V->getCanonicalDecl());
    return true;
  }
  // `[&]` names what its body uses.
  bool VisitLambdaExpr(LambdaExpr *L) {
    for (const LambdaCapture &C : L->captures())
      if (C.capturesVariable())
        if (const auto *V = dyn_cast<VarDecl>(C.getCapturedVar()))
          Found.insert(V->getCanonicalDecl());
    return true;
  }
};
} // namespace

Variables mentionedIn(const Stmt &S) {
  MentionFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(&S));
  return std::move(Finder.Found);
}

/// What \p E refers to when its address is taken or it is bound to a reference: `x`, `x.part`, `x[1]`,
/// `std::move(x)`. Null when a temporary or a copy is in between.
static const VarDecl *rootVariable(const Expr *E) {
  while (E) {
    if (const auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else if (const auto *Cast = dyn_cast<CastExpr>(E); Cast && Cast->isGLValue())
      E = Cast->getSubExpr();
    else if (const auto *M = dyn_cast<MemberExpr>(E); M && !M->isArrow())
      E = M->getBase();
    else if (const auto *Sub = dyn_cast<ArraySubscriptExpr>(E);
             Sub && Sub->getBase()->IgnoreParenImpCasts()->getType()->isArrayType())
      E = Sub->getBase()->IgnoreParenImpCasts();
    else if (const auto *Call = dyn_cast<CallExpr>(E);
             Call && Call->getNumArgs() == 1 &&
             isStd(Call->getDirectCallee(), {"move", "forward", "as_const"}))
      E = Call->getArg(0);
    else
      break;
  }
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V ? V->getCanonicalDecl() : nullptr;
}

static void addLambda(const Expr *E, Variables &Found) {
  const auto *L = dyn_cast_or_null<LambdaExpr>(movedFrom(E));
  if (!L)
    return;
  for (const LambdaCapture &C : L->captures())
    if (C.capturesVariable() && C.getCaptureKind() == LCK_ByRef)
      if (const auto *V = dyn_cast<VarDecl>(C.getCapturedVar()))
        Found.insert(V->getCanonicalDecl());
}

Variables givenByReference(const CallSite &Call, bool ForWriting) {
  Variables Found;
  auto Add = [&](const Expr *E) {
    if (const VarDecl *V = rootVariable(E))
      Found.insert(V);
  };
  auto Counts = [&](QualType Target) { return !ForWriting || !Target.isConstQualified(); };
  for (const Expr *A : Call.Args) {
    addLambda(A, Found);
    const Expr *Bare = A->IgnoreParenImpCasts();
    const auto *Address = dyn_cast<UnaryOperator>(Bare);
    if (Address && Address->getOpcode() == UO_AddrOf && Counts(A->getType()->getPointeeType()))
      Add(Address->getSubExpr());
    if (const auto *Wrap = dyn_cast_or_null<CallExpr>(stripped(A)); Wrap && Wrap->getNumArgs() == 1)
      if (isStd(Wrap->getDirectCallee(), {"ref"}) ||
          (!ForWriting && isStd(Wrap->getDirectCallee(), {"cref"})))
        Add(Wrap->getArg(0));
  }
  unsigned Index = 0;
  for (const ParmVarDecl *P : Call.Callee->parameters()) {
    if (Index >= Call.Args.size())
      break;
    const Expr *A = Call.Args[Index++];
    if (P->getType()->isReferenceType() && Counts(P->getType()->getPointeeType()))
      Add(A);
  }
  if (Call.Object) {
    addLambda(Call.Object, Found);
    const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
    if (Method && (!ForWriting || !Method->isConst()))
      Add(Call.Object);
  }
  return Found;
}

void certainAwaits(const Stmt *S, llvm::SmallVectorImpl<const CoawaitExpr *> &Found) {
  if (!S || isa<LambdaExpr, AbstractConditionalOperator>(S))
    return;
  if (const auto *Await = dyn_cast<CoawaitExpr>(S)) {
    Found.push_back(Await);
    return certainAwaits(Await->getOperand(), Found);
  }
  if (const auto *Op = dyn_cast<BinaryOperator>(S); Op && Op->isLogicalOp())
    return certainAwaits(Op->getLHS(), Found);
  if (const auto *Return = dyn_cast<CoreturnStmt>(S))
    return certainAwaits(Return->getOperand(), Found);
  if (const auto *Decl = dyn_cast<DeclStmt>(S)) {
    for (const auto *D : Decl->decls())
      if (const auto *V = dyn_cast<VarDecl>(D))
        certainAwaits(V->getInit(), Found);
    return;
  }
  if (isa<Expr>(S))
    for (const Stmt *Child : S->children())
      certainAwaits(Child, Found);
}

bool mayLeave(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (isa<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(S))
    return true;
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(S))
    return mayLeave(Await->getOperand());
  return llvm::any_of(S->children(), mayLeave);
}

bool mentionsThis(const Stmt &S) {
  struct Finder : RecursiveASTVisitor<Finder> {
    bool Found = false;
    bool shouldVisitImplicitCode() const { return true; }
    bool VisitCXXThisExpr(CXXThisExpr *) { return !(Found = true); }
  } Find;
  Find.TraverseStmt(const_cast<Stmt *>(&S));
  return Find.Found;
}

} // namespace corolint
