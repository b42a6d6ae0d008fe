// redundant-when-all: see docs/checks/redundant-when-all.md. One task in what is made for many: a gather of it, or a spawn
// that is awaited where the coroutine runs already.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/independent-call.h"
#include "checks/common/suspensions.h"
#include "checks/common/uses.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"
#include "coroutine/qualified-name.h"
#include "coroutine/visible-body.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Looks for the expansion of a pack within a range of the source.
class ExpansionFinder : public RecursiveASTVisitor<ExpansionFinder> {
public:
  explicit ExpansionFinder(SourceRange Within) : Within(Within) {}
  bool Found = false;
  bool VisitPackExpansionExpr(PackExpansionExpr *E) {
    Found |= Within.fullyContains(E->getSourceRange());
    return !Found;
  }

private:
  SourceRange Within;
};

/// Whether the arguments of \p Call, in \p F, are as many as a template is given: one here, more elsewhere. What is
/// instantiated has no packs left, so that the template itself is asked.
bool hasPack(const Expr &Call, const FunctionDecl &F) {
  for (const DeclContext *DC = &F; DC; DC = DC->getParent()) {
    const auto *Around = dyn_cast<FunctionDecl>(DC);
    const FunctionDecl *Pattern = Around ? Around->getTemplateInstantiationPattern() : nullptr;
    if (!Pattern || !Pattern->hasBody())
      continue;
    ExpansionFinder Find(Call.getSourceRange());
    Find.TraverseStmt(Pattern->getBody());
    if (Find.Found)
      return true;
  }
  return false;
}

/// Whether \p E is `co_await this_coro::executor`.
bool asksForExecutor(const Expr &E) {
  const auto *Await = dyn_cast<CoawaitExpr>(stripped(&E));
  const CXXRecordDecl *R = Await ? recordOf(stripped(Await->getOperand())->getType()) : nullptr;
  const auto *Around = R ? dyn_cast<NamespaceDecl>(R->getEnclosingNamespaceContext()) : nullptr;
  return Around && identifierOf(*Around) == "this_coro" && identifierOf(*R) == "executor_t";
}

/// Whether \p E is the executor of the coroutine \p F, asked for there or kept in a variable that is not changed.
bool isOwnExecutor(const Expr &E, const FunctionDecl &F, ASTContext &Ctx) {
  if (asksForExecutor(E))
    return true;
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(&E));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || !Var->hasLocalStorage() || Var->getDeclContext() != &F || !Var->getInit() ||
      !asksForExecutor(*Var->getInit()))
    return false;
  return llvm::none_of(mentionsOf(*Var, F), [&](const Mention &M) {
    const Use U = useOf(*M.Ref, Ctx);
    return U.What == Use::CalledOn && U.Call->Callee->getOverloadedOperator() == OO_Equal;
  });
}

/// Whether \p F is seen to change how it is cancelled, which it would then do for the coroutine that awaits it.
bool changesCancellation(const FunctionDecl &F) {
  const Stmt *Body = visibleBody(F);
  return Body && mentions(*Body, [](const ValueDecl &D) {
           return identifierOf(D) == "reset_cancellation_state" || identifierOf(D) == "throw_if_cancelled";
         });
}

/// Whether the coroutine \p F may await \p Task: as far as can be told, or since it is of the same sort itself.
bool mayAwait(const FunctionDecl &F, const Expr &Task, profile::Knowledge &Known) {
  const Answer Can = Known.tasks().canAwait(F, Task.getType());
  const auto *Mine = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(F.getReturnType()));
  const auto *Other = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(Task.getType()));
  return Can == Answer::Yes || (Can == Answer::Unknown && Mine && Other &&
                                Mine->getSpecializedTemplate()->getCanonicalDecl() ==
                                    Other->getSpecializedTemplate()->getCanonicalDecl());
}

class RedundantWhenAllCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(coawaitExpr().bind("await"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const CoawaitExpr *Await = matchedAwait(Result);
    std::optional<CallSite> Call = Await ? callSite(*stripped(Await->getOperand())) : std::nullopt;
    if (!Call)
      return;
    ASTContext &Ctx = *Result.Context;
    profile::Knowledge &Known = knowledge(Result);
    const Callable Fn = nearestCallable(*Await, Ctx);
    if (!Fn.Function)
      return;
    const profile::GatherEntry *Gather = Known.gather(*Call);
    const Expr *Only = Gather ? onlyTask(*Call, *Gather, *Fn.Function, Known) : spawnedHere(*Call, *Fn.Function, Known);
    if (!Only || !isWanted(*Await, Call->E->getExprLoc(), *Result.SourceManager))
      return;
    if (Gather)
      diag(Call->E->getExprLoc(), "'%0' of one task waits for nothing but that task") << Call->calleeName();
    else
      diag(Call->E->getExprLoc(), "'%0' is spawned on the executor that the coroutine runs on already, and awaited at "
                                  "once: nothing runs beside it")
          << nameOf(callSite(*stripped(Only)));
    // A gather has a result of its own shape.
    const bool Same = Ctx.hasSameType(Only->getType(), Call->E->getType()) || !isResultUsed(*Await, Ctx);
    if (!Same || !isEditable(*Call->E, Ctx) || !isEditable(*Only, Ctx) || !mayAwait(*Fn.Function, *Only, Known))
      return;
    const SourceLocation End = Lexer::getLocForEndOfToken(Only->getEndLoc(), 0, *Result.SourceManager, Ctx.getLangOpts());
    diag(Only->getBeginLoc(), "await it directly", DiagnosticIDs::Note)
        << FixItHint::CreateRemoval(CharSourceRange::getCharRange(Call->E->getBeginLoc(), Only->getBeginLoc()))
        << FixItHint::CreateRemoval(CharSourceRange::getCharRange(
               End, Lexer::getLocForEndOfToken(Call->E->getEndLoc(), 0, *Result.SourceManager, Ctx.getLangOpts())));
  }

private:
  /// The task that the gather \p Call is given, when there is one only, by the way that it is written. Who asks for
  /// outcomes wants a failure as a value, of one task too.
  static const Expr *onlyTask(const CallSite &Call, const profile::GatherEntry &Gather, const FunctionDecl &F,
                              profile::Knowledge &Known) {
    if (Gather.Errors != "throws" || Call.Args.size() != 1)
      return nullptr;
    const Expr *Only = Call.Args.front();
    std::optional<profile::TaskFacts> Task = Known.taskFacts(Only->getType());
    const CXXRecordDecl *R = recordOf(Only->getType());
    // What has a beginning and an end is many.
    if (!Task || !Task->Type || Task->isGenerator() || !R || findMethod(*R, "begin") ||
        hasPack(*Call.E, F))
      return nullptr;
    return Only;
  }

  /// The call of a coroutine that \p Call spawns where the coroutine \p F runs, to be awaited through a plain token: one
  /// that something is bound to (a cancellation slot, another executor) is there for that.
  static const Expr *spawnedHere(const CallSite &Call, const FunctionDecl &F, profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    std::optional<profile::SpawnCall> Spawn = Known.spawn(Call);
    const CXXRecordDecl *Token = Spawn && Spawn->Token ? recordOf(stripped(Spawn->Token)->getType()) : nullptr;
    if (!Token || identifierOf(*Token) != "use_awaitable_t" || Call.Args.empty() ||
        !isOwnExecutor(*Call.Args.front(), F, Ctx))
      return nullptr;
    const auto *Task = dyn_cast<CallExpr>(stripped(Spawn->Task));
    std::optional<CallSite> Made = Task ? callSite(*Task) : std::nullopt;
    // A closure that is called in place would not live for long enough.
    if (!Made || isa<CXXOperatorCallExpr>(Task) || Task->isCallToStdMove() ||
        !Ctx.hasSameType(Task->getType(), Call.E->getType()) || changesCancellation(*Made->Callee))
      return nullptr;
    return Task;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(RedundantWhenAllCheck)
