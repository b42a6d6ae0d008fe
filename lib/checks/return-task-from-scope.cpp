// return-task-from-scope: see docs/checks/return-task-from-scope.md. A plain function that returns the task of
// another ends before that task does, and all that is in its scope with it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/fixes.h"
#include "checks/common/later-use.h"
#include "checks/common/task-locals.h"
#include "coroutine/loans.h"
#include "coroutine/qualified-name.h"
#include "profile/task-fate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using profile::TaskFate;

/// The return statements of a function itself, and whether one is in a handler of exceptions.
struct Returns : RecursiveASTVisitor<Returns> {
  llvm::SmallVector<const ReturnStmt *, 4> Found;
  bool InHandler = false;
  unsigned Handlers = 0;
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseDecl(Decl *D) {
    return isa_and_nonnull<CXXRecordDecl, FunctionDecl>(D) || RecursiveASTVisitor::TraverseDecl(D);
  }
  bool TraverseCXXCatchStmt(CXXCatchStmt *S) {
    ++Handlers;
    const bool Go = RecursiveASTVisitor::TraverseCXXCatchStmt(S);
    --Handlers;
    return Go;
  }
  bool VisitReturnStmt(ReturnStmt *S) {
    Found.push_back(S);
    InHandler |= Handlers > 0;
    return true;
  }
};

/// Whether the value of \p Var is given away in \p Statement: moved, or copied into a lambda.
bool isHandedOn(const VarDecl &Var, const Stmt &Statement) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const VarDecl *Var = nullptr;
    bool Found = false;
    bool VisitCallExpr(CallExpr *E) {
      Found |= E->isCallToStdMove() && namedVariable(E->getArg(0)) == Var;
      return !Found;
    }
    bool VisitLambdaExpr(LambdaExpr *L) {
      auto Init = L->capture_init_begin();
      for (const LambdaCapture &C : L->captures()) {
        const Expr *E = *Init++;
        Found |= C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy &&
                 (C.getCapturedVar() == Var || (E && namedVariable(E) == Var));
      }
      return !Found;
    }
  } Find;
  Find.Var = &Var;
  Find.TraverseStmt(const_cast<Stmt *>(&Statement));
  return Find.Found;
}

class ReturnTaskFromScopeCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CallExpr>("call");
    if (!E->isPRValue())
      return;
    profile::Knowledge &Known = knowledge(Result);
    std::optional<CallSite> Call = callSite(*E);
    std::optional<profile::TaskFacts> Task = Call ? Known.taskFacts(E->getType()) : std::nullopt;
    if (!Task || !Task->Type || profile::fateOf(*E, Known).What != TaskFate::Returned)
      return;
    const ReturnStmt *Return = nullptr;
    for (const Stmt *P = parentStmt(*E, *Result.Context); P && !Return;
         P = parentStmt(*P, *Result.Context))
      Return = dyn_cast<ReturnStmt>(P);
    Callable In = nearestCallable(*E, *Result.Context);
    if (!Return || !In || In.isCoroutine())
      return;
    lookAtLocals(*Call, *Task, *Return, In, Known);
    if (Task->isLazy())
      lookAtTry(*Call, *Return, In, Known);
  }

private:
  void lookAtLocals(const CallSite &Call, const profile::TaskFacts &Task, const ReturnStmt &Return,
                    const Callable &In, profile::Knowledge &Known) {
    for (const Loan &L : loansOf(*Call.Callee, Call.Object, Call.Args)) {
      const CXXRecordDecl *R = L.By == Loan::Object ? recordOf(L.Argument->getType()) : nullptr;
      if (L.To.Is != Referent::Local || L.To.Var->getDeclContext() != In.Function ||
          (R && R->isLambda()) || isHandedOn(*L.To.Var, Return))
        continue;
      // What a lambda refers to is used when somebody calls it, by then or not.
      const LaterUse Later =
          L.By == Loan::Capture ? LaterUse{} : laterUse(*Call.Callee, L.Param, Task, Known);
      if (Later.Is == LaterUse::No ||
          !isWanted(*L.Argument, L.Argument->getExprLoc(), Known.context().getSourceManager()))
        continue;
      // Compilers differ in when they destroy a parameter: at the return, or at the end of the statement
      // with the call, which may be the one that awaits the task.
      diag(L.Argument->getExprLoc(),
           "%0 dies %select{when %1 returns, before the returned task is done|with the call of %1, maybe "
           "before the returned task is done}4: the task of '%2' refers to it%3")
          << L.To.Var << name(In) << describe(*Call.Callee)
          << (L.Param && L.Param->getIdentifier() ? " as '" + L.Param->getNameAsString() + "'" : "")
          << isa<ParmVarDecl>(L.To.Var) << L.Argument->getSourceRange();
      if (Later.Is == LaterUse::Seen)
        diag(Later.Use.Use->getBeginLoc(), "it is used here%select{|, after a suspension}0",
             DiagnosticIDs::Note)
            << (Later.Use.Suspension != nullptr);
      suggestAwait(In, Known);
    }
  }

  /// A `try` around nothing but the return of a task that has not begun.
  void lookAtTry(const CallSite &Call, const ReturnStmt &Return, const Callable &In,
                 profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    const auto *Block = dyn_cast_or_null<CompoundStmt>(parentStmt(Return, Ctx));
    const auto *Try = Block ? dyn_cast_or_null<CXXTryStmt>(parentStmt(*Block, Ctx)) : nullptr;
    if (!Try || Try->getTryBlock() != Block || Block->size() != 1 || passesTaskOn(*Call.Callee) ||
        stripped(Return.getRetValue()) != Call.E || llvm::any_of(Call.Args, mayThrow))
      return;
    if (!isWanted(*Call.E, Try->getBeginLoc(), Ctx.getSourceManager()))
      return;
    diag(Try->getBeginLoc(),
         "the handlers of this 'try' see no exception of '%0': its task is lazy, and begins when the "
         "caller awaits it, after %1 has returned")
        << describe(*Call.Callee) << name(In);
    suggestAwait(In, Known);
  }

  /// Whether a call stands in \p E that the `try` may be for.
  static bool mayThrow(const Expr *E) {
    struct Finder : RecursiveASTVisitor<Finder> {
      bool Found = false;
      bool VisitCallExpr(CallExpr *E) {
        const unsigned ID = E->getBuiltinCallee();
        Found |= ID != Builtin::BImove && ID != Builtin::BIforward;
        return !Found;
      }
      bool TraverseLambdaExpr(LambdaExpr *) { return true; }
    } Find;
    Find.TraverseStmt(const_cast<Expr *>(E));
    return Find.Found;
  }

  static std::string name(const Callable &In) {
    return In.Lambda ? "the lambda" : "'" + describe(*In.Function) + "'";
  }

  /// Whether \p F, as a coroutine, could await its own type. Where the promise depends on the parameters, and no
  /// coroutine has these, being awaitable has to do.
  static bool canAwait(const FunctionDecl &F, QualType T, profile::Knowledge &Known) {
    std::optional<profile::TaskFacts> Task = Known.taskFacts(T);
    const Answer A = Known.tasks().canAwait(F, T);
    return A == Answer::Yes || (A == Answer::Unknown && Task && Task->Awaitable && !Task->isGenerator());
  }

  /// `return f(x);` becomes `co_return co_await f(x);`, everywhere in the function.
  void suggestAwait(const Callable &In, profile::Knowledge &Known) {
    const FunctionDecl &F = *In.Function;
    ASTContext &Ctx = Known.context();
    Returns All;
    All.TraverseStmt(F.getBody());
    if (In.Lambda || All.InHandler || F.isTemplateInstantiation() || F.isConstexpr() || F.isVariadic() ||
        F.isMain() || isa<CXXConstructorDecl, CXXDestructorDecl>(F) ||
        F.getDeclaredReturnType()->getContainedAutoType())
      return;
    std::vector<FixItHint> Edits;
    for (const ReturnStmt *S : All.Found) {
      const Expr *Value = S->getRetValue();
      const Expr *Call = Value ? stripped(Value) : nullptr;
      if (!isa_and_nonnull<CallExpr>(Call) || !isEditable(*Value, Ctx) || S->getBeginLoc().isMacroID() ||
          !Ctx.hasSameUnqualifiedType(Call->getType(), F.getReturnType()) ||
          !canAwait(F, Call->getType(), Known))
        return;
      Edits.push_back(FixItHint::CreateReplacement(CharSourceRange::getTokenRange(S->getBeginLoc()),
                                                   "co_return co_await"));
    }
    auto Note = diag(All.Found.front()->getBeginLoc(),
                     "make %0 a coroutine that awaits the task: then its scope lasts as long",
                     DiagnosticIDs::Note);
    Note << name(In);
    for (const FixItHint &Edit : Edits)
      Note << Edit;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(ReturnTaskFromScopeCheck)
