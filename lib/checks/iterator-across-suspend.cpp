// iterator-across-suspend: see docs/checks/iterator-across-suspend.md. While a coroutine is suspended others run,
// and change the containers that it has iterators and references into.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/container-changes.h"
#include "checks/common/fixes.h"
#include "checks/common/stale-condition.h"
#include "checks/common/suspensions.h"
#include "flow/dataflow.h"
#include "flow/held-iterators.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using flow::Held;
using flow::HeldIterators;

class IteratorAcrossSuspendCheck : public CoroCheck {
public:
  IteratorAcrossSuspendCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                             llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AllowedAwaits(listOption("AllowedAwaits")),
        AssumeChanges(boolOption("AssumeChanges")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AllowedAwaits", "", AllowedAwaitsSummary},
        {"AssumeChanges", "false",
         "Report a container also when no other function of the unit is seen to change it."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override { matchBodies(*Finder, *this); }
  void startUnit() override { Changes.reset(); }

  void check(const MatchFinder::MatchResult &Result) override {
    const FunctionDecl *F = matchedCoroutine(Result);
    const flow::BodyFlow *Body = F ? flowOf(*F, Result) : nullptr;
    if (!Body)
      return;
    HeldIterators Problem(*Body,
                          [&](const Expr &E) { return !awaitsOneOf(E, AllowedAwaits); });
    flow::Solution<HeldIterators> Solved(*Body, Problem);
    // The first use of each variable, in source order.
    std::map<const VarDecl *, std::pair<const DeclRefExpr *, Held>, HeldIterators::Earlier> Found;
    Solved.replay([&](const HeldIterators::State &S, const CFGElement &E) {
      const DeclRefExpr *Used = nullptr;
      if (const Held *H = Problem.usedAt(S, E, Used)) {
        auto [It, New] = Found.try_emplace(cast<VarDecl>(Used->getDecl()), Used, *H);
        if (!New && Result.SourceManager->isBeforeInTranslationUnit(Used->getBeginLoc(),
                                                                    It->second.first->getBeginLoc()))
          It->second = {Used, *H};
      }
    });
    // What a loop goes over, it says itself; its variable would say the same.
    llvm::DenseSet<std::pair<const ValueDecl *, const Expr *>> Loops;
    for (const auto &[Var, Use] : Found)
      if (Var->isImplicit())
        Loops.insert({Use.second.Container, Use.second.Suspension});
    for (const auto &[Var, Use] : Found)
      if (Var->isImplicit() || !Loops.contains({Use.second.Container, Use.second.Suspension}))
        look(*Var, *Use.first, Use.second, *F, Result);
  }

private:
  void look(const VarDecl &Var, const DeclRefExpr &Use, const Held &H, const FunctionDecl &F,
            const MatchFinder::MatchResult &Result) {
    if (!Changes)
      Changes.emplace(*Result.Context);
    const ContainerChange *Change = Changes->ending(H, F);
    if ((!Change && !AssumeChanges) || isUnderAsyncLock(*H.Suspension, F, *Result.Context))
      return;
    // The hidden variables of a range-for stand for the loop.
    const bool Loop = Var.isImplicit();
    const SourceLocation Loc = Loop ? H.Suspension->getExprLoc() : Use.getBeginLoc();
    if (!isWanted(Use, Loc, *Result.SourceManager))
      return;
    if (Loop)
      diag(Loc, "the loop goes over %0, which may change while the coroutine is suspended here")
          << H.Container;
    else
      diag(Loc, "%0 may lead nowhere here: %1 may change while the coroutine is suspended")
          << &Var << H.Container;
    if (!Loop) {
      diag(H.Where->getExprLoc(), "%0 was obtained here", DiagnosticIDs::Note) << &Var;
      diag(H.Suspension->getExprLoc(), "the coroutine is suspended here", DiagnosticIDs::Note);
    }
    if (Change)
      diag(Change->Call->getExprLoc(), "'%0' changes %1 here", DiagnosticIDs::Note)
          << describe(*Change->In) << H.Container;
  }

  const std::vector<std::string> AllowedAwaits;
  const bool AssumeChanges;
  std::optional<ContainerChanges> Changes;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(IteratorAcrossSuspendCheck)
