// detached-reference-capture: see docs/checks/detached-reference-capture.md. Work that nobody waits for, and
// what it refers to: a local must not die before something may have waited, and an object that is shared
// must be kept by the work itself.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/later-use.h"
#include "checks/common/outlives.h"
#include "checks/common/owners.h"
#include "checks/common/task-locals.h"
#include "coroutine/loans.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using profile::TaskFate;

/// Work that is started and not waited for where it is started.
struct Detached {
  const Expr *Where = nullptr; ///< What starts it.
  const CallExpr *Made = nullptr;      ///< The call of the coroutine, or
  const LambdaExpr *Lambda = nullptr;  ///< the lambda that will be called.
  const VarDecl *Handle = nullptr;
};

class DetachedReferenceCaptureCheck : public CoroCheck {
public:
  DetachedReferenceCaptureCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                                llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AnyThis(boolOption("AnyThis")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AnyThis", "false",
         "Report a captured or passed 'this' in every class, not only in those whose objects are known to "
         "be shared (std::enable_shared_from_this)."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CallExpr>("call");
    profile::Knowledge &Known = knowledge(Result);
    std::optional<CallSite> Call = callSite(*E);
    if (!Call)
      return;
    std::optional<Detached> Work = coroutineCall(*E, Known);
    if (!Work)
      Work = spawnOfVariable(*Call, Known);
    if (!Work)
      return;
    Callable In = nearestCallable(*E, *Result.Context);
    if (In)
      look(*Work, *In.Function, Result);
  }

private:
  /// A task that is made here and goes on by itself.
  static std::optional<Detached> coroutineCall(const CallExpr &E, profile::Knowledge &Known) {
    std::optional<profile::TaskFacts> Task = Known.taskFacts(E.getType());
    if (!Task || !Task->Type || E.isGLValue())
      return std::nullopt;
    const TaskFate Fate = profile::fateOf(E, Known);
    if (Fate.What == TaskFate::Detached)
      return Detached{Fate.By, &E, nullptr, Fate.Var};
    const bool GoesOn = Task->Begins == Start::Eager && Task->Drop != DropEffect::Cancelled &&
                        Task->Drop != DropEffect::Blocks;
    if (Fate.What == TaskFate::Dropped && GoesOn)
      return Detached{&E, &E, nullptr, nullptr};
    return std::nullopt;
  }

  /// A spawn of a lambda, or of a variable that has a lambda or a task.
  static std::optional<Detached> spawnOfVariable(const CallSite &Call, profile::Knowledge &Known) {
    const Expr *Task = nullptr;
    if (std::optional<profile::SpawnCall> Spawn = Known.spawn(Call))
      Task = Spawn->Task;
    else if (const profile::ScopeEntry *Scope =
                 Call.Object ? Known.scope(Call.Object->getType()) : nullptr;
             Scope && !Call.Args.empty() &&
             llvm::is_contained(Scope->Spawns, identifierOf(*Call.Callee)))
      Task = Call.Args[0];
    if (!Task)
      return std::nullopt;
    Task = movedFrom(Task);
    if (const VarDecl *Var = namedVariable(Task);
        Var && Var->hasLocalStorage() && Var->getInit() && !isa<ParmVarDecl>(Var))
      Task = stripped(Var->getInit());
    const auto *Lambda = dyn_cast<LambdaExpr>(Task);
    const auto *Made = dyn_cast<CallExpr>(Task);
    // A call among the arguments is found by itself.
    const bool Direct = Made && !namedVariable(Call.Args.empty() ? nullptr : Task) &&
                        llvm::any_of(Call.Args, [&](const Expr *A) { return stripped(A) == Made; });
    if ((!Lambda && !Made) || Direct)
      return std::nullopt;
    Detached Work{Call.E, Made, Lambda, nullptr};
    if (!Call.E->getType()->isVoidType()) {
      const TaskFate Fate = profile::fateOf(*Call.E, Known);
      if (!Fate.outlivesExpression() || Fate.What == TaskFate::Returned)
        return std::nullopt;
      Work.Handle = Fate.Var;
    }
    return Work;
  }

  void look(const Detached &D, const FunctionDecl &F, const MatchFinder::MatchResult &Result) {
    profile::Knowledge &Known = knowledge(Result);
    std::optional<CallSite> Made = D.Made ? callSite(*D.Made) : std::nullopt;
    llvm::SmallVector<Loan, 4> Loans;
    if (D.Lambda)
      Loans.append(lentBy(D.Lambda->getType(), D.Lambda));
    else if (Made)
      Loans = loansOf(*Made->Callee, Made->Object, Made->Args);
    std::optional<CallSite> Spawn = callSite(*D.Where);
    StartedWork Work;
    Work.Where = D.Where;
    if (Spawn && D.Where != D.Made)
      for (const Expr *A : Spawn->Args)
        if (stripped(A) != D.Made && movedFrom(A) != D.Lambda)
          Work.With.push_back(A);
    if (Spawn && D.Where != D.Made && Spawn->Object)
      Work.With.push_back(Spawn->Object);
    if (D.Handle)
      Work.Uses.push_back(D.Handle);
    for (const Loan &L : Loans)
      if (L.To.Is == Referent::Local)
        Work.Uses.push_back(L.To.Var);
    const bool Kept = keepsAnOwner(D.Made, D.Lambda, Known);
    for (const Loan &L : Loans) {
      if (L.To.Is == Referent::This ? (L.By == Loan::Object || Kept || !isShared(F))
                                    : L.To.Is != Referent::Local)
        continue;
      std::optional<LaterUse> Later = later(L, D, Made, Known);
      if (!Later)
        continue;
      if (L.To.Is == Referent::Local) {
        // A pool that waits too late is another check's matter.
        if (const VarDecl *Pool = joiningLocal(Work, Known);
            Pool && Result.SourceManager->isBeforeInTranslationUnit(Pool->getLocation(),
                                                                    L.To.Var->getLocation()))
          continue;
        const flow::BodyFlow *Body = L.To.Var->getDeclContext() == &F ? flowOf(F, Result) : nullptr;
        if (!Body || !mayOutlive(Work, *L.To.Var, *Body, Known))
          continue;
      }
      report(D, L, *Later, *Result.SourceManager);
    }
  }

  bool isShared(const FunctionDecl &F) const {
    const CXXRecordDecl *R = classAround(F);
    return R && (AnyThis || isMadeToBeShared(*R));
  }

  /// The use by which the work needs what it was lent.
  static std::optional<LaterUse> later(const Loan &L, const Detached &D,
                                       const std::optional<CallSite> &Made, profile::Knowledge &Known) {
    if (D.Lambda) {
      const CXXMethodDecl *Body = D.Lambda->getCallOperator();
      std::optional<profile::TaskFacts> Task = Known.taskFacts(Body->getReturnType());
      if (!Task)
        return std::nullopt;
      std::optional<flow::LateUse> Use = flow::firstLateUse(
          *Body, Known.flows().of(*Body), Task->Begins, [&](const Expr &E) {
            const auto *Ref = dyn_cast<DeclRefExpr>(&E);
            return L.To.Is == Referent::This ? isa<CXXThisExpr>(E) : Ref && Ref->getDecl() == L.To.Var;
          });
      return Use ? std::optional(LaterUse{LaterUse::Seen, *Use}) : std::nullopt;
    }
    std::optional<profile::TaskFacts> Task = Known.taskFacts(D.Made->getType());
    // What a lambda captured is used when that is called, which may be at any time.
    if (L.By == Loan::Capture)
      return Task ? std::optional(LaterUse{LaterUse::Assumed, {}}) : std::nullopt;
    const LaterUse Later = Task ? laterUse(*Made->Callee, L.Param, *Task, Known) : LaterUse{};
    return Later.Is == LaterUse::No ? std::nullopt : std::optional(Later);
  }

  void report(const Detached &D, const Loan &L, const LaterUse &Later, const SourceManager &SM) {
    SourceLocation Loc = L.Argument->getExprLoc();
    if (D.Lambda)
      for (const LambdaCapture &C : D.Lambda->captures())
        if (C.isExplicit() && (L.To.Is == Referent::This ? C.capturesThis()
                                                         : C.capturesVariable() &&
                                                               C.getCapturedVar() == L.To.Var))
          Loc = C.getLocation();
    if (!isWanted(*L.Argument, Loc, SM))
      return;
    static constexpr llvm::StringLiteral How[] = {"passed by reference", "passed by pointer",
                                                  "passed as a view", "the object of the coroutine",
                                                  "captured by reference"};
    if (L.To.Is == Referent::This)
      diag(Loc, "the coroutine that is started here does not keep the object alive: 'this' may be gone when "
                "it is resumed");
    else
      diag(Loc, "%0 may be gone when the coroutine that is started here uses it: it is %1")
          << L.To.Var << How[L.By];
    if (Later.Is == LaterUse::Seen)
      diag(Later.Use.Use->getBeginLoc(), "it is used here%select{|, after a suspension}0",
           DiagnosticIDs::Note)
          << (Later.Use.Suspension != nullptr);
    if (L.To.Is == Referent::This)
      diag(D.Where->getExprLoc(), "capture 'self = shared_from_this()' as well", DiagnosticIDs::Note);
    else
      diag(D.Where->getExprLoc(), "started here; nothing waits for it before %0 dies",
           DiagnosticIDs::Note)
          << L.To.Var;
  }

  const bool AnyThis;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(DetachedReferenceCaptureCheck)
