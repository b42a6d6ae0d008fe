// dangling-coroutine-lambda: see docs/checks/dangling-coroutine-lambda.md. A coroutine has copies of its
// parameters but not of the lambda's captures: those are the lambda's, which often dies first. What decides
// is where the lambda is called or handed to, and what becomes of the task.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/closure-fix.h"
#include "checks/common/fixes.h"
#include "checks/common/outlives.h"
#include "checks/common/task-locals.h"
#include "checks/common/uses.h"
#include "coroutine/qualified-name.h"
#include "flow/after-suspension.h"
#include "profile/callable-lifetime.h"
#include "profile/task-fate.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

using profile::HandedCallable;
using profile::Holds;
using profile::TaskFate;

/// A capturing lambda whose call is a coroutine.
struct Closure {
  const LambdaExpr *Lambda = nullptr;
  /// The local variable that has it; null for a temporary.
  const VarDecl *Var = nullptr;
  profile::TaskFacts Task;
};

/// Why the lambda is gone when its coroutine is not done.
struct Death {
  enum { AtStatementEnd, AtScopeEnd, AfterCall, AsHandler } How = AtStatementEnd;
  std::optional<CallSite> Taker; ///< For the last two: what it was handed to.
  TaskFate Fate;                 ///< For the others.
};

class DanglingCoroutineLambdaCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(lambdaExpr().bind("lambda"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Lambda = Result.Nodes.getNodeAs<LambdaExpr>("lambda");
    const FunctionDecl *Body = Lambda->capture_size() ? coroutineOf(*Lambda) : nullptr;
    if (!Body || takesItselfByValue(*Lambda))
      return;
    profile::Knowledge &Known = knowledge(Result);
    std::optional<profile::TaskFacts> Task = Known.taskFacts(Body->getReturnType());
    if (!Task)
      return;
    Closure C{Lambda, nullptr, *Task};
    std::optional<Death> Found;
    if (const VarDecl *Var = initialisedBy(*Lambda, *Result.Context); Var && isOwn(*Var)) {
      C.Var = Var;
      const auto *F = dyn_cast<FunctionDecl>(Var->getDeclContext());
      if (F && F->hasBody())
        for (const Mention &M : mentionsOf(*Var, *F))
          if (!M.In && !Found)
            Found = deathAt(*M.Ref, C, Result);
    } else {
      Found = deathAt(*Lambda, C, Result);
    }
    if (!Found)
      return;
    std::optional<flow::LateUse> Use =
        flow::firstLateUse(*Body, flowOf(*Body, Result), Task->Begins, isCapture);
    if (Use && isWanted(*Lambda, Lambda->getBeginLoc(), *Result.SourceManager))
      report(C, *Found, *Use, Known);
  }

private:
  /// The coroutine that a call of the lambda makes: of a generic one any that is there.
  static const FunctionDecl *coroutineOf(const LambdaExpr &L) {
    const CXXMethodDecl *Call = L.getCallOperator();
    if (const FunctionTemplateDecl *Template = Call->getDescribedFunctionTemplate())
      for (const FunctionDecl *F : Template->specializations())
        if (coroutineBody(*F))
          return F;
    return coroutineBody(*Call) ? Call : nullptr;
  }

  static bool isOwn(const VarDecl &V) {
    return V.hasLocalStorage() && !V.getType()->isReferenceType();
  }

  static bool isCapture(const Expr &E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&E);
    return Ref ? Ref->refersToEnclosingVariableOrCapture() : isa<CXXThisExpr>(E);
  }

  /// What one use of the lambda means for it.
  std::optional<Death> deathAt(const Expr &E, const Closure &C, const MatchFinder::MatchResult &Result) {
    profile::Knowledge &Known = knowledge(Result);
    const Use U = useOf(E, *Result.Context);
    if (U.What == Use::CalledOn && U.Call->Callee->getOverloadedOperator() == OO_Call)
      return withTask(*U.Call, C, Result);
    std::optional<HandedCallable> Handed = profile::handedTo(E, *Result.Context);
    if (!Handed)
      return std::nullopt;
    switch (profile::holdsCallable(*Handed, C.Task, Known)) {
    case Holds::UntilCalled:
      return Death{Death::AfterCall, Handed->Call, {}};
    case Holds::AsHandler:
      return Death{Death::AsHandler, Handed->Call, {}};
    case Holds::ByReference:
      return withTask(Handed->Call, C, Result);
    case Holds::Detached:
      return goneWith({TaskFate::Detached, Handed->Call.E, nullptr},
                      startedBy(Handed->Call, Handed->Call.Args[Handed->Index]), C, Result);
    case Holds::Unknown:
    case Holds::UntilDone:
      return std::nullopt;
    }
    return std::nullopt;
  }

  /// The lambda is used until the task that \p Call gives is done.
  std::optional<Death> withTask(const CallSite &Call, const Closure &C,
                                const MatchFinder::MatchResult &Result) {
    const TaskFate Fate = profile::fateOf(*Call.E, knowledge(Result));
    if (Fate.What == TaskFate::Dropped &&
        (C.Task.isLazy() || C.Task.Drop == DropEffect::Cancelled || C.Task.Drop == DropEffect::Blocks))
      return std::nullopt; // Ends before the lambda does, or never begins.
    StartedWork Work;
    Work.Where = Fate.What == TaskFate::Detached ? Fate.By : Call.E;
    if (Fate.What == TaskFate::Detached)
      if (std::optional<CallSite> Spawn = callSite(*Fate.By)) {
        Work = startedBy(*Spawn, nullptr);
        for (const Expr *A : Spawn->Args)
          if (stripped(A) != Call.E)
            Work.With.push_back(A);
      }
    return goneWith(Fate, Work, C, Result);
  }

  std::optional<Death> goneWith(const TaskFate &Fate, const StartedWork &Work, const Closure &C,
                                const MatchFinder::MatchResult &Result) {
    if (!Fate.outlivesExpression())
      return std::nullopt;
    if (isNeverLookedAt(Fate, C.Task))
      return std::nullopt;
    if (!C.Var) {
      // C++23 keeps the temporaries of a range for the whole loop.
      if (Fate.What == TaskFate::Stored && Fate.Var->isImplicit() &&
          Result.Context->getLangOpts().CPlusPlus23)
        return std::nullopt;
      return Death{Death::AtStatementEnd, std::nullopt, Fate};
    }
    switch (Fate.What) {
    case TaskFate::Kept:
      if (isTakenLater(Fate, *C.Var))
        return std::nullopt;
      [[fallthrough]];
    case TaskFate::Returned:
      return Death{Death::AtScopeEnd, std::nullopt, Fate};
    case TaskFate::Stored:
      // In a variable of a block further out.
      if (!isDeclaredOutside(*Fate.Var, *C.Var, *Result.Context))
        return std::nullopt;
      return Death{Death::AtScopeEnd, std::nullopt, Fate};
    default:
      break;
    }
    const auto *F = cast<FunctionDecl>(C.Var->getDeclContext());
    const flow::BodyFlow *Body = flowOf(*F, Result);
    if (!Body || !mayOutlive(Work, *C.Var, *Body, knowledge(Result)))
      return std::nullopt;
    return Death{Death::AtScopeEnd, std::nullopt, Fate};
  }

  /// Whether the task is a lazy one in a variable that is not mentioned again: it never begins.
  static bool isNeverLookedAt(const TaskFate &Fate, const profile::TaskFacts &Task) {
    if (Fate.What != TaskFate::Stored || !Task.isLazy() || Fate.Var->isImplicit())
      return false;
    const auto *F = dyn_cast<FunctionDecl>(Fate.Var->getDeclContext());
    return F && F->hasBody() && mentionsOf(*Fate.Var, *F).empty();
  }

  /// Whether the container that the task is kept in is moved from, or given away, after it: `gather(std::move(tasks))`
  /// may well be awaited before \p Lambda dies.
  static bool isTakenLater(const TaskFate &Fate, const VarDecl &Lambda) {
    std::optional<CallSite> Put = callSite(*Fate.By);
    const auto *Ref = Put && Put->Object ? dyn_cast<DeclRefExpr>(stripped(Put->Object)) : nullptr;
    const auto *Container = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    const auto *F = dyn_cast<FunctionDecl>(Lambda.getDeclContext());
    if (!Container || !F)
      return false;
    ASTContext &Ctx = F->getASTContext();
    return llvm::any_of(mentionsOf(*Container, *F), [&](const Mention &M) {
      return Ctx.getSourceManager().isBeforeInTranslationUnit(Fate.By->getEndLoc(), M.Ref->getLocation()) &&
             useOf(*M.Ref, Ctx).What == Use::PassedTo;
    });
  }

  /// Whether \p Outer lives longer than the block that \p Inner is declared in, and is used after it.
  static bool isDeclaredOutside(const VarDecl &Outer, const VarDecl &Inner, ASTContext &Ctx) {
    const Stmt *Block = blockOf(Inner, Ctx);
    const SourceManager &SM = Ctx.getSourceManager();
    const auto *F = dyn_cast<FunctionDecl>(Inner.getDeclContext());
    if (!Block || !F || !SM.isBeforeInTranslationUnit(Outer.getLocation(), Block->getBeginLoc()))
      return false;
    return llvm::any_of(mentionsOf(Outer, *F), [&](const Mention &M) {
      return SM.isBeforeInTranslationUnit(Block->getEndLoc(), M.Ref->getLocation());
    });
  }

  void report(const Closure &C, const Death &D, const flow::LateUse &Use, profile::Knowledge &Known) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Use.Use);
    const std::string Name = Ref ? Ref->getDecl()->getNameAsString() : "this";
    std::string How;
    if (D.How == Death::AfterCall)
      How = "'" + describe(*D.Taker->Callee) + "' destroys the lambda once it was called";
    else if (D.How == Death::AsHandler)
      How = "it is gone as soon as somebody takes it away from '" + describe(*D.Taker->Callee) + "'";
    else
      How = (C.Var ? "'" + C.Var->getNameAsString() + "' dies at the end of its scope"
                   : std::string("it dies at the end of this statement")) + beforeTheEndOf(D.Fate);
    diag(C.Lambda->getBeginLoc(),
         "the coroutine may use its capture '%0' when the lambda is gone: %1")
        << Name << How << C.Lambda->getIntroducerRange();
    diag(Use.Use->getBeginLoc(), "'%0' is read from the lambda here%select{|, after a suspension}1",
         DiagnosticIDs::Note)
        << Name << (Use.Suspension != nullptr);
    if (Use.Suspension)
      diag(Use.Suspension->getExprLoc(), "the coroutine is suspended here", DiagnosticIDs::Note);
    suggest(C, D, Name, Known);
  }

  void suggest(const Closure &C, const Death &D, llvm::StringRef Name, profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    if (auto Edits = takeItselfByValue(*C.Lambda, Ctx); !Edits.empty()) {
      auto Note = diag(C.Lambda->getBeginLoc(),
                       "let the lambda take itself by value: then the coroutine has the captures",
                       DiagnosticIDs::Note);
      for (const FixItHint &Edit : Edits)
        Note << Edit;
      return;
    }
    if (!C.Var && D.How == Death::AfterCall && wrap(C, D, Known))
      return;
    if (!C.Var && D.How == Death::AtStatementEnd)
      diag(C.Lambda->getBeginLoc(),
           "pass '%0' as an argument: a parameter by value lives as long as the coroutine",
           DiagnosticIDs::Note)
          << Name;
  }

  /// Lends the lambda to the callee, where the statement awaits the end of its coroutine.
  bool wrap(const Closure &C, const Death &D, profile::Knowledge &Known) {
    const profile::Profile *Library = Known.libraryOf(*C.Lambda->getCallOperator());
    const profile::Replacement *Wrapper =
        Library ? Known.replacement(*Library, "keep-closure") : nullptr;
    ASTContext &Ctx = Known.context();
    if (!Wrapper || !isEditable(*C.Lambda, Ctx) ||
        profile::fateOf(*D.Taker->E, Known).What != TaskFate::Awaited)
      return false;
    auto [Before, After] = llvm::StringRef(Wrapper->Expr).split("{0}");
    auto Note = diag(C.Lambda->getBeginLoc(),
                     "lend it to '%0', for as long as this statement awaits its coroutine",
                     DiagnosticIDs::Note);
    Note << describe(*D.Taker->Callee) << FixItHint::CreateInsertion(C.Lambda->getBeginLoc(), Before)
         << FixItHint::CreateInsertion(
                Lexer::getLocForEndOfToken(C.Lambda->getEndLoc(), 0, Ctx.getSourceManager(),
                                           Ctx.getLangOpts()),
                After);
    for (const std::string &Header : Wrapper->Headers)
      if (auto Hint = include(C.Lambda->getBeginLoc(), Header, Ctx.getSourceManager()))
        Note << *Hint;
    return true;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(DanglingCoroutineLambdaCheck)
