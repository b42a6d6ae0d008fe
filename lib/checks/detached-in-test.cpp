// detached-in-test: see docs/checks/detached-in-test.md. Where the coroutine's body can be seen and throws, that is
// detached-swallows-exception's business, in tests as elsewhere.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/entry-points.h"
#include "checks/common/fixes.h"
#include "checks/common/spawned-coroutine.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/escaping-exceptions.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class DetachedInTestCheck : public CoroCheck {
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
    if (!Call || !losesFailure(*Call, Known))
      return;
    ASTContext &Ctx = *Result.Context;
    const Callable Fn = functionAround(nearestCallable(*E, Ctx), Ctx);
    if (!Fn.Function || !isTest(*Fn.Function) || !isWanted(*E, E->getBeginLoc(), *Result.SourceManager))
      return;
    const std::string Name = nameOf(Call);
    diag(E->getBeginLoc(), "this test does not notice when what %0 starts fails: its exception is dropped")
        << (Name.empty() ? "this call" : "'" + Name + "'");
  }

private:
  /// Whether \p Call starts a coroutine from elsewhere, and nobody is told of its exception.
  static bool losesFailure(const CallSite &Call, profile::Knowledge &Known) {
    if (std::optional<profile::SpawnCall> Spawn = Known.spawn(Call)) {
      const FunctionDecl *Coroutine = Spawn->Error == "lost" ? spawnedCoroutine(*Spawn->Task, Known) : nullptr;
      return Coroutine && !Coroutine->hasBody() && !Coroutine->isNoReturn();
    }
    if (!Call.E->isPRValue())
      return false;
    std::optional<profile::TaskFacts> Task = Known.taskFacts(Call.E->getType());
    if (!Task || !Task->Type || Task->isGenerator() || Task->Begins != Start::Eager ||
        Task->Drop != DropEffect::KeepsRunning || !Task->Awaitable)
      return false;
    // Dropped without a cast it is unawaited-task's.
    const Discard Lost = discardOf(*Call.E, Known.context());
    if (Lost.What != Discard::Voided && Lost.What != Discard::Ignored)
      return false;
    return !coroutineBody(*Call.Callee) || escapingException(*Call.Callee, [&](const Expr &Operand) {
      return cannotFail(Operand, Known);
    });
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(DetachedInTestCheck)
