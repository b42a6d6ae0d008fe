// sync-wait-outside-entry-point: see docs/checks/sync-wait-outside-entry-point.md. A policy. Waits in coroutines and on
// loops are the business of sync-wait-in-coroutine.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/entry-points.h"
#include "checks/common/suspensions.h"
#include "checks/common/sync-wait.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class SyncWaitOutsideEntryPointCheck : public CoroCheck {
public:
  SyncWaitOutsideEntryPointCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                                 llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AllowedFunctions(listOption("AllowedFunctions")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AllowedFunctions", "",
         "Functions, fully qualified and separated by semicolons, that bridge from synchronous code to tasks."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<Expr>("call");
    std::optional<CallSite> Call = callSite(*E);
    profile::Knowledge &Known = knowledge(Result);
    if (!Call || !taskWaitedFor(*Call, Known) || isUnevaluated(*E, *Result.Context))
      return;
    const profile::Place Place = Known.placeOf(*E);
    const Callable Fn = functionAround(Place.Fn, *Result.Context);
    // Where no function is around, an initialiser of a global waits.
    if (Place.onLoop() || (Fn.Function && (isEntryPoint(*Fn.Function) || Fn.isCoroutine() ||
                                           isListed(Fn.Function, AllowedFunctions))) ||
        !isWanted(*E, E->getBeginLoc(), *Result.SourceManager))
      return;
    diag(E->getBeginLoc(), "'%0' hides a wait in a function that looks like any other: called from a coroutine, it stops "
                           "the loop")
        << Call->calleeName();
  }

private:
  const std::vector<std::string> AllowedFunctions;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SyncWaitOutsideEntryPointCheck)
