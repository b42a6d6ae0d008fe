// task-abandoned-on-throw: see docs/checks/task-abandoned-on-throw.md. A started task stands in a local
// variable, and an exception leaves before the place that awaits it. Reported where the program says that it
// expects the exception (a handler, a `throw`); any await may throw in theory, and most functions have no
// answer to that.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/spawned-coroutine.h"
#include "checks/common/running-tasks.h"
#include "coroutine/escaping-exceptions.h"
#include "coroutine/qualified-name.h"
#include "flow/dataflow.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include <map>

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class TaskAbandonedOnThrowCheck : public CoroCheck {
public:
  TaskAbandonedOnThrowCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                            llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AnyAwait(boolOption("AnyAwait")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AnyAwait", "false",
         "Also report awaits that no handler of the function is prepared for, when the task may use a "
         "local variable."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("function"), this);
    Finder->addMatcher(lambdaExpr().bind("lambda"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *F = Result.Nodes.getNodeAs<FunctionDecl>("function");
    if (const auto *L = Result.Nodes.getNodeAs<LambdaExpr>("lambda"))
      F = L->getCallOperator();
    const CoroutineBodyStmt *Coroutine = F ? coroutineBody(*F) : nullptr;
    if (!Coroutine || F->isDependentContext() ||
        Result.SourceManager->isInSystemHeader(F->getLocation()))
      return;
    profile::Knowledge &Known = knowledge(Result);
    const StartedVars Vars = startedIn(*Coroutine, Known);
    const flow::BodyFlow *Body = Vars.empty() ? nullptr : flowOf(*F, Result);
    if (!Body)
      return;
    RunningTasks Problem(Vars);
    flow::Solution<RunningTasks> Solved(*Body, Problem);
    Unit U{*Body, Problem, Vars, Known, *Result.SourceManager, {}, {}, {}};
    for (const CFGBlock *Block : *Body->cfg()) {
      if (const auto *Handler = dyn_cast_or_null<CXXCatchStmt>(Block->getLabel()))
        U.Blocks[Handler] = Block;
      for (const CFGElement &E : *Block)
        if (auto Element = E.getAs<CFGStmt>(); Element && isa<CXXThrowExpr>(Element->getStmt()))
          U.Blocks[Element->getStmt()] = Block;
    }
    Solved.replay([&](const RunningTasks::State &State, const CFGElement &E) {
      if (!State.empty())
        lookAt(E, State, U);
    });
  }

private:
  struct Unit {
    const flow::BodyFlow &Body;
    const RunningTasks &Problem;
    const StartedVars &Vars;
    profile::Knowledge &Known;
    const SourceManager &SM;
    /// Of handlers and throw expressions.
    std::map<const Stmt *, const CFGBlock *> Blocks;
    /// What abandoningHandler has found.
    std::map<std::pair<const CXXTryStmt *, const VarDecl *>, const CXXCatchStmt *> Handlers;
    /// One finding a variable.
    llvm::SmallPtrSet<const VarDecl *, 4> Done;
  };

  void lookAt(const CFGElement &E, const RunningTasks::State &State, Unit &U) {
    auto Element = E.getAs<CFGStmt>();
    const Stmt *At = Element ? Element->getStmt() : nullptr;
    if (const auto *Throw = dyn_cast_or_null<CXXThrowExpr>(At)) {
      for (const auto &[V, Where] : State)
        if (isAbandonedAfter(*Throw, *V, U))
          report(*Throw, *V, *Where, nullptr, U);
      return;
    }
    if (const auto *Return = dyn_cast_or_null<CoreturnStmt>(At)) {
      // A test's assertion that has failed.
      if (Return->getBeginLoc().isMacroID())
        return;
      for (const auto &[V, Where] : State)
        if (!U.Vars.at(V).Container && !U.Vars.at(V).Uses.empty() && !Return->isImplicit())
          reportReturn(*Return, *V, *Where, U);
      return;
    }
    const auto *Await = dyn_cast_or_null<CoawaitExpr>(flow::suspensionAt(E));
    if (!Await || !mayThrow(*Await, U.Known))
      return;
    const CXXTryStmt *Try = tryAround(*Await, U.Known.context());
    for (const auto &[V, Where] : State) {
      const bool Outside = Try && !contains(*Try, *V, U.SM);
      const CXXCatchStmt *Handler = Outside ? abandoningHandler(*Try, *V, U) : nullptr;
      if (Handler || (AnyAwait && !Outside && !U.Vars.at(V).Uses.empty()))
        report(*Await, *V, *Where, Handler, U);
    }
  }

  /// Whether this await is known to hand out errors by exceptions.
  static bool mayThrow(const CoawaitExpr &Await, profile::Knowledge &Known) {
    // `co_await as_future(f())`, `co_await co_awaitTry(f())`: the outcome is the result.
    const CXXRecordDecl *R = recordOf(Await.getType());
    if (R && (Known.taskFacts(Await.getType()) ||
              llvm::is_contained({"Try", "expected", "result", "outcome"}, identifierOf(*R))))
      return false;
    return awaitMayThrow(Await, [&](const Expr &Operand) { return cannotFail(Operand, Known); });
  }

  static bool contains(const CXXTryStmt &Try, const VarDecl &V, const SourceManager &SM) {
    return !SM.isBeforeInTranslationUnit(V.getLocation(), Try.getBeginLoc());
  }

  /// The first handler from which no path leads to the place that takes \p V's task.
  static const CXXCatchStmt *abandoningHandler(const CXXTryStmt &Try, const VarDecl &V, Unit &U) {
    auto [Known, New] = U.Handlers.try_emplace({&Try, &V}, nullptr);
    if (New)
      for (unsigned I = 0; I < Try.getNumHandlers() && !Known->second; ++I)
        if (auto Block = U.Blocks.find(Try.getHandler(I));
            Block != U.Blocks.end() && isAbandoned({Block->second}, V, U))
          Known->second = Try.getHandler(I);
    return Known->second;
  }

  static bool isAbandonedAfter(const CXXThrowExpr &Throw, const VarDecl &V, const Unit &U) {
    llvm::SmallVector<const CFGBlock *, 4> Next;
    if (auto Block = U.Blocks.find(&Throw); Block != U.Blocks.end())
      for (const CFGBlock *B : Block->second->succs())
        if (B)
          Next.push_back(B);
    return isAbandoned(Next, V, U);
  }

  /// Whether the end of \p V's life can be reached from \p Work, and nothing that takes its task can.
  static bool isAbandoned(llvm::SmallVector<const CFGBlock *, 4> Work, const VarDecl &V,
                          const Unit &U) {
    llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
    bool Ends = false;
    while (!Work.empty()) {
      const CFGBlock *Block = Work.pop_back_val();
      if (!Seen.insert(Block).second)
        continue;
      Ends |= Block == &U.Body.cfg()->getExit();
      bool Gone = Block->hasNoReturnElement();
      for (const CFGElement &E : *Block) {
        auto Element = E.getAs<CFGStmt>();
        if (Element && U.Problem.usedAt(Element->getStmt()) == &V)
          return false;
        auto Dtor = E.getAs<CFGAutomaticObjDtor>();
        const auto *Decl = Element ? dyn_cast<DeclStmt>(Element->getStmt()) : nullptr;
        if ((Dtor && Dtor->getVarDecl() == &V) ||
            (Decl && llvm::is_contained(Decl->decls(), static_cast<const clang::Decl *>(&V)))) {
          Ends = Gone = true;
          break;
        }
      }
      if (!Gone)
        for (const CFGBlock *Next : Block->succs())
          if (Next)
            Work.push_back(Next);
    }
    return Ends;
  }

  void report(const Expr &E, const VarDecl &V, const Stmt &Where, const CXXCatchStmt *Handler,
              Unit &U) {
    if (!U.Done.insert(&V).second || !isWanted(E, E.getExprLoc(), U.SM))
      return;
    const Started &S = U.Vars.at(&V);
    diag(E.getExprLoc(),
         "%select{when this throws, |}0%1 is destroyed %select{before it is awaited|with tasks that "
         "nobody has awaited}2: the work goes on%3, and its exception is lost")
        << isa<CXXThrowExpr>(E) << &V << S.Container << stillUses(S);
    notes(Where, U);
    if (Handler)
      diag(Handler->getCatchLoc(), "no path from this handler awaits it", DiagnosticIDs::Note);
  }

  void reportReturn(const CoreturnStmt &Return, const VarDecl &V, const Stmt &Where, Unit &U) {
    const Started &S = U.Vars.at(&V);
    if (!U.Done.insert(&V).second || !isWanted(*V.getInit(), Return.getBeginLoc(), U.SM))
      return;
    diag(Return.getBeginLoc(), "%0 is destroyed before it is awaited: the work goes on%1")
        << &V << stillUses(S);
    notes(Where, U);
  }

  void notes(const Stmt &Where, const Unit &U) {
    diag(Where.getBeginLoc(), "the work is started here", DiagnosticIDs::Note);
  }

  static std::string stillUses(const Started &S) {
    if (S.Uses.empty())
      return "";
    return " and may still use '" + S.Uses.front()->getNameAsString() +
           "', which is gone with this coroutine";
  }

  const bool AnyAwait;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(TaskAbandonedOnThrowCheck)
