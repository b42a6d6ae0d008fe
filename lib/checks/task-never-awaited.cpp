// task-never-awaited: see docs/checks/task-never-awaited.md. A named task silences the compiler's
// nodiscard; when the name is never used for anything, the work is as lost as if it had none.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Looks for a use of a variable that may lead to the task being awaited.
class UseFinder : public RecursiveASTVisitor<UseFinder> {
public:
  UseFinder(const VarDecl &Var, ASTContext &Ctx, bool Container, bool Lazy)
      : Var(Var), Ctx(Ctx), Container(Container), Lazy(Lazy) {}
  bool Used = false;

  // A lambda that captures the task may await it: captures count as uses.
  bool shouldVisitImplicitCode() const { return true; }

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    // By place: the variable of a template and that of its instantiation are two declarations.
    if (E->getDecl() == &Var || (isa<VarDecl>(E->getDecl()) &&
                                 E->getDecl()->getIdentifier() == Var.getIdentifier() &&
                                 E->getDecl()->getLocation() == Var.getLocation()))
      Used |= !isPassive(*E);
    return !Used;
  }

private:
  /// `(void)t`, `t.valid()`; for a container what only fills it: `v.push_back(f())`, `v.size()`.
  bool isPassive(const Expr &E) {
    const Stmt *Child = &E;
    const Stmt *P = parentStmt(E, Ctx);
    while (isa_and_nonnull<ParenExpr, ImplicitCastExpr>(P)) {
      Child = P;
      P = parentStmt(*P, Ctx);
    }
    if (const auto *Cast = dyn_cast_or_null<CastExpr>(P))
      // Work that runs anyway may be left alone on purpose; a lazy task has no such purpose.
      return Cast->getCastKind() == CK_ToVoid && Lazy;
    const auto *Member = dyn_cast_or_null<MemberExpr>(P);
    if (!Member || Member->getBase() != Child)
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    if (!Method)
      return false;
    if (Container) {
      static const llvm::StringRef Filling[] = {"push_back", "emplace_back", "reserve",
                                                "size",      "empty",        "insert"};
      if (!llvm::is_contained(Filling, identifierOf(*Method)))
        return false;
      // `co_await v.emplace_back(f())`, `auto &t = v.emplace_back(f())` get the task back.
      const auto *Call = dyn_cast_or_null<Expr>(parentStmt(*Member, Ctx));
      return Call && (!Call->isGLValue() || !isResultUsed(*Call, Ctx));
    }
    return Method->isConst() && Method->getNumParams() == 0 &&
           Method->getReturnType()->isBooleanType();
  }

  const VarDecl &Var;
  ASTContext &Ctx;
  const bool Container;
  const bool Lazy;
};

/// Whether a suspension point stands behind a place.
class SuspensionAfter : public RecursiveASTVisitor<SuspensionAfter> {
public:
  SuspensionAfter(SourceLocation Loc, const SourceManager &SM) : Loc(Loc), SM(SM) {}
  bool Found = false;

  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitCoawaitExpr(CoawaitExpr *E) { return look(*E); }
  bool VisitCoyieldExpr(CoyieldExpr *E) { return look(*E); }

private:
  bool look(const CoroutineSuspendExpr &E) {
    Found |= SM.isBeforeInTranslationUnit(Loc, E.getKeywordLoc());
    return !Found;
  }

  const SourceLocation Loc;
  const SourceManager &SM;
};

/// `std::exchange(task_, {})`: a task that may have been started is taken out, often to destroy it.
bool takesOut(const Expr &Init) {
  const auto *Call = dyn_cast<CallExpr>(&Init);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->isInStdNamespace() && identifierOf(*Callee) == "exchange";
}

/// The call that makes the value of a variable, through braces and `?:`; else what initialises it.
const Expr *makerOf(const VarDecl &Var) {
  const Expr *Init = Var.getInit() ? stripped(Var.getInit()) : nullptr;
  while (Init) {
    if (const auto *List = dyn_cast<InitListExpr>(Init); List && List->getNumInits() == 1)
      Init = stripped(List->getInit(0));
    else if (const auto *Choice = dyn_cast<ConditionalOperator>(Init);
             Choice && isa<CallExpr>(stripped(Choice->getTrueExpr())) &&
             isa<CallExpr>(stripped(Choice->getFalseExpr())))
      Init = stripped(Choice->getTrueExpr());
    else
      break;
  }
  return Init;
}

/// The element type of a standard container of tasks; null for anything else.
QualType elementOf(QualType T) {
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!R || !R->getTemplateArgs().size() ||
      R->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  for (llvm::StringRef Name : {"std::vector", "std::deque", "std::list", "std::array",
                               "boost::container::small_vector", "folly::small_vector"})
    if (hasQualifiedName(*R, Name))
      return R->getTemplateArgs()[0].getAsType();
  return {};
}

class TaskNeverAwaitedCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(varDecl(hasLocalStorage(), unless(parmVarDecl()), unless(isImplicit()))
                           .bind("variable"),
                       this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Var = Result.Nodes.getNodeAs<VarDecl>("variable");
    profile::Knowledge &Known = knowledge(Result);
    ASTContext &Ctx = *Result.Context;
    QualType T = Var->getType().getNonReferenceType();
    QualType Element = elementOf(T);
    std::optional<profile::TaskFacts> Facts =
        Known.taskFacts(Element.isNull() ? T : Element);
    if (!Facts || !Facts->Awaitable || Var->isInvalidDecl() || Var->hasAttr<UnusedAttr>() ||
        isa<DecompositionDecl>(Var))
      return;
    const Expr *Init = makerOf(*Var);
    const auto *F = dyn_cast<FunctionDecl>(Var->getDeclContext());
    // Only a task that a call made: an empty one has no work to lose, and a reference to an existing
    // one takes nothing over.
    if (!F || !F->hasBody() || (Element.isNull() && !isa_and_nonnull<CallExpr>(Init)) ||
        (Element.isNull() && (Init->isGLValue() || takesOut(*Init))) ||
        (!Element.isNull() && Var->getType()->isReferenceType()))
      return;
    UseFinder Uses(*Var, Ctx, !Element.isNull(), Facts->isLazy());
    Uses.TraverseStmt(F->getBody());
    // What `if constexpr` leaves out of one instantiation is in another.
    if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern();
        Pattern && Pattern->hasBody() && !Uses.Used)
      Uses.TraverseStmt(Pattern->getBody());
    if (Uses.Used || isMeantForItsDestructor(*Var, Element.isNull() ? T : Element, *F, *Facts, Known) || !(Element.isNull() || isFilled(*Var, *F)))
      return;
    std::string Effect = effect(*Facts, !Element.isNull());
    if (Effect.empty() || !Init || !isWanted(*Init, Var->getLocation(), *Result.SourceManager))
      return;
    diag(Var->getLocation(), "%0 %select{is a task that is|holds tasks that are}1 never awaited: %2")
        << Var << !Element.isNull() << Effect;
    if (Init == stripped(Var->getInit()))
      suggestAwait(*Var, *Init, Known);
  }

private:
  /// What awaiting yields; where the awaiter is a template that nothing has made yet, by the usual
  /// `task<result>`. Null when neither tells.
  static QualType resultOf(QualType Task, profile::Knowledge &Known) {
    QualType Awaited = Known.tasks().awaitResult(Task);
    if (!Awaited.isNull())
      return Awaited;
    const auto *R =
        dyn_cast_or_null<ClassTemplateSpecializationDecl>(Task->getAsCXXRecordDecl());
    if (!R || !R->getTemplateArgs().size() ||
        R->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      return {};
    return R->getTemplateArgs()[0].getAsType();
  }

  /// `auto pings = keep_alive(); co_await serve();`: work without a result, beside what follows, that the
  /// destructor ends or waits for. Where nothing suspends after it the work gets no time to run.
  static bool isMeantForItsDestructor(const VarDecl &Var, QualType Task, const FunctionDecl &F,
                                      const profile::TaskFacts &Facts, profile::Knowledge &Known) {
    if (Facts.isLazy())
      return false;
    if (Facts.Drop != DropEffect::Cancelled && Facts.Drop != DropEffect::Blocks)
      return false;
    QualType Awaited = resultOf(Task, Known);
    if (Awaited.isNull() || !Awaited->isVoidType())
      return false;
    // A plain function that ends when the work has ended is what a blocking destructor is for.
    if (Facts.Drop == DropEffect::Blocks)
      return !isa_and_nonnull<CoroutineBodyStmt>(F.getBody());
    SuspensionAfter Finder(Var.getLocation(), Known.context().getSourceManager());
    Finder.TraverseStmt(F.getBody());
    return Finder.Found;
  }

  static std::string effect(const profile::TaskFacts &Facts, bool Several) {
    const std::string What = Several ? "they are" : "it is";
    if (Facts.isLazy())
      return What + (Facts.Type ? " lazy, so the work never runs"
                                : " an operation that does nothing until it is awaited");
    switch (Facts.Drop) {
    case DropEffect::Cancelled:
      return Several ? "their work is cancelled at the end of the scope"
                     : "its work is cancelled at the end of the scope";
    case DropEffect::Blocks:
      return "the end of the scope stops this thread until the work is done";
    case DropEffect::KeepsRunning:
    case DropEffect::Unknown:
      return Several ? "the code below does not wait for their results, and their exceptions are lost"
                     : "the code below does not wait for its result, and its exception is lost";
    case DropEffect::NeverRuns:
    case DropEffect::Leaks:
      break;
    }
    return {};
  }

  /// Whether anything is put into the container.
  static bool isFilled(const VarDecl &Var, const FunctionDecl &F) {
    struct Finder : RecursiveASTVisitor<Finder> {
      const VarDecl *Var;
      bool Found = false;
      bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
        const auto *Ref =
            dyn_cast<DeclRefExpr>(E->getImplicitObjectArgument()->IgnoreParenImpCasts());
        Found |= Ref && Ref->getDecl() == Var && E->getNumArgs() > 0 && E->getMethodDecl() &&
                 (identifierOf(*E->getMethodDecl()) == "push_back" ||
                  identifierOf(*E->getMethodDecl()) == "emplace_back");
        return !Found;
      }
    } Find;
    Find.Var = &Var;
    Find.TraverseStmt(F.getBody());
    return Find.Found;
  }

  void suggestAwait(const VarDecl &Var, const Expr &Init, profile::Knowledge &Known) {
    Callable Fn = nearestCallable(Init, Known.context());
    // `auto lock = co_await mutex.lock()` is what was meant; a declared task type was meant as such.
    if (!Fn.isCoroutine() || !Var.getType()->getContainedAutoType() ||
        Known.tasks().canAwait(*Fn.Function, Init.getType()) != Answer::Yes)
      return;
    QualType Awaited = resultOf(Init.getType(), Known);
    if (Awaited.isNull() || Awaited->isVoidType())
      return;
    auto Edits = awaitInPlace(Init, Known.context());
    if (Edits.empty())
      return;
    auto Note = diag(Init.getBeginLoc(), "await it here to have its result", DiagnosticIDs::Note);
    for (const FixItHint &Edit : Edits)
      Note << Edit;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(TaskNeverAwaitedCheck)
