// transitive-blocking-call: see docs/checks/transitive-blocking-call.md. Reported at the call in the
// coroutine, with the chain of calls down to the one that blocks as notes.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "coroutine/callables.h"
#include "coroutine/qualified-name.h"
#include "profile/blocking-summary.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether the type of \p D was left open where it is written, as the `F f` of a template.
bool isOpen(const ValueDecl &D) {
  if (const auto *Param = dyn_cast<ParmVarDecl>(&D)) {
    const auto *F = dyn_cast<FunctionDecl>(Param->getDeclContext());
    const FunctionDecl *Pattern = F ? F->getTemplateInstantiationPattern() : nullptr;
    if (!Pattern || Pattern->param_empty())
      return false;
    // What a pack stands for has no parameters of its own in the pattern; the pack comes last.
    unsigned Index = std::min(Param->getFunctionScopeIndex(), Pattern->getNumParams() - 1);
    return Pattern->getParamDecl(Index)->getType()->isDependentType();
  }
  if (const auto *Field = dyn_cast<FieldDecl>(&D)) {
    const auto *R = dyn_cast<CXXRecordDecl>(Field->getParent());
    const CXXRecordDecl *Pattern = R ? R->getTemplateInstantiationPattern() : nullptr;
    if (Pattern && (Pattern = Pattern->getDefinition()))
      for (const FieldDecl *Written : Pattern->fields())
        if (Written->getFieldIndex() == Field->getFieldIndex())
          return Written->getType()->isDependentType();
  }
  return false;
}

/// Whether \p Call calls what a template was given to call: who instantiates it chooses the callable, and
/// often the thread as well (an executor's `submit(f)`), like with a `std::function`.
bool callsTemplateArgument(const CallSite &Call) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
  if (!Method || Method->getOverloadedOperator() != OO_Call || !Call.Object)
    return false;
  const Expr *Object = stripped(Call.Object);
  // `std::move(f)()`
  if (const auto *Cast = dyn_cast<CallExpr>(Object); Cast && Cast->getNumArgs() == 1)
    Object = stripped(Cast->getArg(0));
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Object))
    return isOpen(*Ref->getDecl());
  const auto *Member = dyn_cast<MemberExpr>(Object);
  return Member && isOpen(*Member->getMemberDecl());
}

/// Whether \p Call is what a `co_await` calls when it is resumed: what that waits for, a thread that has ended, say,
/// has happened by then. An `await_resume` that is called as a function is another matter.
bool isResumption(const CallSite &Call, ASTContext &Ctx) {
  if (identifierOf(*Call.Callee) != "await_resume")
    return false;
  const Stmt *Child = Call.E;
  const Stmt *P = parentStmt(*Child, Ctx);
  for (; P && !isa<CoroutineSuspendExpr>(P) && isa<Expr>(P) && !isa<CallExpr>(P); P = parentStmt(*P, Ctx))
    Child = P;
  const auto *Suspend = dyn_cast_or_null<CoroutineSuspendExpr>(P);
  return Suspend && Suspend->getResumeExpr() == Child;
}

class TransitiveBlockingCallCheck : public CoroCheck {
public:
  TransitiveBlockingCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                              llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), CheckFileAccess(boolOption("CheckFileAccess")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"CheckFileAccess", "false",
         "Count the calls that `coro-blocking-file-io` reports as blocking as well."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
    Finder->addMatcher(cxxConstructExpr().bind("call"), this);
    Finder->addMatcher(varDecl(hasLocalStorage(), hasInitializer(expr())).bind("variable"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    profile::Knowledge &Known = knowledge(Result);
    if (const auto *Var = Result.Nodes.getNodeAs<VarDecl>("variable")) {
      // A destructor that joins is coro-blocking-destructor's.
      if (const profile::BlockingChain *Chain = summaries(Known).ofDestructor(*Var);
          Chain && !Chain->waitsItself())
        report(*Var->getInit(), Var->getLocation(), *Chain,
               "the destructor of '" + Var->getNameAsString() + "'", Known);
      return;
    }
    const auto *E = Result.Nodes.getNodeAs<Expr>("call");
    std::optional<CallSite> Call = callSite(*E);
    // A call that blocks by itself is the business of the check of its kind.
    if (!Call || Known.blocking(*Call))
      return;
    const auto *Method = dyn_cast<CXXMethodDecl>(Call->Callee);
    if (Method && Method->isVirtual() && !Method->getParent()->isEffectivelyFinal())
      return;
    if (callsTemplateArgument(*Call) || isResumption(*Call, *Result.Context))
      return;
    // A lambda that is called in place belongs to the coroutine: what it calls is reported there.
    if (Method && Method->getParent()->isLambda() && Call->Object &&
        isa<LambdaExpr>(stripped(Call->Object)))
      return;
    if (const profile::BlockingChain *Chain = summaries(Known).of(*Call->Callee))
      report(*E, E->getBeginLoc(), *Chain, "'" + Call->calleeName() + "'", Known);
  }

  void startUnit() override { Summaries.reset(); }

private:
  void report(const Expr &E, SourceLocation Loc, const profile::BlockingChain &Chain,
              const std::string &What, profile::Knowledge &Known) {
    profile::Place Place = Known.placeOf(E);
    if (!Place.onLoop() || !isWanted(E, Loc, Known.context().getSourceManager()))
      return;
    std::string Who = Place.Where == profile::Runs::OnLoop ? "the loop that runs this handler"
                      : Place.Fn.Lambda
                          ? "this coroutine's thread"
                          : "the thread of coroutine '" + describe(*Place.Fn.Function) + "'";
    std::optional<CallSite> Last = callSite(*Chain.Steps.back().E);
    diag(Loc, "%0 ends up in '%1', which stops %2 until it returns")
        << What << (Last ? Last->calleeName() : "a blocking call") << Who << E.getSourceRange();
    for (const profile::BlockingChain::Step &Step : Chain.Steps) {
      if (Step.Destroyed) {
        diag(Step.Destroyed->getLocation(), "%0 is destroyed at the end of its scope",
             DiagnosticIDs::Note)
            << Step.Destroyed;
        continue;
      }
      std::optional<CallSite> Next = callSite(*Step.E);
      diag(Step.E->getExprLoc(), Step.E == Chain.Steps.back().E ? "'%0' blocks here"
                                                                : "calls '%0' here",
           DiagnosticIDs::Note)
          << (Next ? Next->calleeName() : "a function");
    }
  }

  profile::BlockingSummaries &summaries(profile::Knowledge &Known) {
    if (!Summaries)
      Summaries = std::make_unique<profile::BlockingSummaries>(Known, CheckFileAccess);
    return *Summaries;
  }

  const bool CheckFileAccess;
  std::unique_ptr<profile::BlockingSummaries> Summaries;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(TransitiveBlockingCallCheck)
