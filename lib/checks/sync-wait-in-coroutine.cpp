// sync-wait-in-coroutine: see docs/checks/sync-wait-in-coroutine.md. The waiting functions come from
// profiles; for a library without one, a function with the customary name that takes a task and
// returns its result.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/sync-wait.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The variable or member that \p E is, `std::move(...)` looked through; or null.
const ValueDecl *thing(const Expr *E) {
  E = stripped(E);
  if (const auto *Move = dyn_cast_or_null<CallExpr>(E); Move && Move->isCallToStdMove())
    E = stripped(Move->getArg(0));
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
    return dyn_cast<VarDecl>(Ref->getDecl());
  if (const auto *M = dyn_cast_or_null<MemberExpr>(E))
    return dyn_cast<FieldDecl>(M->getMemberDecl());
  return nullptr;
}

unsigned count(const Stmt *S, llvm::function_ref<bool(const Stmt &)> Holds) {
  if (!S)
    return 0;
  unsigned N = Holds(*S);
  for (const Stmt *C : S->children())
    N += count(C, Holds);
  return N;
}

bool mentions(const Stmt *S, const ValueDecl &D) {
  return count(S, [&](const Stmt &In) {
    const auto *E = dyn_cast<Expr>(&In);
    return E && isa<DeclRefExpr, MemberExpr>(E) && thing(E) == &D;
  });
}

class SyncWaitInCoroutineCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    // As an Expr: clang 22's CallExpr::getBeginLoc is the parenthesis for a function object.
    const auto *E = Result.Nodes.getNodeAs<Expr>("call");
    std::optional<CallSite> Call = callSite(*E);
    if (!Call)
      return;
    profile::Knowledge &Known = knowledge(Result);
    const Expr *Operand = taskWaitedFor(*Call, Known);
    if (!Operand)
      return;
    profile::Place Place = Known.placeOf(*E);
    // QCoro waits in an event loop: ordinary in a plain slot, where nothing can be awaited.
    const bool RunsLoop = hasQualifiedName(*Call->Callee, "QCoro::waitFor");
    if (!Place.onLoop() || (RunsLoop && Place.Where == profile::Runs::OnLoop) ||
        isKnownReady(*Operand, *E, Place, *Result.SourceManager) ||
        !isWanted(*E, E->getBeginLoc(), *Result.SourceManager))
      return;

    std::string Who = Place.Fn.Lambda
                          ? "this coroutine"
                          : "coroutine '" + describe(*Place.Fn.Function) + "'";
    auto Edits = fix(*Call, *Operand, Place, Known);
    auto Warning =
        RunsLoop ? diag(E->getBeginLoc(),
                        "'%0' runs an event loop inside %1 until the task is done: slots and "
                        "other coroutines of its thread run in the middle of it")
                       << Call->calleeName() << Who
                 : diag(E->getBeginLoc(), "'%0' stops the %1 until the task is done, and if the "
                                          "task needs that thread it never is")
                       << Call->calleeName()
                       << (Place.Where == profile::Runs::OnLoop ? "loop that runs this handler"
                                                                : "thread of " + Who);
    Warning << E->getSourceRange();
    for (const FixItHint &Edit : Edits)
      Warning << Edit;
  }

private:
  /// Whether the coroutine asked the task if it is done, or awaited it, before it waits for it.
  static bool isKnownReady(const Expr &Operand, const Expr &Wait, const profile::Place &Place,
                           const SourceManager &SM) {
    const ValueDecl *Task = thing(&Operand);
    if (!Task)
      return false;
    static const llvm::StringRef Asking[] = {"is_ready", "isReady", "ready", "is_done", "done"};
    return count(Place.Fn.Function->getBody(), [&](const Stmt &S) {
      if (!SM.isBeforeInTranslationUnit(S.getBeginLoc(), Wait.getBeginLoc()))
        return false;
      if (const auto *Await = dyn_cast<CoawaitExpr>(&S))
        return !Await->isImplicit() && mentions(Await->getOperand(), *Task) &&
               // The wait itself may be part of what is awaited.
               SM.isBeforeInTranslationUnit(Await->getEndLoc(), Wait.getBeginLoc());
      const auto *M = dyn_cast<CXXMemberCallExpr>(&S);
      return M && M->getMethodDecl() &&
             llvm::is_contained(Asking, identifierOf(*M->getMethodDecl())) &&
             mentions(M->getImplicitObjectArgument(), *Task);
    });
  }

  llvm::SmallVector<FixItHint, 2> fix(const CallSite &Call, const Expr &Operand,
                                      const profile::Place &Place, profile::Knowledge &Known) {
    // Further arguments (an executor to drive meanwhile) have no place in a co_await.
    if (Place.Where != profile::Runs::InCoroutine || Call.Args.size() > 1)
      return {};
    ASTContext &Ctx = Known.context();
    const Expr &E = *Call.E;
    const Expr *Bare = stripped(&Operand);
    QualType Task = Bare->getType().getNonReferenceType().getUnqualifiedType();
    if (Known.tasks().canAwait(*Place.Fn.Function, Task) != Answer::Yes)
      return {};
    if (isResultUsed(E, Ctx)) {
      // A described function returns what awaiting would give; of another that must be seen.
      QualType Awaited = Known.tasks().awaitResult(Task);
      if (Awaited.isNull() ? !Known.syncWait(Call)
                           : !Ctx.hasSameUnqualifiedType(Awaited.getNonReferenceType(),
                                                         E.getType().getNonReferenceType()))
        return {};
    }
    std::optional<std::string> Text = writtenText(Operand, Ctx);
    if (!Text)
      return {};
    if (Bare->isLValue() && !awaitsLValue(*Place.Fn.Function, Task, Known)) {
      const auto *Var = dyn_cast_or_null<VarDecl>(thing(Bare));
      if (!Var || !isOnlyUse(E, *Var, *Place.Fn.Function, Ctx))
        return {};
      auto Edits = replaceByAwait(E, "co_await std::move(" + *Text + ")", Ctx);
      if (!Edits.empty())
        if (auto Include = include(E.getBeginLoc(), "utility", Ctx.getSourceManager()))
          Edits.push_back(*Include);
      return Edits;
    }
    // `co_await a, b` and `co_await c ? a : b` would mean something else.
    const Expr *Written = Operand.IgnoreUnlessSpelledInSource();
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Written);
    bool Postfix = isa<ParenExpr>(Operand.IgnoreImplicit()) ||
                   (isa<CallExpr, DeclRefExpr, MemberExpr, CXXConstructExpr>(Written) &&
                    !(Operator && Operator->getOperator() != OO_Call));
    return replaceByAwait(E, "co_await " + (Postfix ? *Text : "(" + *Text + ")"), Ctx);
  }

  /// Whether `co_await t` is certain to compile in \p Coroutine for an lvalue of type \p T.
  static bool awaitsLValue(const FunctionDecl &Coroutine, QualType T, profile::Knowledge &Known) {
    const CXXRecordDecl *Promise = Known.tasks().promiseOf(Coroutine);
    const CXXRecordDecl *R = recordOf(T);
    if (!R || !Promise || findMethod(*Promise, "await_transform"))
      return false;
    for (const CXXMethodDecl *M : R->methods())
      if ((M->getOverloadedOperator() == OO_Coawait || identifierOf(*M) == "await_suspend") &&
          M->getRefQualifier() != RQ_RValue)
        return true;
    return false;
  }

  /// Whether \p E is the one use of \p Var, so that \p Var may be moved from there.
  static bool isOnlyUse(const Expr &E, const VarDecl &Var, const FunctionDecl &F, ASTContext &Ctx) {
    if (!Var.hasLocalStorage() || Var.getType()->isReferenceType() ||
        Var.getDeclContext() != static_cast<const DeclContext *>(&F))
      return false;
    if (count(F.getBody(), [&](const Stmt &S) {
          const auto *Ref = dyn_cast<DeclRefExpr>(&S);
          return Ref && Ref->getDecl() == &Var;
        }) != 1)
      return false;
    // In a loop that does not make the variable anew it is used many times.
    DynTypedNode Node = DynTypedNode::create(E);
    while (!Node.get<FunctionDecl>()) {
      if (const auto *Block = Node.get<CompoundStmt>())
        for (const Stmt *S : Block->body())
          if (const auto *D = dyn_cast<DeclStmt>(S); D && llvm::is_contained(D->decls(), &Var))
            return true;
      DynTypedNodeList Parents = Ctx.getParents(Node);
      if (Node.get<WhileStmt>() || Node.get<DoStmt>() || Node.get<ForStmt>() ||
          Node.get<CXXForRangeStmt>() || Parents.empty())
        return false;
      Node = Parents[0];
    }
    return isa<ParmVarDecl>(Var);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SyncWaitInCoroutineCheck)
