// this-after-suspend: see docs/checks/this-after-suspend.md. A coroutine that is a method has `this` as a raw
// pointer. Where nobody waits for it, it has to keep its object alive itself.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/owners.h"
#include "checks/common/suspensions.h"
#include "coroutine/loans.h"
#include "flow/after-suspension.h"
#include "profile/task-fate.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using profile::TaskFate;

class ThisAfterSuspendCheck : public CoroCheck {
public:
  ThisAfterSuspendCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                        llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AnyClass(boolOption("AnyClass")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AnyClass", "false",
         "Report methods of every class, not only of those whose objects are known to be shared "
         "(std::enable_shared_from_this)."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    matchBodies(*Finder, *this);
    Finder->addMatcher(cxxMemberCallExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    profile::Knowledge &Known = knowledge(Result);
    if (const auto *Call = Result.Nodes.getNodeAs<CXXMemberCallExpr>("call")) {
      if (const Expr *Start = detachedBy(*Call, Known))
        if (const FunctionDecl *Def = Call->getMethodDecl() ? Call->getMethodDecl()->getDefinition() : nullptr)
          look(*Def, Call, Start, Known);
      return;
    }
    // What cannot be awaited is waited for by nobody, whoever calls it.
    const FunctionDecl *F = matchedCoroutine(Result);
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
    if (!Method || Method->getParent()->isLambda() || Method->isStatic())
      return;
    std::optional<profile::TaskFacts> Task = Known.taskFacts(F->getReturnType());
    if (Task && !Task->isGenerator() && Task->Begins == Start::Eager &&
        (!Task->Awaitable || (Task->Entry && Task->Entry->EntryPoint)))
      look(*F, nullptr, nullptr, Known);
  }

private:
  /// What starts the coroutine of this object's method \p Call in the background; null for nothing.
  static const Expr *detachedBy(const CXXMemberCallExpr &Call, profile::Knowledge &Known) {
    if (!isa<CXXThisExpr>(Call.getImplicitObjectArgument()->IgnoreParenImpCasts()))
      return nullptr;
    std::optional<profile::TaskFacts> Task = Known.taskFacts(Call.getType());
    if (!Task || !Task->Type || !Task->Awaitable)
      return nullptr;
    const TaskFate Fate = profile::fateOf(Call, Known);
    if (Fate.What == TaskFate::Detached)
      return Fate.By;
    const bool GoesOn = Task->Begins == Start::Eager && Task->Drop != DropEffect::Cancelled &&
                        Task->Drop != DropEffect::Blocks;
    return Fate.What == TaskFate::Dropped && GoesOn ? &Call : nullptr;
  }

  void look(const FunctionDecl &F, const CallExpr *Call, const Expr *Start,
            profile::Knowledge &Known) {
    const CXXRecordDecl *R = classAround(F);
    if (!coroutineBody(F) || !R || !(AnyClass || isMadeToBeShared(*R)) || owns(F, Call, Known))
      return;
    std::optional<profile::TaskFacts> Task = Known.taskFacts(F.getReturnType());
    std::optional<flow::LateUse> Use =
        Task ? flow::firstLateUse(F, Known.flows().of(F), Task->Begins,
                                  [](const Expr &E) { return isa<CXXThisExpr>(E); })
             : std::nullopt;
    if (!Use || !isWanted(*Use->Use, Use->Use->getExprLoc(), Known.context().getSourceManager()))
      return;
    diag(Use->Use->getExprLoc(),
         "the object may be gone here: %0 goes on by itself and does not keep it alive")
        << ("'" + describe(F) + "'");
    if (Use->Suspension)
      diag(Use->Suspension->getExprLoc(), "the coroutine is suspended here", DiagnosticIDs::Note);
    if (Start)
      diag(Start->getExprLoc(), "it is started here, and nobody waits for it", DiagnosticIDs::Note);
    else
      diag(F.getLocation(), "nobody can wait for a %0", DiagnosticIDs::Note) << F.getReturnType();
  }

  static bool owns(const FunctionDecl &F, const CallExpr *Call, profile::Knowledge &Known) {
    if (Call)
      return keepsAnOwner(Call, nullptr, Known);
    return takesOwner(F, Known) || llvm::any_of(F.parameters(), [&](const ParmVarDecl *P) {
      return Known.isOwner(P->getType());
    });
  }

  const bool AnyClass;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(ThisAfterSuspendCheck)
