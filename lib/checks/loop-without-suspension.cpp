// loop-without-suspension: see docs/checks/loop-without-suspension.md. A loop that suspends on some paths
// only is looked at without these paths: what is left either has no way out, or has ways out that nothing
// in it can open. Silent as soon as the loop calls anything that may do more than look.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/subject.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/callables.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"
#include "flow/changes.h"
#include "flow/cycles.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether control stays in \p Cycle unless an exception, which makes no edge, takes it out: a call that
/// may throw, with a handler around or inside.
class ExceptionSearch : public RecursiveASTVisitor<ExceptionSearch> {
public:
  bool Handler = false;
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitCXXTryStmt(CXXTryStmt *) { return !(Handler = true); }
};

bool mayLeaveByException(const Stmt &Loop, ASTContext &Ctx) {
  ExceptionSearch Search;
  Search.TraverseStmt(const_cast<Stmt *>(&Loop));
  for (const Stmt *P = &Loop; P && !Search.Handler && !isa<LambdaExpr>(P); P = outerStmt(*P, Ctx))
    Search.Handler |= isa<CXXTryStmt>(P);
  return Search.Handler;
}

/// The condition that decides where control goes from \p Block; null when it is none of an `if`, a loop
/// or their like.
const Expr *conditionOf(const CFGBlock &Block) {
  return dyn_cast_or_null<Expr>(Block.getTerminatorCondition(/*StripParens=*/true));
}

/// `queue.try_pop(job)`, `mutex.try_lock()`: says whether it worked, and changes nothing if it did not.
bool isAttempt(const CallExpr &E) {
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(E.getDirectCallee());
  llvm::StringRef Name = M ? identifierOf(*M) : "";
  if (!Name.consume_front("try") || Name.size() < 2 || !(Name[0] == '_' || llvm::isUpper(Name[0])) ||
      Name.ends_with("_for") || Name.ends_with("_until"))
    return false;
  if (E.getType()->isBooleanType() || E.getType()->isPointerType())
    return true;
  const CXXRecordDecl *R = recordOf(E.getType());
  static const llvm::StringRef Maybe[] = {"std::optional", "std::expected", "std::unique_ptr",
                                          "std::shared_ptr", "folly::Optional", "boost::optional"};
  return R && llvm::any_of(Maybe, [&](llvm::StringRef N) { return hasQualifiedName(*R, N); });
}

/// Whether \p Condition asks if \p Attempt worked, directly or by the variable that has its result.
/// \p Worked becomes the answer that says so.
bool asksFor(const Expr &Condition, const CallExpr &Attempt, bool &Worked) {
  const Expr *E = stripped(&Condition);
  if (E == &Attempt)
    return Worked = true;
  if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot) {
    const bool Asks = asksFor(*Not->getSubExpr(), Attempt, Worked);
    Worked = !Worked;
    return Asks;
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
      Call && Call->getMethodDecl() && Call->getImplicitObjectArgument() &&
      (isa<CXXConversionDecl>(Call->getMethodDecl()) ||
       identifierOf(*Call->getMethodDecl()) == "has_value"))
    return asksFor(*Call->getImplicitObjectArgument(), Attempt, Worked);
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->getInit() && stripped(V->getInit()) == &Attempt && (Worked = true);
}

/// Whether \p Cycle ends as soon as \p Attempt works.
bool endsWhenWorked(const flow::Cycle &Cycle, const CallExpr &Attempt) {
  return llvm::any_of(Cycle.Exits, [&](const auto &Exit) {
    const Expr *Condition = conditionOf(*Exit.first);
    bool Worked = false;
    return Condition && Exit.first->succ_size() == 2 && asksFor(*Condition, Attempt, Worked) &&
           *(Exit.first->succ_begin() + (Worked ? 0 : 1)) == Exit.second;
  });
}

class LoopWithoutSuspensionCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("function"), this);
    Finder->addMatcher(lambdaExpr().bind("lambda"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *F = Result.Nodes.getNodeAs<FunctionDecl>("function");
    const auto *L = Result.Nodes.getNodeAs<LambdaExpr>("lambda");
    if (L)
      F = L->getCallOperator();
    // A plain function runs where its callers say; a plain lambda may have been given to a loop.
    if (!F || (!L && !coroutineBody(*F)) || Result.SourceManager->isInSystemHeader(F->getLocation()))
      return;
    const flow::BodyFlow *Body = flowOf(*F, Result);
    if (!Body || Body->cfg()->isLinear())
      return;
    std::vector<flow::Cycle> Cycles = flow::cyclesAvoiding(*Body, [](const CFGBlock &Block) {
      return llvm::any_of(Block, [](const CFGElement &E) { return flow::suspensionAt(E); });
    });
    profile::Knowledge &Known = knowledge(Result);
    const Stmt *Reported = nullptr;
    for (const flow::Cycle &Cycle : Cycles) {
      const Stmt *Loop = Cycle.loop();
      // An outer cycle comes first, and says it all.
      if (!Loop || (Reported && Reported->getSourceRange().fullyContains(Loop->getSourceRange())))
        continue;
      const Expr *Condition = nullptr;
      if (Cycle.Exits.empty() ? doesNothing(Cycle) || mayLeaveByException(*Loop, *Result.Context) ||
                                    (!coroutineBody(*F) && switchesStacks(Cycle, Known))
                              : !isStuck(Cycle, Known, Condition))
        continue;
      profile::Place Place = Known.placeOf(*Loop);
      if (!Place.onLoop())
        continue;
      Reported = Loop;
      report(*Loop, Condition, Place, *Body, Result);
    }
  }

private:
  /// `for (;;) {}`, an older way to write that a place is never reached.
  static bool doesNothing(const flow::Cycle &Cycle) {
    return llvm::all_of(Cycle.Blocks, [](const CFGBlock *Block) {
      return llvm::all_of(*Block, [](const CFGElement &E) {
        std::optional<CFGStmt> S = E.getAs<CFGStmt>();
        return S && isa<CXXBoolLiteralExpr, IntegerLiteral, CastExpr>(S->getStmt());
      });
    });
  }

  static bool yieldsThread(const FunctionDecl &F) {
    return hasQualifiedName(F, "std::this_thread::yield") || hasQualifiedName(F, "sched_yield") ||
           hasQualifiedName(F, "QThread::yieldCurrentThread");
  }

  /// Whether a call in \p Cycle is named like one that suspends a coroutine with a stack of its own, which takes
  /// no `co_await`: `engine::Yield()`, `this_fiber::sleep_for(...)`.
  static bool switchesStacks(const flow::Cycle &Cycle, profile::Knowledge &Known) {
    return llvm::any_of(Cycle.Blocks, [&](const CFGBlock *Block) {
      return llvm::any_of(*Block, [&](const CFGElement &E) {
        std::optional<CFGStmt> S = E.getAs<CFGStmt>();
        const auto *Call = S ? dyn_cast<CallExpr>(S->getStmt()) : nullptr;
        std::optional<CallSite> Site = Call ? callSite(*Call) : std::nullopt;
        return Site && hasWord(identifierOf(*Site->Callee), {"sleep", "suspend", "wait", "yield"}) &&
               !yieldsThread(*Site->Callee) && !Known.blocking(*Site);
      });
    });
  }

  /// Whether nothing in \p Cycle can change where its exits lead. \p Condition becomes the first that
  /// decides.
  static bool isStuck(const flow::Cycle &Cycle, profile::Knowledge &Known, const Expr *&Condition) {
    llvm::SmallVector<const CallExpr *, 2> Attempts;
    auto IsHarmless = [&](const CallExpr &E) {
      if (isAttempt(E)) {
        Attempts.push_back(&E);
        return true;
      }
      std::optional<CallSite> Call = callSite(E);
      if (!Call)
        return false;
      if (yieldsThread(*Call->Callee))
        return true;
      std::optional<profile::BlockingCall> Blocking = Known.blocking(*Call);
      return Blocking && Blocking->Kind == profile::BlockKind::Sleep;
    };
    flow::Changes Changes(flow::Changes::Getters, IsHarmless);
    for (const CFGBlock *Block : Cycle.Blocks)
      for (const CFGElement &E : *Block)
        if (!Changes.add(E))
          return false;
    for (const CallExpr *Attempt : Attempts)
      if (!endsWhenWorked(Cycle, *Attempt))
        return false;
    for (const auto &[From, To] : Cycle.Exits) {
      const Expr *Decides = conditionOf(*From);
      if (!Decides || !Changes.isConstant(*Decides))
        return false;
      if (!Condition || Decides->getBeginLoc() < Condition->getBeginLoc())
        Condition = Decides;
    }
    return true;
  }

  void report(const Stmt &Loop, const Expr *Condition, const profile::Place &Place,
              const flow::BodyFlow &Body, const MatchFinder::MatchResult &Result) {
    const Expr *Some = Condition ? Condition : anyExpr(Loop);
    const SourceManager &SM = *Result.SourceManager;
    if (Some ? !isWanted(*Some, Loop.getBeginLoc(), SM) : SM.isInSystemHeader(Loop.getBeginLoc()))
      return;
    const std::string Name = describe(*Place.Fn.Function);
    const std::string Thread = Place.Where == profile::Runs::OnLoop ? "the loop of this handler"
                               : Name == "a lambda" ? "the thread of this coroutine"
                                                    : "the thread of coroutine '" + Name + "'";
    const NamedDecl *Subject = Condition ? subjectOf(*Condition, Loop) : nullptr;
    if (!Condition)
      diag(Loop.getBeginLoc(), "this loop neither ends nor suspends: nothing else runs on %0 any more")
          << Thread;
    else
      diag(Loop.getBeginLoc(), "this loop waits for %select{a change|a change of '%1'}0 without "
                               "suspending: nothing else runs on %2, so it spins until another thread "
                               "makes the change, or for ever")
          << (Subject != nullptr) << (Subject ? Subject->getName() : "") << Thread;
    if (!Place.Fn.isCoroutine())
      return;
    for (const SuspensionPoint &P : suspensionPoints(*coroutineBody(*Place.Fn.Function)))
      if (Loop.getSourceRange().fullyContains(P.E->getSourceRange()))
        diag(P.Loc, "it suspends here, but not on every way round", DiagnosticIDs::Note);
  }

  static const Expr *anyExpr(const Stmt &S) {
    if (const auto *E = dyn_cast<Expr>(&S))
      return E;
    for (const Stmt *Child : S.children())
      if (const Expr *E = Child ? anyExpr(*Child) : nullptr)
        return E;
    return nullptr;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(LoopWithoutSuspensionCheck)
