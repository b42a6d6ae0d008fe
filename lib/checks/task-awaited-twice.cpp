// task-awaited-twice: see docs/checks/task-awaited-twice.md. Reported at the await that comes too late, only
// when the task was used up on every path that leads there.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "coroutine/await-effect.h"
#include "coroutine/empty-task.h"
#include "flow/dataflow.h"
#include "flow/task-state.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using flow::TaskStates;

class TaskAwaitedTwiceCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("function"), this);
    Finder->addMatcher(lambdaExpr().bind("lambda"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *F = Result.Nodes.getNodeAs<FunctionDecl>("function");
    if (const auto *L = Result.Nodes.getNodeAs<LambdaExpr>("lambda"))
      F = L->getCallOperator();
    if (!F || !coroutineBody(*F) || Result.SourceManager->isInSystemHeader(F->getLocation()))
      return;
    const flow::BodyFlow *Body = flowOf(*F, Result);
    if (!Body)
      return;
    profile::Knowledge &Known = knowledge(Result);
    TaskStates Problem(Body->function(),
                       {[&](QualType T) { return isFollowed(T, Known); },
                        [](const CoawaitExpr &E, const VarDecl &) { return awaitTakesOperand(E); }});
    if (Problem.isEmpty())
      return;
    flow::Solution<TaskStates> States(*Body, Problem);
    const LoopEnds Ends = loopEnds(*Body, States, Problem);
    std::vector<Finding> Findings;
    States.replay([&](const TaskStates::State &S, const CFGElement &E) {
      std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
      const auto *Await = Element ? dyn_cast<CoawaitExpr>(Element->getStmt()) : nullptr;
      const VarDecl *V = Await ? Problem.awaitedBy(*Await) : nullptr;
      if (!V)
        return;
      auto It = S.find(V);
      if (It != S.end() && isProven(*Await, It->second, Ends, *V, Known.context()))
        Findings.push_back({V, Await, It->second});
    });
    for (const Finding &Found : Findings)
      report(Found, Known, *Result.SourceManager);
  }

private:
  /// What holds where an iteration of a loop ends and the next one begins.
  using LoopEnds = llvm::DenseMap<const Stmt *, TaskStates::State>;
  struct Finding {
    const VarDecl *Var;
    const CoawaitExpr *Again;
    TaskStates::Task Before;
  };

  /// A task that is awaited for one result, once.
  static bool isFollowed(QualType T, profile::Knowledge &Known) {
    std::optional<profile::TaskFacts> Facts = Known.taskFacts(T);
    return Facts && Facts->Type && Facts->Awaitable && !Facts->isGenerator() &&
           !(Facts->Entry && Facts->Entry->Shared);
  }

  static LoopEnds loopEnds(const flow::BodyFlow &Body, const flow::Solution<TaskStates> &States,
                           const TaskStates &Problem) {
    LoopEnds Ends;
    for (const CFGBlock *Block : Body.order()) {
      const Stmt *Loop = Block->getLoopTarget();
      if (!Loop || !States.at(*Block))
        continue;
      TaskStates::State S = *States.at(*Block);
      for (const CFGElement &E : *Block)
        Problem.transfer(S, E);
      Problem.join(Ends[Loop], S);
    }
    return Ends;
  }

  /// Whether the task was certainly used up when \p Again is reached, \p Before being what may hold there.
  static bool isProven(const CoawaitExpr &Again, const TaskStates::Task &Before, const LoopEnds &Ends,
                       const VarDecl &V, ASTContext &Ctx) {
    if (!Before.isConsumed())
      return isConsumedByLoop(Again, Before, Ends, V, Ctx);
    // What stands behind a handler is reached without what its try block did: exceptions that calls throw
    // are no paths of their own.
    for (const Stmt *Earlier : {static_cast<const Stmt *>(Before.AwaitedAt), Before.MovedAt})
      if (Earlier && !isInEveryTryOf(Again, *Earlier, Ctx))
        return false;
    return true;
  }

  /// What stands around \p S, through the declaration of a variable that it initialises; null at the top of
  /// the function.
  static const Stmt *around(const Stmt &S, ASTContext &Ctx) {
    DynTypedNodeList Parents = Ctx.getParents(S);
    while (!Parents.empty()) {
      if (const auto *P = Parents[0].get<Stmt>())
        return isa<LambdaExpr>(P) ? nullptr : P;
      const auto *V = Parents[0].get<VarDecl>();
      if (!V)
        return nullptr;
      Parents = Ctx.getParents(*V);
    }
    return nullptr;
  }

  /// Whether \p Again stands in every try block that \p Earlier stands in.
  static bool isInEveryTryOf(const Stmt &Again, const Stmt &Earlier, ASTContext &Ctx) {
    llvm::SmallPtrSet<const Stmt *, 16> AroundAgain;
    for (const Stmt *P = &Again; P; P = around(*P, Ctx))
      AroundAgain.insert(P);
    const Stmt *Below = &Earlier;
    for (const Stmt *P = around(Earlier, Ctx); P; Below = P, P = around(*P, Ctx))
      if (const auto *Try = dyn_cast<CXXTryStmt>(P);
          Try && Below == Try->getTryBlock() && !AroundAgain.contains(Below))
        return false;
    return true;
  }

  static const Stmt *enclosingLoop(const Stmt &S, ASTContext &Ctx) {
    for (const Stmt *P = around(S, Ctx); P; P = around(*P, Ctx))
      if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(P))
        return P;
    return nullptr;
  }

  /// Whether an iteration of a loop around \p Again, begun with the task that was made before the loop,
  /// uses it up on every way to the next iteration and stores nothing new.
  static bool isConsumedByLoop(const CoawaitExpr &Again, const TaskStates::Task &Before,
                               const LoopEnds &Ends, const VarDecl &V, ASTContext &Ctx) {
    if (Before.AwaitedAt != &Again)
      return false;
    for (const Stmt *Loop = enclosingLoop(Again, Ctx); Loop; Loop = enclosingLoop(*Loop, Ctx)) {
      auto End = Ends.find(Loop);
      // A macro's loop may be there to run once.
      if (End == Ends.end() || Loop->getBeginLoc().isMacroID())
        continue;
      auto It = End->second.find(&V);
      if (It != End->second.end() && It->second.isConsumed())
        return true;
    }
    return false;
  }

  /// What the await does, to end the sentence; empty when it does no harm.
  static llvm::StringRef effect(const Finding &Found, profile::Knowledge &Known) {
    if (Found.Before.Is & TaskStates::Awaited) {
      switch (secondAwait(*Found.Before.AwaitedAt, *Found.Again)) {
      case SecondAwait::Fine:
        return {};
      case SecondAwait::ResumesFinished:
        return "its coroutine has ended, and to resume it once more is undefined behaviour";
      case SecondAwait::ResultGone:
        return isResultUsed(*Found.Again, Known.context())
                   ? "the first await moved the result out, and this one yields what is left of it"
                   : "";
      }
    }
    std::optional<profile::TaskFacts> Facts = Known.taskFacts(Found.Var->getType());
    if (Facts && Facts->Entry && Facts->Entry->EmptyIsReady)
      return {};
    // What is moved by copying its handle is not empty afterwards.
    const CXXRecordDecl *R = recordOf(Found.Var->getType());
    if (!R || !R->hasDefinition() || !R->hasNonTrivialMoveConstructor())
      return {};
    switch (awaitingEmpty(*R, Known.tasks()).What) {
    case EmptyAwait::Unknown:
      return "it is empty, and there is no coroutine left to wait for";
    case EmptyAwait::Returns:
      return {};
    case EmptyAwait::Throws:
      return "it is empty, and to await that throws";
    case EmptyAwait::Derefs:
      return "it is empty, and to await that uses a null handle, which is undefined behaviour";
    case EmptyAwait::Hangs:
      return "it is empty and never gets ready, so this coroutine is never resumed";
    }
    return {};
  }

  void report(const Finding &Found, profile::Knowledge &Known, const SourceManager &SM) {
    llvm::StringRef Effect = effect(Found, Known);
    if (Effect.empty() || !isWanted(*Found.Again, Found.Again->getKeywordLoc(), SM))
      return;
    const TaskStates::Task &Before = Found.Before;
    const bool Loop = Before.AwaitedAt == Found.Again;
    const bool Moved = Before.Is == TaskStates::Moved;
    diag(Found.Again->getKeywordLoc(),
         "%0 is awaited %select{again|after it was moved away|again in the next iteration of the "
         "loop}1: %2")
        << Found.Var << (Loop ? 2 : Moved) << Effect;
    if (Loop)
      diag(Found.Var->getLocation(), "the loop gives it no new task", DiagnosticIDs::Note);
    else if (Before.AwaitedAt)
      diag(Before.AwaitedAt->getKeywordLoc(), "awaited here", DiagnosticIDs::Note);
    if (!Loop && Before.MovedAt)
      diag(Before.MovedAt->getBeginLoc(), "moved away here", DiagnosticIDs::Note);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(TaskAwaitedTwiceCheck)
