// nested-task: see docs/checks/nested-task.md. A callable that is a coroutine, given to what makes tasks or
// futures of results, makes a task of a task. Awaiting or waiting unwraps one; the inner one is a result like
// any other, and dropping it loses the work.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The result of a future that is no task itself: of std::async, a packaged task, a thread pool.
QualType resultOfFuture(QualType T) {
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T.getNonReferenceType()->getAsCXXRecordDecl());
  if (!R || !R->getTemplateArgs().size() ||
      R->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  for (llvm::StringRef Name : {"std::future", "std::shared_future", "boost::future",
                               "boost::unique_future", "boost::shared_future", "QFuture"})
    if (hasQualifiedName(*R, Name))
      return R->getTemplateArgs()[0].getAsType();
  return {};
}

/// Looks for a use of a variable that may get at what is in it.
class UseFinder : public RecursiveASTVisitor<UseFinder> {
public:
  UseFinder(const VarDecl &Var, ASTContext &Ctx) : Var(Var), Ctx(Ctx) {}
  bool Used = false;

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    // By place: the variable of a template and that of its instantiation are two declarations.
    if (E->getDecl() == &Var || (isa<VarDecl>(E->getDecl()) &&
                                 E->getDecl()->getIdentifier() == Var.getIdentifier() &&
                                 E->getDecl()->getLocation() == Var.getLocation()))
      Used |= !isPassive(*E);
    return !Used;
  }

private:
  /// `(void)t`, `f.wait()`, `t.valid()`.
  bool isPassive(const Expr &E) const {
    const Stmt *P = parentStmt(E, Ctx);
    while (isa_and_nonnull<ParenExpr, ImplicitCastExpr>(P))
      P = parentStmt(*P, Ctx);
    if (const auto *Cast = dyn_cast_or_null<CastExpr>(P))
      return Cast->getCastKind() == CK_ToVoid;
    const auto *Member = dyn_cast_or_null<MemberExpr>(P);
    const auto *Method = Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
    if (!Method)
      return false;
    static const llvm::StringRef Waiting[] = {"wait", "wait_for", "wait_until", "waitForFinished"};
    return llvm::is_contained(Waiting, identifierOf(*Method)) ||
           (Method->isConst() && Method->getNumParams() == 0 &&
            Method->getReturnType()->isBooleanType());
  }

  const VarDecl &Var;
  ASTContext &Ctx;
};

class NestedTaskCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(coawaitExpr().bind("await"), this);
    Finder->addMatcher(callExpr(hasType(hasUnqualifiedDesugaredType(recordType()))).bind("call"),
                       this);
    Finder->addMatcher(varDecl(hasLocalStorage(), unless(parmVarDecl()), unless(isImplicit()),
                               hasInitializer(expr()))
                           .bind("variable"),
                       this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    profile::Knowledge &Known = knowledge(Result);
    if (const auto *Await = Result.Nodes.getNodeAs<CoawaitExpr>("await"))
      awaited(*Await, Known);
    else if (const auto *Call = Result.Nodes.getNodeAs<CallExpr>("call"))
      future(*Call, Known);
    else if (const auto *Var = Result.Nodes.getNodeAs<VarDecl>("variable"))
      variable(*Var, Known);
  }

private:
  /// Whether work is lost with a value of type \p T that nobody looks at.
  static std::optional<profile::TaskFacts> lazyTask(QualType T, profile::Knowledge &Known) {
    if (T.isNull() || T->isReferenceType() || T->isDependentType())
      return std::nullopt;
    std::optional<profile::TaskFacts> Facts = Known.taskFacts(T);
    return Facts && Facts->isLazy() && Facts->Awaitable ? Facts : std::nullopt;
  }

  /// `co_await f()` that gives a task, which is dropped.
  void awaited(const CoawaitExpr &Await, profile::Knowledge &Known) {
    if (Await.isImplicit() || Await.isTypeDependent())
      return;
    std::optional<profile::TaskFacts> Facts = lazyTask(valueType(Await), Known);
    if (!Facts)
      return;
    Discard Lost = discardOf(Await, Known.context());
    if (Lost.What == Discard::Used ||
        !isWanted(Await, Await.getKeywordLoc(), Known.context().getSourceManager()))
      return;
    diag(Await.getKeywordLoc(), "what this 'co_await' gives is itself %0, and it is dropped: %1")
        << noun(*Facts) << effect(*Facts, Await) << Await.getSourceRange();
    if (Lost.What == Discard::Dropped && !Lost.Conditional)
      suggestAwait(Await, *Facts, Known);
  }

  /// The type of what await_resume hands out; a reference to a task is no new one.
  static QualType valueType(const CoawaitExpr &Await) {
    const Expr *Resume = Await.getResumeExpr();
    const auto *Call = Resume ? dyn_cast<CallExpr>(Resume->IgnoreImplicit()) : nullptr;
    const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
    QualType T = F ? F->getReturnType() : Await.getType();
    return T->isRValueReferenceType() ? T.getNonReferenceType() : T;
  }

  /// `std::async(coroutine)`, whose future nobody keeps.
  void future(const CallExpr &Call, profile::Knowledge &Known) {
    if (Call.isGLValue() || Call.isTypeDependent())
      return;
    std::optional<profile::TaskFacts> Facts = lazyTask(resultOfFuture(Call.getType()), Known);
    if (!Facts || discardOf(Call, Known.context()).What == Discard::Used)
      return;
    const Expr &E = Call;
    if (!isWanted(E, E.getBeginLoc(), Known.context().getSourceManager()))
      return;
    std::optional<CallSite> Site = callSite(Call);
    diag(E.getBeginLoc(), "the result of '%0' is a future of %1, and both are dropped: %2")
        << (Site ? Site->calleeName() : "this call") << noun(*Facts) << effect(*Facts, E)
        << E.getSourceRange();
  }

  void variable(const VarDecl &Var, profile::Knowledge &Known) {
    const auto *F = dyn_cast<FunctionDecl>(Var.getDeclContext());
    QualType T = Var.getType();
    if (!F || !F->hasBody() || Var.isInvalidDecl() || Var.hasAttr<UnusedAttr>() || T->isDependentType() ||
        T->isLValueReferenceType())
      return;
    const Expr *Init = stripped(Var.getInit());
    const auto *Await = dyn_cast_or_null<CoawaitExpr>(Init);
    QualType Inner = Await ? valueType(*Await) : resultOfFuture(T);
    std::optional<profile::TaskFacts> Facts =
        Await || isa_and_nonnull<CallExpr>(Init) ? lazyTask(Inner, Known) : std::nullopt;
    if (!Facts)
      return;
    UseFinder Uses(Var, Known.context());
    Uses.TraverseStmt(F->getBody());
    if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern();
        Pattern && Pattern->hasBody() && !Uses.Used)
      Uses.TraverseStmt(Pattern->getBody());
    if (Uses.Used || !isWanted(*Init, Var.getLocation(), Known.context().getSourceManager()))
      return;
    diag(Var.getLocation(), "%0 is %select{a future of |}1%2 that nobody awaits: %3")
        << &Var << (Await != nullptr) << noun(*Facts) << effect(*Facts, *Init);
    if (Await)
      suggestAwait(*Await, *Facts, Known);
  }

  static llvm::StringRef noun(const profile::TaskFacts &Facts) {
    return Facts.Type ? "a task" : "an operation";
  }

  /// Names the coroutine that never runs, where a callable among the arguments makes it.
  static std::string effect(const profile::TaskFacts &Facts, const Expr &E) {
    if (!Facts.Type)
      return "it does nothing until it is awaited";
    std::string Name = innerName(E);
    return "it is lazy, so " + (Name.empty() ? "the work in it" : Name) + " never runs";
  }

  static std::string innerName(const Expr &Written) {
    const Expr *E = &Written;
    if (const auto *Await = dyn_cast<CoawaitExpr>(E))
      E = stripped(Await->getOperand());
    std::optional<CallSite> Call = callSite(*E);
    if (!Call)
      return "";
    for (const Expr *Arg : Call->Args) {
      const Expr *Bare = stripped(Arg);
      if (const auto *Address = dyn_cast<UnaryOperator>(Bare); Address && Address->getOpcode() == UO_AddrOf)
        Bare = stripped(Address->getSubExpr());
      const auto *L = dyn_cast<LambdaExpr>(Bare);
      if (L && coroutineBody(*L->getCallOperator()))
        return "the body of the lambda";
      const auto *Ref = dyn_cast<DeclRefExpr>(Bare);
      if (const auto *F = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr)
        return "'" + F->getNameAsString() + "'";
    }
    return "";
  }

  void suggestAwait(const CoawaitExpr &Await, const profile::TaskFacts &Facts,
                    profile::Knowledge &Known) {
    Callable Fn = nearestCallable(Await, Known.context());
    if (!Fn.isCoroutine() || Fn.Function->isTemplateInstantiation() ||
        Known.tasks().canAwait(*Fn.Function, valueType(Await).getUnqualifiedType()) != Answer::Yes)
      return;
    if (isResultUsed(Await, Known.context())) {
      // A variable needs something to hold.
      QualType Result = Known.tasks().awaitResult(valueType(Await));
      if (Result.isNull() || Result->isVoidType())
        return;
    } else if (awaitedIsNoDiscard(Await.getType())) {
      return;
    }
    auto Edits = awaitInPlace(Await, Known.context());
    if (Edits.empty())
      return;
    auto Note = diag(Await.getKeywordLoc(), "await the inner %select{task|operation}0 as well",
                     DiagnosticIDs::Note)
                << !Facts.Type;
    for (const FixItHint &Edit : Edits)
      Note << Edit;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(NestedTaskCheck)
