// nested-loop-run: see docs/checks/nested-loop-run.md.
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

class NestedLoopRunCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CallExpr>("call");
    std::optional<CallSite> Call = callSite(*E);
    profile::Knowledge &Known = knowledge(Result);
    const profile::LoopEntry *Loop = Call ? Known.loopRun(*Call) : nullptr;
    if (!Loop)
      return;
    profile::Place Place = Known.placeOf(*E);
    if (!Place.onLoop())
      return;
    const bool Own = isLocalLoop(*Call, *Place.Fn.Function), Qt = isQt(*Call->Callee);
    // `run_for(0s)` is a poll.
    const bool Poll = Loop->Kind == "poll" ||
                      (Call->Args.size() == 1 && profile::isZero(*Call->Args[0], Known.context()));
    // Draining what is ready on a loop of one's own neither waits nor re-enters anything. In a plain
    // slot a dialog that runs a loop is ordinary Qt, and nothing could be awaited instead.
    if ((Poll && Own && !Qt) || (Qt && Place.Where == profile::Runs::OnLoop) ||
        isDriver(Place, Known))
      return;
    SourceLocation Loc = E->getExprLoc();
    if (const auto *M = dyn_cast<MemberExpr>(E->getCallee()->IgnoreParenImpCasts()))
      Loc = M->getMemberLoc();
    if (!isWanted(*E, Loc, *Result.SourceManager))
      return;

    std::string Where = Place.Where == profile::Runs::OnLoop ? "a handler"
                        : Place.Fn.Lambda
                            ? "a coroutine"
                            : "coroutine '" + describe(*Place.Fn.Function) + "'";
    diag(Loc, "'%0' %1 inside %2: %3")
        << Call->calleeName() << (isJoin(*Call) ? "waits for a thread pool" : "runs an event loop")
        << Where << effect(*Call, Poll, Own, Qt) << E->getSourceRange();
    if (Place.Sink)
      diag(Place.Sink->getExprLoc(), "the handler is given to the loop here", DiagnosticIDs::Note);
  }

private:
  static llvm::StringRef effect(const CallSite &Call, bool Poll, bool Own, bool Qt) {
    if (Qt)
      return "slots and other coroutines of this thread run in the middle of it and may find its "
             "state half changed";
    if (isJoin(Call))
      return "the loop that runs this code stands still until the pool has no work left";
    if (Poll)
      return "if it is the loop that runs this code, other handlers run in the middle of it and "
             "may find its state half changed";
    if (Own)
      return "the outer loop stands still until the inner one has no work left";
    return "if it is the loop that runs this code, it waits for itself; if not, this code's own "
           "loop stands still meanwhile";
  }

  /// `thread_pool::join` and `wait` run nothing on this thread; they wait for those that do.
  static bool isJoin(const CallSite &Call) {
    llvm::StringRef Name = identifierOf(*Call.Callee);
    return Name == "join" || Name == "wait";
  }

  /// Qt's loops serve the whole thread, whichever object runs them: nothing stands still, but
  /// everything may run.
  static bool isQt(const FunctionDecl &Callee) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    return Method ? isQObject(*Method->getParent())
                  : llvm::StringRef(qualifiedName(Callee)).starts_with("QTest::");
  }

  static bool isQObject(const CXXRecordDecl &R) {
    if (hasQualifiedName(R, "QObject"))
      return true;
    const CXXRecordDecl *Def = R.getDefinition();
    return Def && llvm::any_of(Def->bases(), [](const CXXBaseSpecifier &B) {
             const CXXRecordDecl *Base = recordOf(B.getType());
             return Base && isQObject(*Base);
           });
  }

  /// Whether the coroutine is there to run the loop: it awaits nothing, and its library has no loop
  /// below every coroutine (a library that does offers a sleep without naming one), so that whoever
  /// starts it lends it a thread:
  /// `when_all(work(), [&]() -> task<> { io.process_events(); co_return; }())`.
  static bool isDriver(const profile::Place &Place, profile::Knowledge &Known) {
    const CoroutineBodyStmt *Body = coroutineBody(*Place.Fn.Function);
    if (!Body || !suspensionPoints(*Body).empty())
      return false;
    const profile::Profile *Library = Known.libraryOf(*Place.Fn.Function);
    return !Library || Library->Replacements.empty();
  }

  /// Whether the loop is a variable of the callable itself, which nothing else runs.
  static bool isLocalLoop(const CallSite &Call, const FunctionDecl &F) {
    const Expr *Object = Call.Object ? Call.Object->IgnoreParenImpCasts() : nullptr;
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Object);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) &&
           !Var->getType()->isReferenceType() && !Var->getType()->isPointerType() &&
           Var->getDeclContext() == static_cast<const DeclContext *>(&F);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(NestedLoopRunCheck)
