// thread-local-across-suspend: see docs/checks/thread-local-across-suspend.md. Reported where something of
// the thread that ran before a suspension is used after it. Silent in libraries that resume a coroutine
// on the thread that it was suspended on, and about what threads may share.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/suspensions.h"
#include "coroutine/callables.h"
#include "coroutine/qualified-name.h"
#include "flow/dataflow.h"
#include "flow/thread-bound.h"
#include "flow/thread-locals.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using flow::ThreadBound;

class ThreadLocalAcrossSuspendCheck : public CoroCheck {
public:
  ThreadLocalAcrossSuspendCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                                llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), CheckValues(boolOption("CheckValues")),
        AllowedAwaits(listOption("AllowedAwaits")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"CheckValues", "true",
         "Also report a thread_local variable that is set before a suspension and read after it."},
        {"AllowedAwaits", "", AllowedAwaitsSummary}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override { matchBodies(*Finder, *this); }

  void check(const MatchFinder::MatchResult &Result) override {
    const FunctionDecl *F = matchedCoroutine(Result);
    if (!F)
      return;
    profile::Knowledge &Known = knowledge(Result);
    if (Known.isPinned(*F) || runsWithItsCaller(*F, Known))
      return;
    const flow::BodyFlow *Body = flowOf(*F, Result);
    if (!Body)
      return;
    ThreadBound Problem(*Body, [this](const Expr &E) { return !awaitsOneOf(E, AllowedAwaits); });
    if (!Problem.isRelevant())
      return;
    flow::Solution<ThreadBound> Bound(*Body, Problem);
    // One report for each binding, at the first use in the text.
    struct Finding {
      ThreadBound::Bound Is;
      const DeclRefExpr *Use;
    };
    std::map<SourceLocation, Finding> Findings;
    const SourceManager &SM = *Result.SourceManager;
    Bound.replay([&](const ThreadBound::State &State, const CFGElement &E) {
      if (const Expr *Suspension = flow::suspensionAt(E)) {
        if (!awaitsOneOf(*Suspension, AllowedAwaits))
          checkCallAround(*Suspension, *Result.Context);
        return;
      }
      const DeclRefExpr *Use = nullptr;
      const ThreadBound::Bound *Is = Problem.usedAt(State, E, Use);
      if (!Is || !matters(*Is, *Use, *Result.Context))
        return;
      auto [It, New] = Findings.try_emplace(Is->Where->getBeginLoc(), Finding{*Is, Use});
      if (!New && SM.isBeforeInTranslationUnit(Use->getBeginLoc(), It->second.Use->getBeginLoc()))
        It->second = {*Is, Use};
    });
    for (const auto &[Loc, Found] : Findings)
      report(Found.Is, *Found.Use, SM);
  }

private:
  /// A generator that never awaits runs on its consumer's thread, which as a rule stays the same.
  static bool runsWithItsCaller(const FunctionDecl &F, profile::Knowledge &Known) {
    std::optional<profile::TaskFacts> Facts = Known.taskFacts(F.getReturnType());
    return Facts && Facts->isGenerator() &&
           llvm::none_of(suspensionPoints(*coroutineBody(F)), [](const SuspensionPoint &P) {
             return P.What == SuspensionPoint::Await;
           });
  }

  /// The expression around \p E that does something with it.
  static const Expr *user(const Expr &E, ASTContext &Ctx, const Expr *&Operand) {
    Operand = &E;
    const Stmt *P = parentStmt(E, Ctx);
    while (isa_and_nonnull<ImplicitCastExpr, ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(P) ||
           (isa_and_nonnull<CXXConstructExpr>(P) && cast<CXXConstructExpr>(P)->getNumArgs() == 1)) {
      Operand = cast<Expr>(P);
      P = parentStmt(*P, Ctx);
    }
    return dyn_cast_or_null<Expr>(P);
  }

  static bool isComparison(const Expr *E) {
    if (const auto *Op = dyn_cast_or_null<BinaryOperator>(E))
      return Op->isComparisonOp();
    const auto *Op = dyn_cast_or_null<CXXOperatorCallExpr>(E);
    return Op && Op->isComparisonOp();
  }

  bool matters(const ThreadBound::Bound &Is, const DeclRefExpr &Use, ASTContext &Ctx) const {
    const Expr *Operand = nullptr;
    const Expr *User = user(Use, Ctx, Operand);
    switch (Is.What) {
    case ThreadBound::Address:
      return true;
    case ThreadBound::Value:
      // Looking whether it is still the same is what one should do.
      return CheckValues && !isComparison(User);
    case ThreadBound::Identity:
      return User && actsOnThread(*User, *Operand);
    }
    return false;
  }

  /// Whether \p User does something to the thread, or looks up what the thread has. Comparing, printing
  /// and keeping the identity of where the coroutine was is harmless.
  static bool actsOnThread(const Expr &User, const Expr &Operand) {
    const auto *Call = dyn_cast<CallExpr>(&User);
    const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
    if (!F)
      return false;
    llvm::StringRef Name = identifierOf(*F);
    if (F->isExternC())
      return Name == "tgkill" || Name == "pthread_kill" || Name == "pthread_cancel" ||
             Name == "pthread_detach" || Name == "pthread_join" || Name.starts_with("pthread_set") ||
             Name.starts_with("pthread_get") || Name.starts_with("sched_set");
    const Expr *Container = nullptr;
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Call)) {
      if (Op->getOperator() == OO_Subscript && Op->getNumArgs() == 2 && Op->getArg(1) == &Operand)
        Container = Op->getArg(0);
    } else if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Call)) {
      if (Name == "find" || Name == "at" || Name == "erase" || Name == "count" || Name == "contains")
        Container = Method->getImplicitObjectArgument();
    }
    // A container of this very call may well be about the threads that it was on.
    const auto *Local = Container ? dyn_cast<DeclRefExpr>(Container->IgnoreParenImpCasts()) : nullptr;
    const auto *V = Local ? dyn_cast<VarDecl>(Local->getDecl()) : nullptr;
    return Container && !(V && V->hasLocalStorage() && !V->getType()->isReferenceType());
  }

  /// `t.insert(co_await f())`: which t is settled before the suspension.
  void checkCallAround(const Expr &Suspension, ASTContext &Ctx) {
    const Stmt *Child = &Suspension;
    for (const Stmt *P = parentStmt(Suspension, Ctx); isa_and_nonnull<Expr>(P) && !isa<LambdaExpr>(P);
         Child = P, P = parentStmt(*P, Ctx)) {
      const auto *Call = dyn_cast<CXXMemberCallExpr>(P);
      if (!Call || Call->getCallee() == Child)
        continue;
      const Expr *Object = Call->getImplicitObjectArgument();
      const VarDecl *V = Object && !Object->getType()->isPointerType()
                             ? flow::threadLocalNamed(Object)
                             : nullptr;
      if (!V || flow::isMadeForSharing(*V) ||
          !isWanted(*Call, Call->getExprLoc(), Ctx.getSourceManager()))
        continue;
      diag(Call->getExprLoc(),
           "the thread_local %0 is the one of the thread that runs before the suspension: the call may "
           "be made on another thread, to an object that this one is using")
          << V;
      diag(Suspension.getExprLoc(), "suspends here", DiagnosticIDs::Note);
    }
  }

  void report(const ThreadBound::Bound &Is, const DeclRefExpr &Use, const SourceManager &SM) {
    if (!isWanted(Use, Use.getBeginLoc(), SM))
      return;
    const ValueDecl *V = Use.getDecl();
    llvm::StringRef NoteText = "bound here";
    switch (Is.What) {
    case ThreadBound::Address:
      // The variables of a range-based for have no names.
      if (V->isImplicit())
        diag(Use.getBeginLoc(), "the loop goes on over the thread_local %0 of the thread that ran before "
                                "the suspension: the coroutine may be on another one, and others may have "
                                "changed it in the meantime")
            << Is.Thread;
      else
        diag(Use.getBeginLoc(), "%0 leads to the thread_local %1 of the thread that ran before the "
                                "suspension: the coroutine may be on another one, and others may have "
                                "changed it in the meantime")
            << V << Is.Thread;
      break;
    case ThreadBound::Identity:
      diag(Use.getBeginLoc(), "%0 is the thread that ran before the suspension: the coroutine may be on "
                              "another one")
          << V;
      NoteText = "asked for here";
      break;
    case ThreadBound::Value:
      diag(Use.getBeginLoc(), "the thread_local %0 was set before the suspension: another coroutine may "
                              "have set it in the meantime, and on another thread it is another variable")
          << V;
      NoteText = "set here";
    }
    diag(Is.Where->getBeginLoc(), NoteText, DiagnosticIDs::Note);
    diag(Is.Suspension->getExprLoc(), "suspends here", DiagnosticIDs::Note);
  }

  const bool CheckValues;
  std::vector<std::string> AllowedAwaits;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(ThreadLocalAcrossSuspendCheck)
