// task-never-awaited: see docs/checks/task-never-awaited.md. A named task silences the compiler's
// nodiscard; when the name is never used for anything, the work is as lost as if it had none.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/member-tasks.h"
#include "checks/common/task-mentions.h"
#include "coroutine/await-effect.h"
#include "coroutine/qualified-name.h"
#include "flow/dataflow.h"
#include "flow/task-state.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

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
  TaskNeverAwaitedCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                        llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), SomePath(boolOption("SomePath")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"SomePath", "false",
         "Whether to report a task that is awaited on one path and reaches the end of its scope on "
         "another one without."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(varDecl(hasLocalStorage(), unless(parmVarDecl()), unless(isImplicit()))
                           .bind("variable"),
                       this);
    Finder->addMatcher(fieldDecl(unless(isImplicit())).bind("field"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    profile::Knowledge &Known = knowledge(Result);
    if (const auto *Field = Result.Nodes.getNodeAs<FieldDecl>("field")) {
      if (!Members)
        Members.emplace(Known);
      Members->consider(*Field);
    } else {
      checkVariable(Result.Nodes.getNodeAs<VarDecl>("variable"), Known, Result);
    }
  }

  void endUnit() override {
    for (const ForgottenMember &M : Members ? Members->forgotten() : std::vector<ForgottenMember>())
      reportMember(M);
    Members.reset();
    PathsRead.clear();
  }

private:
  void checkVariable(const VarDecl *Var, profile::Knowledge &Known,
                     const MatchFinder::MatchResult &Result) {
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
    if (Mentions.isEverUsed({*Var, !Element.isNull(), Facts->isLazy()}, *F)) {
      if (SomePath && Element.isNull() && PathsRead.insert(F).second)
        checkPaths(*F, Known, Result);
      return;
    }
    if (isMeantForItsDestructor(*Var, Element.isNull() ? T : Element, *F, *Facts, Known) ||
        !(Element.isNull() || isFilled(*Var, *F)))
      return;
    std::string Effect = effect(*Facts, Element.isNull() ? One : Several);
    if (Effect.empty() || !Init || !isWanted(*Init, Var->getLocation(), *Result.SourceManager))
      return;
    diag(Var->getLocation(), "%0 %select{is a task that is|holds tasks that are}1 never awaited: %2")
        << Var << !Element.isNull() << Effect;
    if (Init == stripped(Var->getInit()))
      suggestAwait(*Var, *Init, Known);
  }

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

  /// What is reported: a variable, one of many tasks, a variable on one path, a member.
  enum Form { One, Several, OnPath, InMember };

  static std::string effect(const profile::TaskFacts &Facts, Form F) {
    const bool Many = F == Several;
    if (Facts.isLazy()) {
      if (F == OnPath)
        return "it is lazy, so the work never runs there";
      return std::string(Many ? "they are" : "it is") +
             (Facts.Type ? " lazy, so the work never runs"
                         : " an operation that does nothing until it is awaited");
    }
    switch (Facts.Drop) {
    case DropEffect::Cancelled:
      return Many ? "their work is cancelled at the end of the scope"
                  : "its work is cancelled at the end of the scope";
    case DropEffect::Blocks:
      return "the end of the scope stops this thread until the work is done";
    case DropEffect::KeepsRunning:
    case DropEffect::Unknown:
      if (F == OnPath || F == InMember)
        return "nobody waits for its result, and its exception is lost";
      return Many ? "the code below does not wait for their results, and their exceptions are lost"
                  : "the code below does not wait for its result, and its exception is lost";
    case DropEffect::NeverRuns:
    case DropEffect::Leaks:
      break;
    }
    return {};
  }

  void reportMember(const ForgottenMember &M) {
    profile::Knowledge &Known = Members->knowledge();
    QualType Element = elementOf(M.Field->getType());
    std::optional<profile::TaskFacts> Facts =
        Known.taskFacts(Element.isNull() ? M.Field->getType() : Element);
    std::string Effect = Facts ? effect(*Facts, InMember) : "";
    if (Effect.empty() ||
        !isWanted(*M.Made, M.Made->getBeginLoc(), Known.context().getSourceManager()))
      return;
    diag(M.Made->getBeginLoc(), "the task is stored in %0, from where nothing ever takes it: %1")
        << M.Field << Effect;
    diag(M.Field->getLocation(), "declared here; all that mentions %0 puts tasks into it",
         DiagnosticIDs::Note)
        << M.Field;
  }

  /// Where the scope of a task ends, by the variable: on a path that did not await it.
  using Ends = std::map<const VarDecl *, const Stmt *, flow::TaskStates::Earlier>;

  /// The option SomePath.
  void checkPaths(const FunctionDecl &F, profile::Knowledge &Known,
                  const MatchFinder::MatchResult &Result) {
    using flow::TaskStates;
    const flow::BodyFlow *Body = flowOf(F, Result);
    if (!Body)
      return;
    TaskStates Problem(Body->function(),
                       {[&](QualType T) {
                          std::optional<profile::TaskFacts> Facts = Known.taskFacts(T);
                          return Facts && Facts->Awaitable && !Facts->isGenerator();
                        },
                        [](const CoawaitExpr &E, const VarDecl &) { return awaitTakesOperand(E); }});
    flow::Solution<TaskStates> States(*Body, Problem);
    Ends Found;
    States.replay([&](const TaskStates::State &S, const CFGElement &E) {
      auto Dtor = E.getAs<CFGAutomaticObjDtor>();
      const VarDecl *V = Dtor ? Dtor->getVarDecl() : nullptr;
      auto It = V ? S.find(V) : S.end();
      // What is empty, was looked at or is out of hand on some path may be so for a reason.
      constexpr unsigned Clear =
          TaskStates::Holds | TaskStates::Awaited | TaskStates::Taken | TaskStates::Moved;
      if (It == S.end() || !(It->second.Is & TaskStates::Holds) || (It->second.Is & ~Clear) ||
          !Problem.isEverConsumed(*V) || !Dtor->getTriggerStmt() ||
          isa<CXXThrowExpr>(Dtor->getTriggerStmt()))
        return;
      const Stmt *&Where = Found[V];
      if (!Where || Result.SourceManager->isBeforeInTranslationUnit(
                        Dtor->getTriggerStmt()->getBeginLoc(), Where->getBeginLoc()))
        Where = Dtor->getTriggerStmt();
    });
    for (const auto &[V, Where] : Found)
      reportPath(*V, *Where, Known);
  }

  void reportPath(const VarDecl &V, const Stmt &Where, profile::Knowledge &Known) {
    std::optional<profile::TaskFacts> Facts = Known.taskFacts(V.getType());
    const Expr *Init = makerOf(V);
    const auto *F = dyn_cast<FunctionDecl>(V.getDeclContext());
    if (!Facts || !Init || !F || V.hasAttr<UnusedAttr>() ||
        isMeantForItsDestructor(V, V.getType(), *F, *Facts, Known))
      return;
    std::string Effect = effect(*Facts, OnPath);
    if (Effect.empty() ||
        !isWanted(*Init, V.getLocation(), Known.context().getSourceManager()))
      return;
    diag(V.getLocation(), "%0 is a task that is not awaited on every path: %1") << &V << Effect;
    const bool Leaves = !isa<CompoundStmt>(Where);
    diag(Leaves ? Where.getBeginLoc() : Where.getEndLoc(),
         "%select{its scope ends here, where some path has not awaited it|this path leaves its scope "
         "and has not awaited it}0",
         DiagnosticIDs::Note)
        << Leaves;
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

  const bool SomePath;
  std::optional<MemberTasks> Members;
  /// The functions that the option SomePath has looked at.
  llvm::DenseSet<const FunctionDecl *> PathsRead;
  TaskMentions Mentions;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(TaskNeverAwaitedCheck)
