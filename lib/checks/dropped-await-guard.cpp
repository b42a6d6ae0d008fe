// dropped-await-guard: see docs/checks/dropped-await-guard.md. A guard is known by its name and by what it is: a
// class that is not copied and does something when it is destroyed.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/fixes.h"
#include "checks/common/suspensions.h"
#include "checks/common/task-locals.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/callables.h"
#include "coroutine/copyable.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

bool isNamedLikeGuard(llvm::StringRef Name) {
  return hasWord(Name, {"lock", "locker", "guard", "holder", "lease", "permit", "permits", "units"}) ||
         (hasWord(Name, {"mutex", "semaphore"}) && hasWord(Name, {"scope", "scoped"}));
}

bool isGuard(QualType T) {
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  return R && R->hasDefinition() && !R->hasTrivialDestructor() && !isCopyable(T) &&
         isNamedLikeGuard(identifierOf(*R));
}

/// Whether \p F is a method of a guard, which knows what it does with one.
bool isPartOfGuard(const FunctionDecl *F) {
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(F);
  return M && isNamedLikeGuard(identifierOf(*M->getParent()));
}

class DroppedAwaitGuardCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(coawaitExpr().bind("await"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const CoawaitExpr *Await = matchedAwait(Result);
    if (!Await || !Await->isPRValue() || !isGuard(Await->getType()))
      return;
    ASTContext &Ctx = *Result.Context;
    if (discardOf(*Await, Ctx).What != Discard::Dropped ||
        isPartOfGuard(nearestCallable(*Await, Ctx).Function) || !isFollowedByWork(*Await, Ctx) ||
        !isWanted(*Await, Await->getKeywordLoc(), *Result.SourceManager))
      return;
    const VarDecl *Kept = namedVariable(Await->getOperand());
    const std::string Name = Kept ? Kept->getNameAsString() : nameOf(callSite(*stripped(Await->getOperand())));
    diag(Await->getKeywordLoc(),
         "the '%0' that %1 hands out is destroyed at once: what follows is not protected by it")
        << identifierOf(*Await->getType()->getAsCXXRecordDecl())
        << (Name.empty() ? "this" : "'" + Name + "'");
    suggestVariable(*Await, Ctx);
  }

private:
  void suggestVariable(const CoawaitExpr &Await, ASTContext &Ctx) {
    const Stmt *Whole = &Await;
    const Stmt *Parent = parentStmt(*Whole, Ctx);
    while (isa_and_nonnull<Expr>(Parent)) {
      if (Parent->getBeginLoc() != Await.getBeginLoc())
        return;
      Whole = Parent;
      Parent = parentStmt(*Whole, Ctx);
    }
    if (!isa_and_nonnull<CompoundStmt>(Parent) || !isEditable(Await, Ctx))
      return;
    const Callable Fn = nearestCallable(Await, Ctx);
    const std::string Variable = Fn ? freeName("guard", *Fn.Function->getBody()) : "guard";
    diag(Await.getKeywordLoc(), "keep it in a variable: it is held to the end of the block",
         DiagnosticIDs::Note)
        << FixItHint::CreateInsertion(Await.getBeginLoc(), "auto " + Variable + " = ");
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(DroppedAwaitGuardCheck)
