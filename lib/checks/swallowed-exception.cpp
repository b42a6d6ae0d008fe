// swallowed-exception: see docs/checks/swallowed-exception.md. A handler swallows when all it does is write a message,
// or nothing, and the coroutine goes on to work with what the failed operation should have brought.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "checks/common/check.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/callables.h"
#include "coroutine/escaping-exceptions.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The first `co_await` in \p S that may fail, nested callables and inner `try` blocks left out: what fails in
/// those has its own handlers.
const CoawaitExpr *failingAwait(const Stmt &S, llvm::function_ref<bool(const Expr &)> CannotFail) {
  if (isa<LambdaExpr, BlockExpr, CXXTryStmt>(S))
    return nullptr;
  if (const auto *Await = dyn_cast<CoawaitExpr>(&S);
      Await && !Await->isImplicit() && Await->getOperand() && awaitMayThrow(*Await, CannotFail))
    return Await;
  for (const Stmt *Child : S.children())
    if (Child)
      if (const CoawaitExpr *Found = failingAwait(*Child, CannotFail))
        return Found;
  return nullptr;
}

class SwallowedExceptionCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(cxxTryStmt().bind("try"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Try = Result.Nodes.getNodeAs<CXXTryStmt>("try");
    ASTContext &Ctx = *Result.Context;
    const Callable Fn = nearestCallable(*Try, Ctx);
    if (!Fn.isCoroutine() || Fn.Function->isDependentContext() ||
        isNamedLikeCleanup(identifierOf(*Fn.Function)))
      return;
    profile::Knowledge &Known = knowledge(Result);
    const CoawaitExpr *Await = failingAwait(*Try->getTryBlock(), [&](const Expr &Operand) {
      std::optional<CallSite> Call = callSite(*stripped(&Operand));
      return Call && (Known.cannotFail(*Call) || Known.isDelay(*Call) ||
                      isNamedLikeCleanup(identifierOf(*Call->Callee)));
    });
    // In a loop the next round is the answer to the failure.
    if (!Await || !isFollowedByWork(*Try, Ctx) || loopAround(*Try, Ctx))
      return;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
      const CXXCatchStmt &Handler = *Try->getHandler(I);
      const Stmt &Block = *Handler.getHandlerBlock();
      if (!stopsFailures(Handler) || !onlyLogs(Block) || saysWhyEmpty(Block, *Result.SourceManager) ||
          !isWanted(*Await, Handler.getBeginLoc(), *Result.SourceManager))
        continue;
      const bool Empty = cast<CompoundStmt>(Block).body_empty();
      diag(Handler.getBeginLoc(), "the failure of an awaited operation is swallowed%select{ after a message|}0: the "
                                  "coroutine goes on as if it had succeeded")
          << Empty;
      diag(Await->getKeywordLoc(), "what fails here", DiagnosticIDs::Note);
    }
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SwallowedExceptionCheck)
