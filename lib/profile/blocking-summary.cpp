// Summaries of blocking functions; see blocking-summary.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/blocking-summary.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint::profile {

/// Calls that nobody waits for long: a lock is held briefly, and file access has a check of its own.
static bool countsAsBlocking(BlockKind Kind) {
  return Kind != BlockKind::MutexLock && Kind != BlockKind::File;
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
    // A local is destroyed at the end of its scope.
    const CXXRecordDecl *R = V->getType()->getAsCXXRecordDecl();
    const CXXDestructorDecl *Dtor =
        V->hasLocalStorage() && R && R->hasDefinition() ? R->getDestructor() : nullptr;
    if (Dtor && V->getInit())
      follow(*Dtor, *V->getInit());
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
      if (countsAsBlocking(Blocking->Kind)) {
        Found = std::make_unique<BlockingChain>();
        Found->Calls.push_back(&E);
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
    if (const BlockingChain *Chain = Summaries.of(Callee)) {
      Found = std::make_unique<BlockingChain>(*Chain);
      Found->Calls.insert(Found->Calls.begin(), &At);
    }
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
  if (!New)
    return It->second.get();
  SummaryFinder Finder(*this);
  Finder.TraverseStmt(Def->getBody());
  return (Summaries[Def] = std::move(Finder.Found)).get();
}

} // namespace corolint::profile
