// unawaited-task: see docs/checks/unawaited-task.md. What is lost depends on the type: a lazy task
// never ran, an eager one goes on unseen or is cancelled. Silent where dropping is what the type is
// for.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/Attr.h"
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
    if (!Facts)
      return;
    ASTContext &Ctx = *Result.Context;
    Discard Lost = discardOf(*E, Ctx);
    if (Lost.What != Discard::Dropped)
      return;
    // Nothing when it is called through a pointer.
    std::optional<CallSite> Call = callSite(*E);
    // What std::exchange hands out is an old task, which may well have been awaited.
    if (Call && hasQualifiedName(*Call->Callee, "std::exchange"))
      return;
    std::optional<profile::SpawnCall> Spawn = Call ? Known.spawn(*Call) : std::nullopt;
    // Started already, whatever its type says.
    if (Spawn && !Spawn->Token)
      return;
    Callable Fn = nearestCallable(*E, Ctx);
    std::string Effect = Facts->isLazy() ? lazyEffect(Call, *Facts, Spawn.has_value())
                                         : eagerEffect(Call, *Facts, Fn);
    // The call's own range: that of CallExpr is not the one of an operator's call in every release.
    const SourceRange Range = static_cast<const Expr *>(E)->getSourceRange();
    const SourceLocation Loc = Range.getBegin();
    if (Effect.empty() || !isWanted(*E, Loc, *Result.SourceManager) || isExpectedToThrow(*E, Ctx))
      return;

    llvm::SmallVector<FixItHint, 2> Edits;
    if (Fn.isCoroutine() && !Lost.Conditional && !Facts->isGenerator() &&
        !awaitedIsNoDiscard(E->getType()) &&
        Known.tasks().canAwait(*Fn.Function, E->getType()) == Answer::Yes)
      Edits = awaitInPlace(*E, Ctx);
    // Certainly broken and certainly meant: only then the edit is applied unasked. Who spawns wants to
    // go on without waiting, an eager task did run, and another instantiation of the same line need
    // not be a task.
    bool Safe = Facts->isLazy() && !Spawn && Fn && !Fn.Function->isTemplateInstantiation();
    {
      auto Warning = diag(Loc, "%0") << Effect << Range;
      if (Safe)
        for (const FixItHint &Edit : Edits)
          Warning << Edit;
    }
    if (!Safe && !Edits.empty()) {
      auto Note = diag(Loc,
                       "%select{await it to wait for it and to see its errors|await it to run it}0",
                       DiagnosticIDs::Note)
                  << Facts->isLazy();
      for (const FixItHint &Edit : Edits)
        Note << Edit;
    }
  }

private:
  /// "the task returned by 'f'".
  static std::string subject(llvm::StringRef Noun, llvm::StringRef Name) {
    return Name.empty() ? ("this " + Noun + " is dropped: ").str()
                        : ("the " + Noun + " returned by '" + Name + "' is dropped: ").str();
  }

  static std::string lazyEffect(const std::optional<CallSite> &Call,
                                const profile::TaskFacts &Facts, bool Spawns) {
    const std::string Name = nameOf(Call);
    if (Facts.Entry && !Facts.Entry->Message.empty())
      return (Name.empty() ? "this result" : "the result of '" + Name + "'") +
             " is dropped: " + Facts.Entry->Message;
    if (Spawns)
      return "'" + Name + "' with this completion token is lazy, and its result is dropped: "
             "nothing is spawned";
    if (!Facts.Type)
      return subject("operation", Name) + "it does nothing until it is awaited";
    if (Facts.isGenerator())
      return subject("generator", Name) + "its body never runs";
    std::string Out = subject("task", Name) + "it is lazy, so " +
                      (Name.empty() || passesTaskOn(*Call->Callee) ? "it" : "'" + Name + "'") +
                      " never runs";
    return Facts.Drop == DropEffect::Leaks ? Out + ", and its frame leaks" : Out;
  }

  /// Empty to stay silent.
  static std::string eagerEffect(const std::optional<CallSite> &Call,
                                 const profile::TaskFacts &Facts, const Callable &Fn) {
    // An eager task that cannot be awaited is made to be dropped.
    if (!Facts.Awaitable)
      return {};
    if (Facts.Entry) {
      if (Facts.Entry->DiscardOk && !Fn.isCoroutine())
        return {};
      for (const std::string &Handler : Facts.Entry->Handles)
        if (Call && identifierOf(*Call->Callee) == Handler)
          return {};
    }
    const std::string Name = nameOf(Call);
    const std::string Start = subject("task", Name);
    const std::string It = Name.empty() ? "it" : "'" + Name + "'";
    switch (Facts.Drop) {
    case DropEffect::KeepsRunning:
      return Start + It + " goes on with nobody waiting for it, and its exception is lost";
    case DropEffect::Cancelled:
      return Start + "that cancels " + It + " where it is suspended";
    case DropEffect::Blocks:
      return Start + "its destructor stops this thread until " + It + " is done";
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
