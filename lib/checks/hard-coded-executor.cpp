// hard-coded-executor: see docs/checks/hard-coded-executor.md. Which executors are everybody's is data (lib/profile/data,
// `global-executors`). What is here tells the one that stands in for the coroutine's own from the one that work is sent
// to on purpose.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/entry-points.h"
#include "checks/common/fixes.h"
#include "checks/common/uses.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/lookup.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether \p P only wraps the expression below it.
bool isWrapper(const Stmt *P) {
  return isa_and_nonnull<ParenExpr, CastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, ExprWithCleanups>(P);
}

/// Whether \p E is all that a `co_await` awaits.
bool isAwaited(const Expr &E, ASTContext &Ctx) {
  const Stmt *P = parentStmt(E, Ctx);
  while (isWrapper(P))
    P = parentStmt(*P, Ctx);
  return isa_and_nonnull<CoawaitExpr>(P);
}

/// Whether \p E is part of what a `co_await` awaits.
bool isAwaitedOn(const Expr &E, ASTContext &Ctx) {
  for (const Stmt *P = parentStmt(E, Ctx); isa_and_nonnull<Expr>(P) && !isa<LambdaExpr>(P); P = parentStmt(*P, Ctx))
    if (isa<CoawaitExpr>(P))
      return true;
  return false;
}

/// Whether \p T stands for an executor, or makes one of its own out of another (a strand).
bool isKindOfExecutor(QualType T) {
  const CXXRecordDecl *R = recordOf(T->isPointerType() ? T->getPointeeType() : T);
  return R && (hasWord(identifierOf(*R), {"binder", "context", "executor", "guard", "loop", "pool", "queue", "scheduler",
                                          "strand", "work"}) ||
               hasQualifiedName(*R, "folly::Executor::KeepAlive"));
}

/// Whether \p Call gives the executor \p At itself: what it points to, a copy, another type for it (`any_io_executor`).
bool givesSame(const CallSite &Call, const Expr &At) {
  const auto *Ctor = dyn_cast<CXXConstructorDecl>(Call.Callee);
  if (Ctor)
    return Call.Args.size() == 1 && (Ctor->isCopyOrMoveConstructor() ||
                                     hasWord(identifierOf(*Ctor->getParent()), {"executor", "scheduler"}) ||
                                     hasQualifiedName(*Ctor->getParent(), "folly::Executor::KeepAlive"));
  if (Call.Callee->getBuiltinID() == Builtin::BImove)
    return true;
  if (Call.Object != &At || !Call.Args.empty())
    return false;
  const OverloadedOperatorKind Operator = Call.Callee->getOverloadedOperator();
  return Operator == OO_Star || Operator == OO_Arrow;
}

/// The largest expression around \p E that is still the executor.
const Expr &wholeExecutor(const Expr &E, ASTContext &Ctx) {
  const Expr *At = &E;
  while (const auto *P = dyn_cast_or_null<Expr>(parentStmt(*At, Ctx))) {
    if (const auto *Member = dyn_cast<MemberExpr>(P)) {
      // `keep_alive.get()`
      const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(parentStmt(*P, Ctx));
      const llvm::StringRef Name = identifierOf(*Member->getMemberDecl());
      if (!Call || Call->getNumArgs() != 0 || (Name != "get" && Name != "copy" && Name != "get_executor"))
        return *At;
      At = Call;
      continue;
    }
    const auto *Op = dyn_cast<UnaryOperator>(P);
    std::optional<CallSite> Call = callSite(*P);
    if (!isWrapper(P) && !(Op && (Op->getOpcode() == UO_Deref || Op->getOpcode() == UO_AddrOf)) &&
        !(Call && givesSame(*Call, *At)))
      return *At;
    At = P;
  }
  return *At;
}

/// Whether \p E only lets time pass, which no executor is needed for.
bool isDelayCall(const Expr &E, profile::Knowledge &Known) {
  std::optional<CallSite> Call = callSite(*stripped(&E));
  return Call && Known.isDelay(*Call);
}

/// Whether \p E is something to be run: a task, an operation, something to be called.
bool isWork(const Expr &E, profile::Knowledge &Known) {
  ASTContext &Ctx = Known.context();
  const QualType T = stripped(&E)->getType();
  if (T->isFunctionType() || T->isFunctionPointerType())
    return true;
  const CXXRecordDecl *R = recordOf(T);
  if (!R || isDelayCall(E, Known))
    return false;
  return Known.taskFacts(T) || Known.tasks().isAwaitable(T) ||
         !membersNamed(*R, Ctx.DeclarationNames.getCXXOperatorName(OO_Call)).empty();
}

class HardCodedExecutorCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void startUnit() override { Setting = SettingUp(); }
  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("given"), this);
    Finder->addMatcher(cxxConstructExpr().bind("given"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<Expr>("given");
    std::optional<CallSite> Given = callSite(*E);
    profile::Knowledge &Known = knowledge(Result);
    if (!Given || !Known.isGlobalExecutor(*Given))
      return;
    ASTContext &Ctx = *Result.Context;
    const Callable Fn = nearestCallable(*E, Ctx);
    const profile::Profile *Library = Fn.isCoroutine() ? Known.libraryOf(*Fn.Function) : nullptr;
    const profile::Replacement *Own = Library ? Known.replacement(*Library, "executor") : nullptr;
    std::optional<CallSite> By = Own ? usedInPlace(*E, *Fn.Function, *Library, Known) : std::nullopt;
    if (!By || Setting.contains(Fn, Ctx) || !isWanted(*E, E->getExprLoc(), *Result.SourceManager))
      return;
    diag(E->getExprLoc(), "'%0' is given '%1', an executor of the whole process, and not the one that '%2' runs on: the "
                          "work leaves its loop or strand, and no test can put another in its place")
        << By->calleeName() << Given->calleeName() << describe(*Fn.Function);
    std::string Expr = Own->Expr;
    if (!Library->Namespaces.empty())
      Expr = respell(Expr, Library->Namespaces.front(), *Fn.Function);
    diag(E->getExprLoc(), "the executor that it runs on: '%0'", DiagnosticIDs::Note) << Expr;
  }

private:
  /// The call that is given the executor \p E where the coroutine's own would do; nothing where it is meant, or where
  /// nobody can tell.
  static std::optional<CallSite> usedInPlace(const Expr &E, const FunctionDecl &F, const profile::Profile &Library,
                                             profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    const Expr &Whole = wholeExecutor(E, Ctx);
    const VarDecl *Var = initialisedBy(Whole, Ctx);
    if (!Var)
      return givenTo(Whole, F, Library, Known);
    std::optional<CallSite> Found;
    for (const Mention &M : mentionsOf(*Var, F)) {
      std::optional<CallSite> By = M.In ? std::nullopt : givenTo(wholeExecutor(*M.Ref, Ctx), F, Library, Known);
      if (!By)
        return std::nullopt;
      if (!Found)
        Found = std::move(By);
    }
    return Found;
  }

  static std::optional<CallSite> givenTo(const Expr &Executor, const FunctionDecl &F, const profile::Profile &Library,
                                         profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    const auto *P = dyn_cast_or_null<Expr>(parentStmt(Executor, Ctx));
    std::optional<CallSite> Call = P ? callSite(*P) : std::nullopt;
    if (!Call || !llvm::is_contained(Call->Args, &Executor) || isMeant(*Call, Library, Known))
      return std::nullopt;
    if (isAwaited(*P, Ctx)) {
      // What is given nothing else is about going there: `co_await resume_on(pool)`.
      const bool IsDelay = Call->Object && isDelayCall(*Call->Object, Known);
      return Call->Args.size() > 1 || IsDelay ? Call : std::nullopt;
    }
    return isForAwaiting(*P, F, Ctx) ? Call : std::nullopt;
  }

  /// Whether \p Call says that something is to run on the executor: it is given that, too, or is known to go there.
  static bool isMeant(const CallSite &Call, const profile::Profile &Library, profile::Knowledge &Known) {
    if (llvm::any_of(Library.Hops, [&](const profile::HopEntry &Hop) {
          return Known.conditions().names(Hop.Call, Call) && Known.conditions().conditionsHold(Hop.Call, Call);
        }))
      return true;
    // A function object is what is called, and not what is run.
    const bool IsFunctionObject = Call.Callee->getOverloadedOperator() == OO_Call;
    return (Call.Object && !IsFunctionObject && isWork(*Call.Object, Known)) ||
           llvm::any_of(Call.Args, [&](const Expr *A) { return isWork(*A, Known); });
  }

  /// Whether \p Made is an object (a timer, a socket, a client) whose operations the coroutine awaits.
  static bool isForAwaiting(const Expr &Made, const FunctionDecl &F, ASTContext &Ctx) {
    const CXXRecordDecl *R = recordOf(Made.getType());
    if (!R || isKindOfExecutor(Made.getType()))
      return false;
    const VarDecl *Var = initialisedBy(Made, Ctx);
    if (!Var) {
      const Stmt *P = parentStmt(Made, Ctx);
      while (isWrapper(P))
        P = parentStmt(*P, Ctx);
      return isa_and_nonnull<MemberExpr>(P) && isAwaitedOn(Made, Ctx);
    }
    return llvm::any_of(mentionsOf(*Var, F), [&](const Mention &M) { return !M.In && isAwaitedOn(*M.Ref, Ctx); });
  }

  SettingUp Setting;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(HardCodedExecutorCheck)
