// ignored-completion-error: see docs/checks/ignored-completion-error.md. About handlers that are given with a task: what
// callbacks of plain operations do with their error codes is no business of coroutines.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/aftermath.h"
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/spawned-coroutine.h"
#include "checks/common/uses.h"
#include "clang/AST/Attr.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/escaping-exceptions.h"
#include "coroutine/name-words.h"
#include "coroutine/outcome-types.h"
#include "coroutine/qualified-name.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The task that a call starts: the one a profile names, or the object of `task.start(handler)`, also through
/// `.via(executor)`.
const Expr *startedTask(const CallSite &Call, profile::Knowledge &Known) {
  if (std::optional<profile::SpawnCall> Spawn = Known.spawn(Call))
    return Spawn->Task;
  for (const Expr *Object = Call.Object; Object;) {
    Object = stripped(Object);
    std::optional<profile::TaskFacts> Task = Known.taskFacts(Object->getType());
    if (Task && Task->Type && !Task->isGenerator())
      return Object;
    std::optional<CallSite> Inner = callSite(*Object);
    Object = Inner ? Inner->Object : nullptr;
  }
  return nullptr;
}

class IgnoredCompletionErrorCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    std::optional<CallSite> Call = callSite(*Result.Nodes.getNodeAs<CallExpr>("call"));
    if (!Call)
      return;
    for (const Expr *A : Call->Args)
      if (const auto *Handler = dyn_cast<LambdaExpr>(stripped(A)))
        lookAt(*Handler, *Call, knowledge(Result));
  }

private:
  void lookAt(const LambdaExpr &Handler, const CallSite &Call, profile::Knowledge &Known) {
    const CXXMethodDecl &Operator = *Handler.getCallOperator();
    // `f().handle_exception([](auto) {})` is a `catch`: called for errors alone, it knows what it leaves out.
    if (!Operator.getNumParams() ||
        hasWord(identifierOf(*Call.Callee), {"catch", "catching", "error", "exception", "recover"}))
      return;
    const ParmVarDecl &Error = *Operator.getParamDecl(0);
    if (!takesError(Error, Call) || Error.hasAttr<UnusedAttr>() || !mentionsOf(Error, Operator).empty() ||
        saysWhyEmpty(*Handler.getBody(), Known.context().getSourceManager()))
      return;
    const Expr *Task = startedTask(Call, Known);
    if (!Task || stripped(Task) == &Handler)
      return;
    const FunctionDecl *Coroutine = spawnedCoroutine(*Task, Known);
    const bool Visible = Coroutine && coroutineBody(*Coroutine);
    const Expr *Source = Visible ? escapingException(*Coroutine, [&](const Expr &Operand) {
      return cannotFail(Operand, Known);
    }) : nullptr;
    if ((Visible && !Source) ||
        !isWanted(*Call.E, Error.getLocation(), Known.context().getSourceManager()))
      return;
    diag(Error.getLocation(), "an exception that leaves %0 is lost: the handler that is given it does not look at it")
        << nameOfSpawned(Coroutine);
    if (Source)
      diag(Source->getExprLoc(), EscapeText, DiagnosticIDs::Note) << escapeKind(*Source);
  }

  /// Whether a handler's parameter is given the error. `auto &&` is where the task itself is told what to call
  /// when it is done.
  static bool takesError(const ParmVarDecl &P, const CallSite &Call) {
    QualType T = P.getType().getNonReferenceType();
    if (!T->isDependentType())
      return isOutcome(T) && identifierOf(*recordOf(T)) != "error_code";
    const auto *Operator = cast<FunctionDecl>(P.getDeclContext());
    // What it was called with, where that is known: `then` is given a value.
    if (const FunctionTemplateDecl *Template = Operator->getDescribedFunctionTemplate())
      for (const FunctionDecl *Made : Template->specializations())
        return Made->getNumParams() && isOutcome(Made->getParamDecl(0)->getType().getNonReferenceType());
    return identifierOf(*Call.Callee) != "then" && Operator->getNumParams() == 1 && Call.Object && Call.Args.size() == 1 &&
           isa<TemplateTypeParmType>(T.getTypePtr());
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(IgnoredCompletionErrorCheck)
