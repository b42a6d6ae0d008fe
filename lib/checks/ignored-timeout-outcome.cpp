// ignored-timeout-outcome: see docs/checks/ignored-timeout-outcome.md. A timed wait is an operation and a delay that
// are awaited as alternatives.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/suspensions.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether \p Call awaits whichever of its operands is done first.
bool isRace(const CallSite &Call) {
  if (Call.Callee->getOverloadedOperator() == OO_PipePipe)
    return Call.Args.size() == 2;
  return identifierOf(*Call.Callee) == "race" || identifierOf(*Call.Callee) == "when_any" ||
         identifierOf(*Call.Callee) == "left_race";
}

/// The operands of a race and of the races that these are.
void operandsOf(const CallSite &Race, llvm::SmallVectorImpl<CallSite> &Out) {
  for (const Expr *A : Race.Args) {
    std::optional<CallSite> Call = callSite(*stripped(A));
    if (Call && isRace(*Call))
      operandsOf(*Call, Out);
    else if (Call)
      Out.push_back(*Call);
  }
}

class IgnoredTimeoutOutcomeCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(coawaitExpr().bind("await"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const CoawaitExpr *Await = matchedAwait(Result);
    if (!Await)
      return;
    std::optional<CallSite> Race = callSite(*stripped(Await->getOperand()));
    ASTContext &Ctx = *Result.Context;
    if (!Race || !isRace(*Race) || discardOf(*Await, Ctx).What != Discard::Dropped)
      return;
    profile::Knowledge &Known = knowledge(Result);
    llvm::SmallVector<CallSite, 4> Operands;
    operandsOf(*Race, Operands);
    const CallSite *Delay = nullptr, *Operation = nullptr;
    for (const CallSite &Each : Operands)
      if (Known.isDelay(Each))
        Delay = Delay ? Delay : &Each;
      else if (!hasWord(identifierOf(*Each.Callee), {"wait", "sleep", "delay"}))
        Operation = Operation ? Operation : &Each;
    if (!Delay || !Operation || !isFollowedByWork(*Await, Ctx) ||
        !isWanted(*Await, Await->getKeywordLoc(), *Result.SourceManager))
      return;
    diag(Await->getKeywordLoc(), "nobody looks whether '%0' was done or its time was up: after a timeout the "
                                 "coroutine goes on as if it had succeeded")
        << Operation->calleeName();
    diag(Delay->E->getExprLoc(), "the time limit", DiagnosticIDs::Note);
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(IgnoredTimeoutOutcomeCheck)
