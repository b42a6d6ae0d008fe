// voided-lazy-task: see docs/checks/voided-lazy-task.md. For an eager task the cast is an idiom; for a
// lazy one it only silences the compiler.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/fixes.h"
#include "clang/AST/Attr.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class VoidedLazyTaskCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr(hasType(hasUnqualifiedDesugaredType(recordType()))).bind("call"),
                       this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CallExpr>("call");
    profile::Knowledge &Known = knowledge(Result);
    if (E->isGLValue())
      return;
    std::optional<profile::TaskFacts> Facts = Known.taskFacts(E->getType());
    if (!Facts || !Facts->isLazy())
      return;
    ASTContext &Ctx = *Result.Context;
    Discard Lost = discardOf(*E, Ctx);
    if (Lost.What != Discard::Voided && Lost.What != Discard::Ignored)
      return;
    if (!isWanted(*E, Lost.Whole->getBeginLoc(), *Result.SourceManager) || isExpectedToThrow(*E, Ctx))
      return;

    diag(Lost.Whole->getBeginLoc(),
         "%select{casting the task to void|assigning the task to std::ignore}0 silences the "
         "compiler, but %1")
        << (Lost.What == Discard::Ignored) << effect(callSite(*E), *Facts, Known)
        << Lost.Whole->getSourceRange();

    Callable Fn = nearestCallable(*E, Ctx);
    if (!Fn.isCoroutine() || Lost.Conditional || Facts->isGenerator() ||
        awaitedIsNoDiscard(E->getType()) ||
        Known.tasks().canAwait(*Fn.Function, E->getType()) != Answer::Yes)
      return;
    std::optional<std::string> Text = writtenText(*E, Ctx);
    if (!Text)
      return;
    auto Edits = replaceByAwait(*Lost.Whole, "co_await " + *Text, Ctx);
    if (Edits.empty())
      return;
    // A deliberate cast is not overruled unasked.
    auto Note = diag(Lost.Whole->getBeginLoc(), "await it to run it", DiagnosticIDs::Note);
    for (const FixItHint &Edit : Edits)
      Note << Edit;
  }

private:
  /// \p Call is nothing for a call through a pointer.
  static std::string effect(const std::optional<CallSite> &Call, const profile::TaskFacts &Facts,
                            profile::Knowledge &Known) {
    if (!Facts.Type)
      return "the operation does nothing until it is awaited";
    if (Call && Known.spawn(*Call))
      return "with this completion token nothing is spawned";
    // An operator or a lambda in place has no name to call it by.
    const std::string Name = nameOf(Call);
    if (Name.empty() || passesTaskOn(*Call->Callee))
      return "it is lazy, so it never runs";
    return "it is lazy, so '" + Name + "' never runs";
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(VoidedLazyTaskCheck)
