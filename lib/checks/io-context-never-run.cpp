// io-context-never-run: see docs/checks/io-context-never-run.md. Reported when every mention of a local
// loop is seen, one gives it work, and none could run it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/loop-work.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

class IoContextNeverRunCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override { matchLocalObjects(*Finder, *this); }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Var = Result.Nodes.getNodeAs<VarDecl>("variable");
    const auto *F = dyn_cast<FunctionDecl>(Var->getDeclContext());
    profile::Knowledge &Known = knowledge(Result);
    const CXXRecordDecl *Loop = Var->getType()->getAsCXXRecordDecl();
    if (!F || !F->hasBody() || Var->isInvalidDecl() || !Loop || !isDrivenLoop(*Var, Known))
      return;
    llvm::SmallVector<Mention, 8> Mentions = mentionsOf(*Var, *F);
    LoopWork Work(*Loop, *F, Known);
    for (const Mention &M : Mentions) {
      if (mayRun(*M.Ref, *Loop, Known))
        return;
      if (!M.In)
        Work.follow(*M.Ref);
    }
    if (Work.Found.empty() || Work.IsLent || isExercise(Work) || !mentionsAreComplete(Mentions, *Var, *F))
      return;
    const Expr &First = *Work.Found.front();
    const SourceLocation Loc = First.getExprLoc();
    if (!isWanted(First, Loc, *Result.SourceManager))
      return;
    diag(Loc, "nothing runs %0: what '%1' starts here never happens, and is destroyed with it")
        << Var << callSite(First)->calleeName() << First.getSourceRange();
    diag(Var->getLocation(), "%0 is declared here, and only ever given work", DiagnosticIDs::Note)
        << Var;
  }

private:
  /// Whether an operation is started twice on one object: tests that are compiled and not run go through all
  /// overloads that way.
  static bool isExercise(const LoopWork &Work) {
    llvm::DenseSet<std::pair<const ValueDecl *, llvm::StringRef>> Started;
    return llvm::any_of(Work.Found, [&](const Expr *E) {
      const std::optional<CallSite> Call = callSite(*E);
      const auto *Object = dyn_cast_or_null<DeclRefExpr>(
          Call->Object ? Call->Object->IgnoreParenImpCasts() : nullptr);
      return Object && !Started.insert({Object->getDecl(), identifierOf(*Call->Callee)}).second;
    });
  }

  /// A class derived from the library's may run itself.
  static bool isDrivenLoop(const VarDecl &Var, profile::Knowledge &Known) {
    const CXXRecordDecl &R = *Var.getType()->getAsCXXRecordDecl();
    return Known.isDrivenLoop(Var.getType()) && R.hasDefinition() &&
           llvm::none_of(R.bases(), [&](const CXXBaseSpecifier &Base) {
             return Known.isDrivenLoop(Base.getType());
           });
  }

  /// Whether the loop may be run by what is done with it here, or by whoever gets to know it.
  static bool mayRun(const Expr &Mention, const CXXRecordDecl &Loop, profile::Knowledge &Known) {
    const Use U = useOf(Mention, Known.context());
    switch (U.What) {
    case Use::Captured:
      // What the lambda does with it is a mention of its own.
      return false;
    case Use::CalledOn:
      return Known.loopRun(*U.Call) != nullptr;
    case Use::PassedTo:
      return !isOfLoopLibrary(*U.Call->Callee, Loop);
    case Use::Other:
      break;
    }
    return true;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(IoContextNeverRunCheck)
