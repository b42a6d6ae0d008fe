// async-busy-wait: see docs/checks/async-busy-wait.md. Every statement of the loop has to be understood: a
// delay, what prepares it, or something that changes nothing of what is waited for. One that is not makes
// the loop periodic work.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/subject.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/callables.h"
#include "coroutine/qualified-name.h"
#include "flow/changes.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The awaited expression when \p S is an await and nothing else: `co_await f();`, `auto r = co_await f();`.
const CoawaitExpr *awaitOf(const Stmt &S) {
  const Expr *E = dyn_cast<Expr>(&S);
  if (const auto *Declare = dyn_cast<DeclStmt>(&S); Declare && Declare->isSingleDecl())
    if (const auto *V = dyn_cast<VarDecl>(Declare->getSingleDecl()))
      E = V->getInit();
  if (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(E ? E->IgnoreImplicit() : nullptr))
    E = Cast->getSubExpr();
  return E ? dyn_cast<CoawaitExpr>(stripped(E)) : nullptr;
}

bool isTimeType(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return R && (hasQualifiedName(*R, "std::chrono::duration") ||
               hasQualifiedName(*R, "std::chrono::time_point"));
}

/// A function that a profile need not name: it is called after sleeping, takes a time and gives something
/// to await.
bool isNamedDelay(const FunctionDecl &F) {
  static const llvm::StringRef Names[] = {"sleep",       "sleep_for",   "sleepFor", "sleep_until",
                                          "sleepUntil",  "async_sleep", "delay",    "delay_for",
                                          "delayFor",    "yield_for",   "yield_until",
                                          "schedule_after", "schedule_at"};
  return llvm::is_contained(Names, identifierOf(F)) && F.getNumParams() > 0 &&
         isTimeType(F.getParamDecl(0)->getType()) && !F.getReturnType()->isVoidType();
}

/// Methods that say when a timer goes off.
bool isArming(const FunctionDecl &F) {
  return llvm::is_contained({"expires_after", "expires_from_now", "expires_at"}, identifierOf(F)) &&
         F.getNumParams() > 0;
}

/// The local variable that \p E names, or null.
const VarDecl *localOf(const Expr *E) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E ? E->IgnoreParenImpCasts() : nullptr);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->hasLocalStorage() && !V->getType()->isReferenceType() ? V : nullptr;
}

/// Whether anybody but the loop may end a wait for the timer early: a use of it outside of the calls that
/// arm it and wait for it.
class TimerUses : public RecursiveASTVisitor<TimerUses> {
public:
  explicit TimerUses(const VarDecl &Timer) : Timer(Timer) {}
  bool Shared = false;
  bool shouldVisitImplicitCode() const { return true; }
  bool TraverseCXXMemberCallExpr(CXXMemberCallExpr *E) {
    if (const auto *M = E->getMethodDecl();
        M && localOf(E->getImplicitObjectArgument()) == &Timer &&
        (isArming(*M) || identifierOf(*M) == "async_wait")) {
      for (Expr *A : E->arguments())
        if (!TraverseStmt(A))
          return false;
      return true;
    }
    return RecursiveASTVisitor::TraverseCXXMemberCallExpr(E);
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    Shared |= E->getDecl() == &Timer;
    return !Shared;
  }

private:
  const VarDecl &Timer;
};

/// A loop taken apart.
struct Polling {
  const CoawaitExpr *Delay = nullptr;
  /// What ends the loop; the loop's own condition first.
  llvm::SmallVector<const Expr *, 2> Conditions;
  /// The timer that a delay waits for, if it is one of the coroutine's own, and whether it was set.
  const VarDecl *Timer = nullptr;
  bool Armed = false;
};

class AsyncBusyWaitCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(stmt(anyOf(whileStmt(), doStmt(), forStmt())).bind("loop"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Loop = Result.Nodes.getNodeAs<Stmt>("loop");
    const Expr *Condition = nullptr;
    const Stmt *Body = nullptr;
    if (const auto *While = dyn_cast<WhileStmt>(Loop)) {
      if (!While->getConditionVariable())
        Condition = While->getCond(), Body = While->getBody();
    } else if (const auto *Do = dyn_cast<DoStmt>(Loop)) {
      Condition = Do->getCond(), Body = Do->getBody();
    } else if (const auto *For = dyn_cast<ForStmt>(Loop)) {
      if (!For->getInc() && !For->getConditionVariable())
        Condition = For->getCond(), Body = For->getBody();
    }
    if (!Body)
      return;
    profile::Knowledge &Known = knowledge(Result);
    Callable Fn = nearestCallable(*Loop, *Result.Context);
    Polling Found;
    if (Condition && !isa<CXXBoolLiteralExpr, IntegerLiteral>(Condition->IgnoreParenImpCasts()))
      Found.Conditions.push_back(Condition);
    flow::Changes Changes(flow::Changes::VisibleOnly, isKnownGetter);
    if (!takeApart(*Body, Found, Changes, Known) || !Found.Delay || Found.Conditions.empty() ||
        !Fn.isCoroutine() || (Found.Timer && !isOwn(*Found.Timer, Found.Armed, *Fn.Function)))
      return;
    for (const Expr *E : Found.Conditions)
      if (!Changes.addTree(*E) || asksOthers(*E))
        return;
    for (const Expr *E : Found.Conditions)
      if (!Changes.isConstant(*E))
        return;
    const NamedDecl *Subject = subjectOf(*Found.Conditions.front(), *Loop);
    if (!Subject || !isWanted(*Found.Conditions.front(), Loop->getBeginLoc(), *Result.SourceManager))
      return;
    diag(Loop->getBeginLoc(), "this loop polls '%0': it wakes after every delay to find nothing "
                              "changed, and sees the change up to a whole delay late")
        << Subject->getName();
    diag(Found.Delay->getKeywordLoc(), "it waits for time to pass here, and not for the change",
         DiagnosticIDs::Note);
  }

private:
  /// Getters whose bodies are in no header that is read, under the names that libraries have for them.
  static bool isKnownGetter(const CallExpr &E) {
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(E.getDirectCallee());
    static const llvm::StringRef Names[] = {
        "isCancellationRequested", "is_cancellation_requested", "stop_requested", "loadRelaxed",
        "loadAcquire", "load", "isEmpty", "empty", "is_set", "abort_requested"};
    return M && M->isConst() && !M->isVirtual() && llvm::is_contained(Names, identifierOf(*M));
  }

  /// Whether \p S asks what no coroutine can be told about: hardware, or the future of another thread.
  static bool asksOthers(const Stmt &S) {
    if (const auto *Deref = dyn_cast<UnaryOperator>(&S);
        Deref && Deref->getOpcode() == UO_Deref && Deref->getType().isVolatileQualified())
      return true;
    if (const auto *E = dyn_cast<Expr>(&S))
      if (const CXXRecordDecl *R = recordOf(E->getType()))
        if (hasQualifiedName(*R, "std::future") || hasQualifiedName(*R, "std::shared_future"))
          return true;
    return llvm::any_of(S.children(), [](const Stmt *C) { return C && asksOthers(*C); });
  }

  /// Whether nobody else can end a wait for \p Timer, and it waits for time.
  static bool isOwn(const VarDecl &Timer, bool Armed, const FunctionDecl &F) {
    TimerUses Uses(Timer);
    Uses.TraverseStmt(F.getBody());
    return Armed && !Uses.Shared;
  }

  /// Whether awaiting \p E only lets time pass.
  bool isDelay(const Expr &E, Polling &Found, profile::Knowledge &Known, unsigned Depth = 0) {
    const Expr *Operand = stripped(&E);
    std::optional<CallSite> Call = callSite(*Operand);
    if (!Call)
      return false;
    if (!Known.isDelay(*Call))
      return isNamedDelay(*Call->Callee) || (Depth == 0 && isDelayCoroutine(*Call->Callee, Known));
    if (llvm::any_of(Call->Args, [](const Expr *A) { return isTimeType(A->getType()); }) ||
        !Call->Object)
      return true;
    // A timer: that of a temporary is set where it is made, and one that others may cancel is an event.
    if (const auto *Made = dyn_cast<CXXConstructExpr>(stripped(Call->Object)))
      return Made->getNumArgs() >= 2;
    const VarDecl *Timer = localOf(Call->Object);
    if (!Timer || (Found.Timer && Found.Timer != Timer))
      return false;
    Found.Timer = Timer;
    return true;
  }

  /// Whether \p F is a coroutine that does nothing but sleep.
  bool isDelayCoroutine(const FunctionDecl &F, profile::Knowledge &Known) {
    const CoroutineBodyStmt *Body = coroutineBody(F);
    if (!Body || !Body->getBody() || F.isDependentContext())
      return false;
    Polling Inside;
    flow::Changes Changes(flow::Changes::VisibleOnly, isKnownGetter);
    return takeApart(*Body->getBody(), Inside, Changes, Known, 1) && Inside.Delay &&
           Inside.Conditions.empty() && (!Inside.Timer || isOwn(*Inside.Timer, Inside.Armed, F));
  }

  /// Sorts the statements below \p S into \p Found and \p Changes; false if one is neither.
  bool takeApart(const Stmt &S, Polling &Found, flow::Changes &Changes, profile::Knowledge &Known,
                 unsigned Depth = 0) {
    if (const auto *Block = dyn_cast<CompoundStmt>(&S))
      return llvm::all_of(Block->body(), [&](const Stmt *Child) {
        return takeApart(*Child, Found, Changes, Known, Depth);
      });
    if (const auto *Return = dyn_cast<CoreturnStmt>(&S); Return && Depth > 0)
      return !Return->getOperand();
    if (const CoawaitExpr *Await = awaitOf(S)) {
      if (!isDelay(*Await->getOperand(), Found, Known, Depth))
        return false;
      Found.Delay = Found.Delay ? Found.Delay : Await;
      return true;
    }
    if (const auto *If = dyn_cast<IfStmt>(&S))
      return Depth == 0 && exits(*If, Found);
    return preparesTimer(S, Found) || Changes.addTree(S);
  }

  /// `if (done_) break;`
  static bool exits(const IfStmt &If, Polling &Found) {
    const Stmt *Then = If.getThen();
    if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Then); Block && Block->size() == 1)
      Then = Block->body_front();
    if (!isa_and_nonnull<BreakStmt, CoreturnStmt>(Then) || If.getElse() || If.hasVarStorage() ||
        If.hasInitStorage() || !If.getCond())
      return false;
    Found.Conditions.push_back(If.getCond());
    return true;
  }

  /// `timer.expires_after(1s);`, `asio::steady_timer timer(executor, 1s);`
  static bool preparesTimer(const Stmt &S, Polling &Found) {
    if (const auto *Declare = dyn_cast<DeclStmt>(&S); Declare && Declare->isSingleDecl()) {
      const auto *V = dyn_cast<VarDecl>(Declare->getSingleDecl());
      const CXXRecordDecl *R = V ? recordOf(V->getType()) : nullptr;
      const auto *Made =
          R && V->getInit() ? dyn_cast<CXXConstructExpr>(V->getInit()->IgnoreImplicit()) : nullptr;
      if (!Made || !findMethod(*R, "expires_after"))
        return false;
      Found.Armed |= Made->getNumArgs() >= 2 && !isa<CXXDefaultArgExpr>(Made->getArg(1));
      return true;
    }
    const auto *E = dyn_cast<Expr>(&S);
    std::optional<CallSite> Call = E ? callSite(*stripped(E)) : std::nullopt;
    if (!Call || !isArming(*Call->Callee) || Call->Args.empty())
      return false;
    Found.Armed = true;
    return true;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(AsyncBusyWaitCheck)
