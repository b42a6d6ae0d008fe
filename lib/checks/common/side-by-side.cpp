// Reading how tasks are collected; see side-by-side.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/side-by-side.h"
#include "checks/common/uses.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

/// Whether a loop is around both.
static bool haveLoopInCommon(const Expr &One, const Expr &Other, ASTContext &Ctx) {
  for (const Stmt *Loop = loopAround(One, Ctx); Loop; Loop = loopAround(*Loop, Ctx))
    if (Loop->getSourceRange().fullyContains(Other.getSourceRange()))
      return true;
  return false;
}

std::optional<CallSite> filledFor(const CallSite &Gather, profile::Knowledge &Known) {
  ASTContext &Ctx = Known.context();
  if (Gather.Args.size() != 1)
    return std::nullopt;
  const Expr *Arg = stripped(Gather.Args.front());
  if (const auto *Move = dyn_cast<CallExpr>(Arg); Move && Move->isCallToStdMove())
    Arg = stripped(Move->getArg(0));
  const auto *Ref = dyn_cast<DeclRefExpr>(Arg);
  const auto *Tasks = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const auto *F = Tasks && Tasks->hasLocalStorage() && !isa<ParmVarDecl>(Tasks)
                      ? dyn_cast<FunctionDecl>(Tasks->getDeclContext())
                      : nullptr;
  if (!F)
    return std::nullopt;
  const Expr *Fill = nullptr;
  for (const Mention &M : mentionsOf(*Tasks, *F)) {
    const Use U = useOf(*M.Ref, Ctx);
    if (M.In || U.What != Use::CalledOn)
      continue;
    llvm::StringRef Name = identifierOf(*U.Call->Callee);
    if (Name == "push_back" || Name == "emplace_back")
      Fill = U.Call->Args.size() == 1 && !Fill ? U.Call->E : nullptr;
    else if (Name != "reserve")
      return std::nullopt; // Somebody counts them, or takes some out.
  }
  std::optional<CallSite> Filled = Fill ? callSite(*Fill) : std::nullopt;
  if (!Filled || haveLoopInCommon(*Fill, *Gather.E, Ctx) || !Known.taskFacts(Filled->Args.front()->getType()))
    return std::nullopt;
  return Filled;
}

namespace {

class Round : public RecursiveASTVisitor<Round> {
public:
  bool Waits = false;
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitStmt(Stmt *S) {
    Waits |= isa<CoroutineSuspendExpr, DependentCoawaitExpr, BreakStmt, GotoStmt, ReturnStmt, CoreturnStmt>(S);
    return !Waits;
  }
};

} // namespace

bool waitsInRounds(const Stmt &Loop) {
  Round Looked;
  Looked.TraverseStmt(const_cast<Stmt *>(&Loop));
  return Looked.Waits;
}

} // namespace corolint
