// coroutine-as-void-callback: see docs/checks/coroutine-as-void-callback.md. The type system accepts a
// coroutine wherever a callable's result is ignored; the task it returns is destroyed on the spot.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "coroutine/lookup.h"
#include "coroutine/qualified-name.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// What a call of \p Callable yields, or a null type when that depends on the arguments.
QualType resultOf(const Expr &Callable) {
  QualType T = stripped(&Callable)->getType().getNonReferenceType();
  // `&session::run`
  if (const auto *Member = T->getAs<MemberPointerType>())
    T = Member->getPointeeType();
  else if (T->isFunctionPointerType())
    T = T->getPointeeType();
  if (const auto *F = T->getAs<FunctionProtoType>())
    return F->getReturnType();
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return {};
  if (R->isLambda()) {
    const CXXMethodDecl *Op = R->getLambdaCallOperator();
    return Op ? Op->getReturnType() : QualType();
  }
  // A function object: its only call operator.
  QualType Result;
  DeclarationName CallOperator = R->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  for (const NamedDecl *Member : membersNamed(*R, CallOperator))
    if (const auto *M = dyn_cast<CXXMethodDecl>(Member)) {
      if (!Result.isNull())
        return {};
      Result = M->getReturnType();
    }
  return Result;
}

/// A type-erased callable whose signature returns void: std::function<void(...)> and its kin.
bool isVoidFunction(const CXXRecordDecl &R) {
  static const std::vector<std::string> Wrappers = {
      "std::function",           "std::move_only_function", "std::copyable_function",
      "std::packaged_task",      "boost::function",         "folly::Function",
      "absl::AnyInvocable",      "absl::FunctionRef",       "llvm::function_ref",
      "llvm::unique_function",   "std::function_ref",       "fu2::unique_function",
      "seastar::noncopyable_function"};
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  if (!Spec || !Spec->getTemplateArgs().size() ||
      Spec->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return false;
  const auto *Signature = Spec->getTemplateArgs()[0].getAsType()->getAs<FunctionProtoType>();
  if (!Signature || !Signature->getReturnType()->isVoidType())
    return false;
  for (const std::string &Name : Wrappers)
    if (hasQualifiedName(*Spec, Name))
      return true;
  return false;
}

/// `std::thread(f, args...)`, `threads.emplace_back(f, args...)`, `QThread::create(f, args...)`
bool passesArguments(const CallSite &Call) {
  llvm::StringRef Name = identifierOf(*Call.Callee);
  return isa<CXXConstructorDecl>(Call.Callee) || Name.starts_with("emplace") || Name == "create";
}

class CoroutineAsVoidCallbackCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
    Finder->addMatcher(cxxConstructExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<Expr>("call");
    std::optional<CallSite> Call = callSite(*E);
    if (!Call)
      return;
    profile::Knowledge &Known = knowledge(Result);
    if (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
      if (!Call->Args.empty() && isVoidFunction(*C->getConstructor()->getParent())) {
        report(*E, *Call->Args.front(),
               "'" + qualifiedName(*C->getConstructor()->getParent()) + "' with a void result",
               /*EagerOk=*/false, Known, Result);
        return;
      }
    } else if (Call->Callee->getOverloadedOperator() == OO_Equal && Call->Object &&
               Call->Args.size() == 1) {
      // `function = coroutine` goes through a template operator=, not through a constructor.
      const CXXRecordDecl *R = recordOf(Call->Object->getType());
      if (R && isVoidFunction(*R)) {
        report(*E, *Call->Args.front(), "'" + qualifiedName(*R) + "' with a void result", false,
               Known, Result);
        return;
      }
    }
    const profile::SinkEntry *Sink = Known.sink(*Call);
    if (!Sink || !Sink->DropsResult)
      return;
    // What follows a thread's function are the arguments of that function.
    llvm::ArrayRef<const Expr *> Args = Call->Args;
    if (passesArguments(*Call))
      Args = Args.take_front(1);
    for (const Expr *Arg : Args)
      report(*E, *Arg, "'" + Call->calleeName() + "'", Sink->EagerOk, Known, Result);
  }

private:
  void report(const Expr &Call, const Expr &Arg, const std::string &Sink, bool EagerOk,
              profile::Knowledge &Known, const MatchFinder::MatchResult &Result) {
    QualType T = resultOf(Arg);
    // A reference to a task is no new task.
    std::optional<profile::TaskFacts> Facts =
        T.isNull() || T->isReferenceType() ? std::nullopt : Known.taskFacts(T);
    // A coroutine that cannot be awaited is made to be called and forgotten.
    if (!Facts || !Facts->Type || (!Facts->isLazy() && !Facts->Awaitable))
      return;
    const std::string Type = Facts->Type->Record->getNameAsString();
    std::string Effect;
    if (Facts->isLazy())
      Effect = "'" + Type + "' is lazy: the body never runs";
    else if (EagerOk || (Facts->Entry && Facts->Entry->DiscardOk))
      return;
    else if (Facts->Drop == DropEffect::KeepsRunning)
      Effect = "nobody waits for the body after its first suspension, and its exception is lost";
    else if (Facts->Drop == DropEffect::Cancelled)
      Effect = "the body is cancelled at its first suspension";
    else if (Facts->Drop == DropEffect::Unknown && Facts->Type->Record->hasAttr<WarnUnusedResultAttr>())
      // What its destructor does is not seen, but its author says that it must not be dropped.
      Effect = "nobody waits for the body after its first suspension";
    else
      return;
    SourceLocation Loc = stripped(&Arg)->getExprLoc();
    if (!isWanted(Call, Loc, *Result.SourceManager))
      return;
    diag(Loc, "%0 throws away the task that this callable returns, and %1")
        << Sink << Effect << stripped(&Arg)->getSourceRange();
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(CoroutineAsVoidCallbackCheck)
