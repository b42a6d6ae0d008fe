// Summaries of blocking functions; see blocking-summary.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/blocking-summary.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint::profile {

/// A lock is held briefly: nobody waits for it long. What computes waits for nobody. File access counts when asked for.
static bool countsAsBlocking(BlockKind Kind, bool Files) {
  return Kind != BlockKind::MutexLock && Kind != BlockKind::Cpu && (Files || Kind != BlockKind::File);
}

/// The first blocking call in one body.
class SummaryFinder : public RecursiveASTVisitor<SummaryFinder> {
public:
  SummaryFinder(BlockingSummaries &Summaries) : Summaries(Summaries) {}

  std::unique_ptr<BlockingChain> Found;

  bool TraverseLambdaExpr(LambdaExpr *L) {
    // Its body runs here only if it is called here.
    if (runsHere(*L))
      return TraverseStmt(L->getCallOperator()->getBody());
    return true;
  }
  bool TraverseBlockExpr(BlockExpr *) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseDecl(Decl *D) {
    if (isa_and_nonnull<FunctionDecl, CXXRecordDecl>(D))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }

  bool VisitCallExpr(CallExpr *E) { return look(*E); }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) { return look(*E); }
  bool VisitVarDecl(VarDecl *V) {
    if (const BlockingChain *Chain = Found ? nullptr : Summaries.ofDestructor(*V))
      found(*Chain, {V->getInit(), V});
    return !Found;
  }

private:
  bool runsHere(const LambdaExpr &L) {
    if (coroutineBody(*L.getCallOperator()))
      return false;
    ASTContext &Ctx = Summaries.Known.context();
    // The nearest callable of the body is the lambda itself, unless it is called in place.
    const Stmt *Body = L.getCallOperator()->getBody();
    if (Body && nearestCallable(*Body, Ctx).Lambda != &L)
      return true;
    std::optional<CallSite> Receiver = receivingCall(L, Ctx);
    const SinkEntry *Sink = Receiver ? Summaries.Known.sink(*Receiver) : nullptr;
    return Sink && Sink->Runs == "inherit";
  }

  bool look(const Expr &E) {
    std::optional<CallSite> Call = callSite(E);
    if (!Call)
      return true;
    if (std::optional<BlockingCall> Blocking = Summaries.Known.blocking(*Call)) {
      if (countsAsBlocking(Blocking->Kind, Summaries.Files)) {
        Found = std::make_unique<BlockingChain>();
        Found->Steps.push_back({&E, nullptr});
        Found->Last = *Blocking;
      }
      return !Found;
    }
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Call->Callee);
        Method && Method->isVirtual() && !isFinal(*Method, Call->Object))
      return true;
    follow(*Call->Callee, E);
    return !Found;
  }

  static bool isFinal(const CXXMethodDecl &Method, const Expr *Object) {
    if (Method.hasAttr<FinalAttr>() || Method.getParent()->isEffectivelyFinal())
      return true;
    // An object by value is what its type says.
    const Expr *Bare = Object ? Object->IgnoreParenImpCasts() : nullptr;
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Bare);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return V && V->getType()->isRecordType();
  }

  void follow(const FunctionDecl &Callee, const Expr &At) {
    if (Found)
      return;
    if (const BlockingChain *Chain = Summaries.of(Callee))
      found(*Chain, {&At, nullptr});
  }

  void found(const BlockingChain &Chain, BlockingChain::Step By) {
    Found = std::make_unique<BlockingChain>(Chain);
    Found->Steps.insert(Found->Steps.begin(), By);
  }

  BlockingSummaries &Summaries;
};

const BlockingChain *BlockingSummaries::of(const FunctionDecl &F) {
  const FunctionDecl *Def = nullptr;
  if (!F.hasBody(Def) || Def->isDependentContext() || coroutineBody(*Def) ||
      Known.context().getSourceManager().isInSystemHeader(Def->getLocation()) ||
      Known.isDeclaredNonBlocking(*Def))
    return nullptr;
  auto [It, New] = Summaries.try_emplace(Def);
  if (!New) {
    MetActive |= Active.contains(Def);
    return It->second.get();
  }
  if (Active.empty())
    MetActive = false;
  Active.insert(Def);
  SummaryFinder Finder(*this);
  // Members and bases are made before the body runs, by default initialisers too.
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Def))
    for (const CXXCtorInitializer *Init : Ctor->inits()) {
      Expr *E = Init->getInit();
      if (const auto *Default = dyn_cast_or_null<CXXDefaultInitExpr>(E))
        E = const_cast<Expr *>(Default->getExpr());
      if (!Finder.Found)
        Finder.TraverseStmt(E);
    }
  if (!Finder.Found)
    Finder.TraverseStmt(Def->getBody());
  Active.erase(Def);
  if (!Finder.Found && MetActive && !Active.empty()) {
    // Part of a circle: nothing found here may only mean that the rest of it is not known yet.
    Summaries.erase(Def);
    return nullptr;
  }
  return (Summaries[Def] = std::move(Finder.Found)).get();
}

const BlockingChain *BlockingSummaries::ofDestructor(const VarDecl &Var) {
  // A variable that is the function's result outlives it.
  if (!Var.hasLocalStorage() || isa<ParmVarDecl>(Var) || !Var.getInit() || Var.isNRVOVariable())
    return nullptr;
  const CXXRecordDecl *R = Var.getType()->getAsCXXRecordDecl();
  const CXXDestructorDecl *Dtor = R && R->hasDefinition() ? R->getDestructor() : nullptr;
  return Dtor ? of(*Dtor) : nullptr;
}

} // namespace corolint::profile
