// detached-task: see docs/checks/detached-task.md. A policy: whatever starts work says who waits for it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/entry-points.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class DetachedTaskCheck : public CoroCheck {
public:
  DetachedTaskCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                    llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AllowedFunctions(listOption("AllowedFunctions")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AllowedFunctions", "",
         "Functions, fully qualified and separated by semicolons, that may start work nobody waits for."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<Expr>("call");
    std::optional<CallSite> Call = callSite(*E);
    profile::Knowledge &Known = knowledge(Result);
    // A handle that is kept is there to be waited for.
    if (!Call || !startsDetached(*Call, Known) ||
        (Known.spawn(*Call) && !E->getType()->isVoidType() &&
         discardOf(*E, *Result.Context).What == Discard::Used) ||
        isAllowed(*E, Known) ||
        !isWanted(*E, E->getBeginLoc(), *Result.SourceManager))
      return;
    const std::string Name = nameOf(Call);
    diag(E->getBeginLoc(), "nobody waits for what %0 starts here: it may outlive what it uses, and the program cannot "
                           "end in order")
        << (Name.empty() ? "this call" : "'" + Name + "'");
  }

private:
  /// A spawn whose result, if it has one, is not there to be waited for; or a coroutine that cannot be awaited.
  static bool startsDetached(const CallSite &Call, profile::Knowledge &Known) {
    // What a scope starts, it waits for.
    if (Call.Object && Known.scope(Call.Object->getType()))
      return false;
    if (std::optional<profile::SpawnCall> Spawn = Known.spawn(Call))
      return Spawn->Error != "reported" || Call.E->getType()->isVoidType();
    // Every coroutine has a call of this one in it, which the compiler wrote.
    if (!Call.E->isPRValue() || identifierOf(*Call.Callee).starts_with("get_return_object"))
      return false;
    std::optional<profile::TaskFacts> Task = Known.taskFacts(Call.E->getType());
    return Task && Task->Type && !Task->isGenerator() && !Task->Awaitable && Task->Begins == Start::Eager;
  }

  /// In `main`, in tests, in the functions that are listed, and where a scope is made of such work.
  bool isAllowed(const Expr &E, profile::Knowledge &Known) const {
    ASTContext &Ctx = Known.context();
    const Callable Fn = functionAround(nearestCallable(E, Ctx), Ctx);
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Fn.Function);
    if (Method && Known.scope(Ctx.getTypeDeclType(static_cast<const TypeDecl *>(Method->getParent()))))
      return true;
    return Fn.Function && (isEntryPoint(*Fn.Function) || isListed(Fn.Function, AllowedFunctions));
  }

  const std::vector<std::string> AllowedFunctions;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(DetachedTaskCheck)
