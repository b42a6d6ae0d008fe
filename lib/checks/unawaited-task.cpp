// unawaited-task: see docs/checks/unawaited-task.md. What is lost depends on the type: a lazy task
// never ran, an eager one goes on unseen or is cancelled. Silent where dropping is what the type is
// for.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class UnawaitedTaskCheck : public CoroCheck {
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
    // A reference to a task is no new task.
    if (E->isGLValue())
      return;
    std::optional<profile::TaskFacts> Facts = Known.taskFacts(E->getType());
    std::optional<CallSite> Call = Facts ? callSite(*E) : std::nullopt;
    if (!Call)
      return;
    ASTContext &Ctx = *Result.Context;
    Discard Lost = discardOf(*E, Ctx);
    if (Lost.What != Discard::Dropped)
      return;
    Callable Fn = nearestCallable(*E, Ctx);
    std::string Effect = effect(*Call, *Facts, Fn, Known);
    if (Effect.empty() || !isWanted(*E, E->getBeginLoc(), *Result.SourceManager))
      return;

    bool Spawns = Known.spawn(*Call).has_value();
    llvm::SmallVector<FixItHint, 2> Edits;
    if (Fn.isCoroutine() && !Lost.Conditional && !Facts->isGenerator() &&
        Known.tasks().canAwait(*Fn.Function, E->getType()) == Answer::Yes)
      Edits = awaitInPlace(*E, Ctx);
    // Certainly broken and certainly meant: only then the edit is applied unasked. Who spawns wants
    // to go on without waiting, and an eager task did run.
    bool Safe = Facts->isLazy() && !Spawns;
    {
      auto Warning = diag(E->getBeginLoc(), "%0") << Effect << E->getSourceRange();
      if (Safe)
        for (const FixItHint &Edit : Edits)
          Warning << Edit;
    }
    if (!Safe && !Edits.empty()) {
      auto Note = diag(E->getBeginLoc(), "await it to wait for it and to see its errors",
                       DiagnosticIDs::Note);
      for (const FixItHint &Edit : Edits)
        Note << Edit;
    }
  }

private:
  /// The whole message; empty to stay silent.
  static std::string effect(const CallSite &Call, const profile::TaskFacts &Facts,
                            const Callable &Fn, profile::Knowledge &Known) {
    const std::string Name = Call.calleeName();
    if (Facts.Entry && !Facts.Entry->Message.empty() && Facts.isLazy())
      return "the result of '" + Name + "' is dropped: " + Facts.Entry->Message;
    if (Facts.isLazy()) {
      if (Known.spawn(Call))
        return "'" + Name + "' with this completion token is lazy, and its result is dropped: "
               "nothing is spawned";
      if (!Facts.Type)
        return "the operation returned by '" + Name +
               "' is dropped: it does nothing until it is awaited";
      if (Facts.isGenerator())
        return "the generator returned by '" + Name + "' is dropped: its body never runs";
      std::string Out = "the task returned by '" + Name + "' is dropped: it is lazy, so '" + Name +
                        "' never runs";
      return Facts.Drop == DropEffect::Leaks ? Out + ", and its frame leaks" : Out;
    }
    // An eager task that cannot be awaited is made to be dropped.
    if (!Facts.Awaitable)
      return {};
    if (Facts.Entry) {
      if (Facts.Entry->DiscardOk && !Fn.isCoroutine())
        return {};
      for (const std::string &Handler : Facts.Entry->Handles)
        if (identifierOf(*Call.Callee) == Handler)
          return {};
    }
    const std::string Start = "the task returned by '" + Name + "' is dropped: ";
    switch (Facts.Drop) {
    case DropEffect::KeepsRunning:
      return Start + "'" + Name + "' goes on with nobody waiting for it, and its exception is lost";
    case DropEffect::Cancelled:
      return Start + "that cancels '" + Name + "' where it is suspended";
    case DropEffect::Blocks:
      return Start + "its destructor stops this thread until '" + Name + "' is done";
    case DropEffect::Leaks:
    case DropEffect::NeverRuns:
    case DropEffect::Unknown:
      // Nothing is proven.
      return {};
    }
    return {};
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(UnawaitedTaskCheck)
