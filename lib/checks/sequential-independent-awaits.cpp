// sequential-independent-awaits: see docs/checks/sequential-independent-awaits.md. About two statements that follow each
// other, each of which asks for one value.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/independent-call.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// `auto x = co_await f(...);`
struct AwaitedValue {
  const VarDecl *Var = nullptr;
  const CoawaitExpr *Await = nullptr;
  CallSite Call;
};

class SequentialIndependentAwaitsCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(compoundStmt().bind("block"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Block = Result.Nodes.getNodeAs<CompoundStmt>("block");
    profile::Knowledge &Known = knowledge(Result);
    llvm::SmallVector<AwaitedValue, 4> Run;
    for (const Stmt *S : Block->body()) {
      std::optional<AwaitedValue> Next = awaitedValue(*S, Known);
      if (!Next || dependsOn(*Next, Run)) {
        report(Run, *Result.SourceManager);
        Run.clear();
      }
      if (Next)
        Run.push_back(std::move(*Next));
    }
    report(Run, *Result.SourceManager);
  }

private:
  static std::optional<AwaitedValue> awaitedValue(const Stmt &S, profile::Knowledge &Known) {
    const auto *Declared = dyn_cast<DeclStmt>(&S);
    const auto *Var = Declared && Declared->isSingleDecl() ? dyn_cast<VarDecl>(Declared->getSingleDecl()) : nullptr;
    const auto *Await = Var && Var->getInit() ? dyn_cast<CoawaitExpr>(stripped(Var->getInit())) : nullptr;
    if (!Await)
      return std::nullopt;
    std::optional<CallSite> Call = independentCall(*Await, [](const ValueDecl &) { return false; }, Known);
    if (!Call)
      return std::nullopt;
    return AwaitedValue{Var, Await, std::move(*Call)};
  }

  static bool dependsOn(const AwaitedValue &Next, llvm::ArrayRef<AwaitedValue> Run) {
    return mentions(*Next.Await->getOperand(), [&](const ValueDecl &D) {
      return llvm::any_of(Run, [&](const AwaitedValue &Before) { return Before.Var == &D; });
    });
  }

  void report(llvm::ArrayRef<AwaitedValue> Run, const SourceManager &SM) {
    if (Run.size() < 2 || !isWanted(*Run[1].Await, Run[1].Await->getKeywordLoc(), SM))
      return;
    diag(Run[1].Await->getKeywordLoc(),
         "'%0' begins when '%1' has ended, and needs nothing of it: the %select{two waits|%3 waits}2 add up")
        << Run[1].Call.calleeName() << Run[0].Call.calleeName() << (Run.size() > 2) << unsigned(Run.size());
    diag(Run[0].Await->getKeywordLoc(), "'%0' is waited for here", DiagnosticIDs::Note) << Run[0].Call.calleeName();
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SequentialIndependentAwaitsCheck)
