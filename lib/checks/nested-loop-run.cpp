// nested-loop-run: see docs/checks/nested-loop-run.md.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

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
    const bool Own = isLocalLoop(*Call, *Place.Fn.Function);
    // Draining what is ready on a loop of one's own neither waits nor re-enters anything.
    if (Loop->Kind == "poll" && Own)
      return;
    SourceLocation Loc = E->getExprLoc();
    if (const auto *M = dyn_cast<MemberExpr>(E->getCallee()->IgnoreParenImpCasts()))
      Loc = M->getMemberLoc();
    if (!isWanted(*E, Loc, *Result.SourceManager))
      return;

    std::string Where = Place.Where == profile::Runs::OnLoop
                            ? "a handler"
                            : "coroutine '" + describe(*Place.Fn.Function) + "'";
    if (Place.Where == profile::Runs::InCoroutine && Place.Fn.Lambda)
      Where = "a coroutine";
    llvm::StringRef Effect;
    if (Loop->Kind == "poll")
      Effect = "other handlers run in the middle of it and may find its state half changed";
    else if (Own)
      Effect = "the outer loop stands still until the inner one has no work left";
    else
      Effect = "if it is the loop that runs this code, it waits for itself; if not, this code's own "
               "loop stands still meanwhile";
    diag(Loc, "'%0' runs an event loop inside %1: %2")
        << Call->calleeName() << Where << Effect << E->getSourceRange();
    if (Place.Sink)
      diag(Place.Sink->getExprLoc(), "the handler is given to the loop here", DiagnosticIDs::Note);
  }

private:
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
