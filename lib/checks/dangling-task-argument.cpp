// dangling-task-argument: see docs/checks/dangling-task-argument.md. To a coroutine every parameter by reference
// is what `[[clang::lifetimebound]]` says: the task that it returns refers to the argument.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/later-use.h"
#include "checks/common/outlives.h"
#include "checks/common/uses.h"
#include "coroutine/loans.h"
#include "coroutine/qualified-name.h"
#include "profile/task-fate.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using profile::TaskFate;

/// Whether there is anything in an object of type \p T that could be read.
bool hasContents(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return !R || !R->hasDefinition() || !R->isEmpty();
}

class DanglingTaskArgumentCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CallExpr>("call");
    if (!E->isPRValue())
      return;
    std::optional<CallSite> Call = callSite(*E);
    profile::Knowledge &Known = knowledge(Result);
    std::optional<profile::TaskFacts> Task = Call ? Known.taskFacts(E->getType()) : std::nullopt;
    if (!Task || !Task->Type)
      return;
    llvm::SmallVector<Loan, 4> Loans = loansOf(*Call->Callee, Call->Object, Call->Args);
    if (llvm::none_of(Loans, isInteresting))
      return;
    const TaskFate Fate = profile::fateOf(*E, Known);
    if (!Fate.outlivesExpression() || isOver(Fate, *Task, *E, *Result.Context))
      return;
    for (const Loan &L : Loans)
      if (isInteresting(L) && dies(L, Fate, *E, *Result.Context))
        look(*Call, L, Fate, *Task, Known);
  }

private:
  /// A method of a lambda is another check's matter.
  static bool isInteresting(const Loan &L) {
    if (L.By == Loan::Object) {
      const CXXRecordDecl *R = recordOf(L.Argument->getType());
      if (R && R->isLambda())
        return false;
    }
    if (L.To.Is == Referent::Temporary)
      return L.By != Loan::Capture && !isa<LambdaExpr>(stripped(L.Argument)) &&
             (!L.To.Made || hasContents(L.To.Made->getType()));
    return L.To.Is == Referent::Local;
  }

  /// Whether a task that is dropped, or is never looked at again, has ended with the statement or will
  /// never begin.
  static bool isOver(const TaskFate &Fate, const profile::TaskFacts &Task, const Expr &E,
                     ASTContext &Ctx) {
    if (Fate.What == TaskFate::Dropped)
      return Task.isLazy() || Task.Drop == DropEffect::Cancelled || Task.Drop == DropEffect::Blocks;
    if (Fate.What != TaskFate::Stored)
      return false;
    // C++23 keeps the temporaries of a range for the whole loop.
    if (Fate.Var->isImplicit())
      return Ctx.getLangOpts().CPlusPlus23;
    const auto *F = dyn_cast<FunctionDecl>(Fate.Var->getDeclContext());
    const SourceManager &SM = Ctx.getSourceManager();
    return Task.isLazy() && F && llvm::none_of(mentionsOf(*Fate.Var, *F), [&](const Mention &M) {
      return SM.isBeforeInTranslationUnit(E.getEndLoc(), M.Ref->getLocation());
    });
  }

  /// Whether what was lent is gone while the task may run: a temporary, or a local of a block that the
  /// task's variable outlives.
  static bool dies(const Loan &L, const TaskFate &Fate, const Expr &E, ASTContext &Ctx) {
    if (L.To.Is == Referent::Temporary)
      return true;
    if (Fate.What != TaskFate::Stored)
      return false; // A scope's end, and a function's, are looked at by other checks.
    const Stmt *Block = blockOf(*L.To.Var, Ctx);
    const SourceManager &SM = Ctx.getSourceManager();
    const auto *F = dyn_cast<FunctionDecl>(L.To.Var->getDeclContext());
    if (!Block || !F || Fate.Var->isImplicit() ||
        !SM.isBeforeInTranslationUnit(Fate.Var->getLocation(), Block->getBeginLoc()))
      return false;
    bool After = false;
    for (const Mention &M : mentionsOf(*Fate.Var, *F)) {
      const SourceLocation Loc = M.Ref->getLocation();
      if (SM.isBeforeInTranslationUnit(Block->getEndLoc(), Loc))
        After = true;
      else if (SM.isBeforeInTranslationUnit(E.getEndLoc(), Loc) && !onlyAdds(*M.Ref, Ctx))
        return false; // Awaited, moved or cleared within the block, maybe.
    }
    return After;
  }

  /// `tasks.push_back(...)`: what is in the container stays there.
  static bool onlyAdds(const DeclRefExpr &Container, ASTContext &Ctx) {
    static const llvm::StringRef Names[] = {"push_back", "emplace_back", "push", "emplace", "insert",
                                            "reserve",   "size",         "empty"};
    const Use U = useOf(Container, Ctx);
    return U.What == Use::CalledOn && llvm::is_contained(Names, identifierOf(*U.Call->Callee));
  }

  void look(const CallSite &Call, const Loan &L, const TaskFate &Fate, const profile::TaskFacts &Task,
            profile::Knowledge &Known) {
    const LaterUse Later = laterUse(*Call.Callee, L.Param, Task, Known);
    const SourceLocation Loc = L.Argument->getExprLoc();
    if (Later.Is == LaterUse::No || !isWanted(*L.Argument, Loc, Known.context().getSourceManager()))
      return;
    const bool Temporary = L.To.Is == Referent::Temporary;
    const std::string What = Temporary ? "this temporary" : "'" + L.To.Var->getNameAsString() + "'";
    const std::string When = Temporary ? "dies at the end of this statement" : "dies at the end of its block";
    diag(Loc, "%0 %1%2: the %select{task|generator}3 of '%4' refers to it%5")
        << What << When << beforeTheEndOf(Fate) << Task.isGenerator() << describe(*Call.Callee)
        << (L.Param && L.Param->getIdentifier() ? " as '" + L.Param->getNameAsString() + "'" : "")
        << L.Argument->getSourceRange();
    if (Later.Is == LaterUse::Seen) {
      diag(Later.Use.Use->getBeginLoc(), "it is used here%select{|, after a suspension}0",
           DiagnosticIDs::Note)
          << (Later.Use.Suspension != nullptr);
      if (Later.Use.Suspension)
        diag(Later.Use.Suspension->getExprLoc(), "the coroutine is suspended here", DiagnosticIDs::Note);
    } else if (L.Param) {
      diag(L.Param->getLocation(), "the parameter does not own what it gets", DiagnosticIDs::Note);
    }
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(DanglingTaskArgumentCheck)
