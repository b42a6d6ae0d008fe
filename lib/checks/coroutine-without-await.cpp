// coroutine-without-await: see docs/checks/coroutine-without-await.md.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "checks/common/value-uses.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/callables.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether \p S does nothing but throw, or nothing at all: a function that is still to be written.
bool isStub(const Stmt &S) {
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(&S))
    return isStub(*Cleanups->getSubExpr());
  if (const auto *Return = dyn_cast<CoreturnStmt>(&S))
    return !Return->getOperand();
  const auto *Block = dyn_cast<CompoundStmt>(&S);
  if (!Block)
    return isa<NullStmt, CXXThrowExpr>(S);
  // What follows a `throw` is there for the compiler.
  const Stmt *First = Block->body_empty() ? nullptr : Block->body_front();
  return (First && !isa<CoreturnStmt>(First) && isStub(*First)) ||
         llvm::all_of(Block->body(), [](const Stmt *Each) { return isStub(*Each); });
}

class CoroutineWithoutAwaitCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void startUnit() override { Uses.reset(); }
  void registerMatchers(MatchFinder *Finder) override { matchBodies(*Finder, *this); }

  void check(const MatchFinder::MatchResult &Result) override {
    const FunctionDecl *F = matchedCoroutine(Result);
    const CoroutineBodyStmt *Body = F ? coroutineBody(*F) : nullptr;
    if (!Body || !suspensionPoints(*Body).empty() || isStub(*Body->getBody()) || typeIsGiven(*F))
      return;
    profile::Knowledge &Known = knowledge(Result);
    std::optional<profile::TaskFacts> Task = Known.taskFacts(F->getReturnType());
    // One that begins on a pool is a coroutine to get there.
    if (!Task || Task->isGenerator() || !Task->Awaitable || Known.beginsElsewhere(*F) ||
        isUsedAsValue(*F, *Result.Context))
      return;
    diag(F->getLocation(), "'%0' never suspends: a coroutine frame is allocated and a task made for what a plain function "
                           "does")
        << describe(*F);
  }

private:
  /// Whether the return type is not the function's own choice.
  static bool typeIsGiven(const FunctionDecl &F) {
    const auto *M = dyn_cast<CXXMethodDecl>(&F);
    return F.isTemplateInstantiation() || F.isDependentContext() || F.isMain() ||
           (M && (M->isVirtual() || M->getParent()->isLambda() || M->isOverloadedOperator() ||
                  M->getTemplateInstantiationPattern()));
  }

  bool isUsedAsValue(const FunctionDecl &F, ASTContext &Ctx) {
    if (!Uses)
      Uses.emplace(Ctx);
    return Uses->contains(F);
  }

  std::optional<ValueUses> Uses;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(CoroutineWithoutAwaitCheck)
