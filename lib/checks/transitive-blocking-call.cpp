// transitive-blocking-call: see docs/checks/transitive-blocking-call.md. Reported at the call in the
// coroutine, with the chain of calls down to the one that blocks as notes.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "profile/blocking-summary.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class TransitiveBlockingCallCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
    Finder->addMatcher(cxxConstructExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<Expr>("call");
    std::optional<CallSite> Call = callSite(*E);
    // A call that blocks by itself is the business of the check of its kind.
    profile::Knowledge &Known = knowledge(Result);
    if (!Call || Known.blocking(*Call))
      return;
    const auto *Method = dyn_cast<CXXMethodDecl>(Call->Callee);
    // A lambda that is called in place belongs to the coroutine: what it calls is reported there.
    if (Method && (Method->getParent()->isLambda() ||
                   (Method->isVirtual() && !Method->getParent()->isEffectivelyFinal())))
      return;
    const profile::BlockingChain *Chain = summaries(Known).of(*Call->Callee);
    if (!Chain)
      return;
    profile::Place Place = Known.placeOf(*E);
    if (!Place.onLoop() || !isWanted(*E, E->getBeginLoc(), *Result.SourceManager))
      return;
    std::string Who = Place.Where == profile::Runs::OnLoop ? "the loop that runs this handler"
                      : Place.Fn.Lambda
                          ? "this coroutine's thread"
                          : "the thread of coroutine '" + describe(*Place.Fn.Function) + "'";
    std::optional<CallSite> Last = callSite(*Chain->Calls.back());
    diag(E->getBeginLoc(), "'%0' ends up in '%1', which stops %2 until it returns")
        << Call->calleeName() << (Last ? Last->calleeName() : "a blocking call") << Who
        << E->getSourceRange();
    for (const Expr *Step : Chain->Calls) {
      std::optional<CallSite> Next = callSite(*Step);
      diag(Step->getExprLoc(), Step == Chain->Calls.back() ? "'%0' blocks here" : "calls '%0' here",
           DiagnosticIDs::Note)
          << (Next ? Next->calleeName() : "a destructor");
    }
  }

  void onStartOfTranslationUnit() override { Summaries.reset(); }

private:
  profile::BlockingSummaries &summaries(profile::Knowledge &Known) {
    if (!Summaries)
      Summaries = std::make_unique<profile::BlockingSummaries>(Known);
    return *Summaries;
  }

  std::unique_ptr<profile::BlockingSummaries> Summaries;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(TransitiveBlockingCallCheck)
