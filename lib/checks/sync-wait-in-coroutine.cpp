// sync-wait-in-coroutine: see docs/checks/sync-wait-in-coroutine.md. The waiting functions come from
// profiles; for a library without one, a function with the customary name that takes a task and
// returns its result.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class SyncWaitInCoroutineCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CallExpr>("call");
    std::optional<CallSite> Call = callSite(*E);
    if (!Call)
      return;
    profile::Knowledge &Known = knowledge(Result);
    const Expr *Operand = waitedFor(*Call, Known);
    if (!Operand)
      return;
    profile::Place Place = Known.placeOf(*E);
    if (!Place.onLoop() || !isWanted(*E, E->getBeginLoc(), *Result.SourceManager))
      return;

    std::string Who = Place.Where == profile::Runs::OnLoop ? "the loop that runs this handler"
                      : Place.Fn.Lambda
                          ? "this coroutine's thread"
                          : "the thread of coroutine '" + describe(*Place.Fn.Function) + "'";
    auto Edits = fix(*E, *Operand, Place, Known);
    auto Warning = diag(E->getBeginLoc(), "'%0' stops %1 until the task is done, and if the task "
                                          "needs that thread it never is")
                   << Call->calleeName() << Who << E->getSourceRange();
    for (const FixItHint &Edit : Edits)
      Warning << Edit;
  }

private:
  /// What the call waits for; null when it is no such call.
  static const Expr *waitedFor(const CallSite &Call, profile::Knowledge &Known) {
    if (const profile::SyncWaitEntry *Entry = Known.syncWait(Call)) {
      if (Entry->Operand == "object")
        return Call.Object;
      unsigned Index = 0;
      if (llvm::StringRef(Entry->Operand).getAsInteger(10, Index) || Index >= Call.Args.size())
        return nullptr;
      return Call.Args[Index];
    }
    // A library nobody described: the name says what it does, and the types must bear it out.
    llvm::StringRef Name = identifierOf(*Call.Callee);
    if (Call.Callee->getOverloadedOperator() == OO_Call && Call.Object)
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Call.Object->IgnoreParenImpCasts()))
        Name = identifierOf(*Ref->getDecl());
    static const llvm::StringRef Customary[] = {"sync_wait",     "syncWait",     "sync_await",
                                                "syncAwait",     "blocking_wait", "blockingWait",
                                                "block_on",      "blockOn"};
    if (!llvm::is_contained(Customary, Name) || Call.Args.empty() || coroutineBody(*Call.Callee))
      return nullptr;
    std::optional<profile::TaskFacts> Arg =
        Known.taskFacts(stripped(Call.Args.front())->getType());
    if (!Arg || !Arg->Awaitable || Known.taskFacts(Call.E->getType()))
      return nullptr;
    return Call.Args.front();
  }

  llvm::SmallVector<FixItHint, 2> fix(const Expr &E, const Expr &Operand,
                                      const profile::Place &Place, profile::Knowledge &Known) {
    if (Place.Where != profile::Runs::InCoroutine)
      return {};
    ASTContext &Ctx = Known.context();
    const Expr *Bare = stripped(&Operand);
    QualType Task = Bare->getType().getNonReferenceType().getUnqualifiedType();
    if (Known.tasks().canAwait(*Place.Fn.Function, Task) != Answer::Yes)
      return {};
    if (isResultUsed(E, Ctx)) {
      QualType Awaited = Known.tasks().awaitResult(Task);
      if (Awaited.isNull() ||
          !Ctx.hasSameUnqualifiedType(Awaited.getNonReferenceType(),
                                      E.getType().getNonReferenceType()))
        return {};
    }
    std::optional<std::string> Text = writtenText(Operand, Ctx);
    if (!Text)
      return {};
    // A named task is moved: waiting for it was its one use, and a move-only task needs it.
    if (Bare->isLValue() && Known.taskFacts(Task))
      return replaceByAwait(E, "co_await std::move(" + *Text + ")", Ctx);
    // `co_await a, b` and `co_await c ? a : b` would mean something else.
    const Expr *Written = Operand.IgnoreImplicit();
    bool Postfix = isa<CallExpr, DeclRefExpr, MemberExpr, ParenExpr, CXXConstructExpr>(
                       Written->IgnoreUnlessSpelledInSource()) &&
                   !(isa<CXXOperatorCallExpr>(Written->IgnoreUnlessSpelledInSource()) &&
                     cast<CXXOperatorCallExpr>(Written->IgnoreUnlessSpelledInSource())
                             ->getOperator() != OO_Call);
    return replaceByAwait(E, "co_await " + (Postfix ? *Text : "(" + *Text + ")"), Ctx);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SyncWaitInCoroutineCheck)
