// sync-wait-in-destructor: see docs/checks/sync-wait-in-destructor.md. A destructor cannot await, so it is where
// people wait. Silent for classes that own the thread or executor their work runs on: those cannot be
// destroyed by it, and have to wait.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/sync-wait.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The member of the object itself that \p E is; null for anything else.
const FieldDecl *ownMember(const Expr *E) {
  const auto *M = E ? dyn_cast<MemberExpr>(stripped(E)) : nullptr;
  return M && isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts())
             ? dyn_cast<FieldDecl>(M->getMemberDecl())
             : nullptr;
}

/// What a member holds by itself: through smart pointers, optionals and containers.
const CXXRecordDecl *heldBy(QualType T) {
  const CXXRecordDecl *R = T->isReferenceType() ? nullptr : T->getAsCXXRecordDecl();
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(R);
  static const llvm::StringRef Owners[] = {"unique_ptr", "shared_ptr", "optional", "vector",
                                           "deque",      "list",       "array"};
  if (Spec && Spec->isInStdNamespace() && llvm::is_contained(Owners, identifierOf(*Spec)) &&
      Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
    return heldBy(Spec->getTemplateArgs()[0].getAsType());
  return R;
}

/// A thread, or something that runs work: only used to be silent, so that its methods tell.
bool runsWork(const CXXRecordDecl &R, profile::Knowledge &Known) {
  for (llvm::StringRef Name : {"std::thread", "std::jthread", "boost::thread", "QThread"})
    if (hasQualifiedName(R, Name))
      return true;
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def)
    return false;
  llvm::StringRef Name = identifierOf(R);
  return findMethod(*Def, "join") || (findMethod(*Def, "run") && findMethod(*Def, "stop")) ||
         findMethod(*Def, "process_events") || Name.ends_with("thread_pool") ||
         Name.ends_with("ThreadPool") || Name.ends_with("Executor") || Name.ends_with("runtime") ||
         Known.joining(Known.context().getTypeDeclType(static_cast<const TypeDecl *>(Def)));
}

bool ownsItsThread(const CXXRecordDecl &R, profile::Knowledge &Known) {
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def)
    return false;
  for (const FieldDecl *F : Def->fields())
    if (const CXXRecordDecl *Held = heldBy(F->getType()); Held && runsWork(*Held, Known))
      return true;
  return llvm::any_of(Def->bases(), [&](const CXXBaseSpecifier &B) {
    const CXXRecordDecl *Base = recordOf(B.getType());
    return Base && Base != Def && (runsWork(*Base, Known) || ownsItsThread(*Base, Known));
  });
}

bool derivesFrom(const CXXRecordDecl &R, llvm::StringRef Name) {
  const CXXRecordDecl *Def = R.getDefinition();
  return hasQualifiedName(R, Name) ||
         (Def && llvm::any_of(Def->bases(), [&](const CXXBaseSpecifier &B) {
            const CXXRecordDecl *Base = recordOf(B.getType());
            return Base && Base != Def && derivesFrom(*Base, Name);
          }));
}

/// A wait that was found.
struct Wait {
  enum Kind { None, Task, Loop, QtLoop, Future };
  Kind What = None;
  const Expr *E = nullptr;
  std::string Name; ///< Of what is called.
};

/// Looks for a wait in a destructor, and in the methods of the same object that it calls.
class WaitFinder : public RecursiveASTVisitor<WaitFinder> {
public:
  WaitFinder(const CXXRecordDecl &Class, profile::Knowledge &Known) : Class(Class), Known(Known) {}

  struct Finding {
    Wait Is;
    const Expr *From = nullptr; ///< The call in the destructor that leads there; null for none.
  };
  std::vector<Finding> Found;

  bool TraverseLambdaExpr(LambdaExpr *L) {
    // Its body runs here only if it is called here.
    const Stmt *Body = L->getCallOperator()->getBody();
    if (Body && nearestCallable(*Body, Known.context()).Lambda != L)
      return TraverseStmt(const_cast<Stmt *>(Body));
    return true;
  }
  bool TraverseDecl(Decl *D) {
    return isa_and_nonnull<FunctionDecl, CXXRecordDecl>(D)
               ? true
               : RecursiveASTVisitor::TraverseDecl(D);
  }

  bool VisitCallExpr(CallExpr *E) {
    std::optional<CallSite> Call = callSite(*E);
    if (!Call)
      return true;
    if (Wait Is = waitOf(*Call); Is.What != Wait::None) {
      Found.push_back({Is, From});
      return true;
    }
    follow(*Call);
    return true;
  }

private:
  void follow(const CallSite &Call) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
    const FunctionDecl *Def = nullptr;
    if (!Method || !Call.Object || !isa<CXXThisExpr>(Call.Object->IgnoreParenImpCasts()) ||
        !Method->hasBody(Def) || coroutineBody(*Def) || !Seen.insert(Def).second)
      return;
    const Expr *Before = From;
    From = From ? From : Call.E;
    TraverseStmt(Def->getBody());
    From = Before;
  }

  Wait waitOf(const CallSite &Call) {
    Wait Is;
    Is.E = Call.E;
    Is.Name = Call.calleeName();
    if (const Expr *Task = taskWaitedFor(Call, Known))
      Is.What = needsNoLoop(*Task) ? Wait::None
                : hasQualifiedName(*Call.Callee, "QCoro::waitFor") ? Wait::QtLoop
                                                                   : Wait::Task;
    else if (const profile::LoopEntry *Loop = Known.loopRun(Call))
      Is.What = loopOf(Call, *Loop);
    else if (std::optional<profile::BlockingCall> Blocking = Known.blocking(Call);
             Blocking && Blocking->Kind == profile::BlockKind::Future && Call.Object &&
             isWorkOfLoop(*Call.Object))
      Is.What = Wait::Future;
    return Is;
  }

  Wait::Kind loopOf(const CallSite &Call, const profile::LoopEntry &Loop) const {
    llvm::StringRef Name = identifierOf(*Call.Callee);
    const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
    // Waiting for a pool runs nothing here.
    if (Name == "join" || Name == "wait")
      return Wait::None;
    // Qt's loops serve the whole thread, whichever object runs them.
    if (Method && derivesFrom(*Method->getParent(), "QObject"))
      return Loop.Kind == "run" ? Wait::QtLoop : Wait::None;
    const Expr *Object = Call.Object ? stripped(Call.Object) : nullptr;
    if (!Object)
      return Wait::None;
    // A loop of its own may be drained.
    const auto *Ref = dyn_cast<DeclRefExpr>(Object);
    const auto *Local = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Local && Local->hasLocalStorage() && !Local->getType()->isReferenceType() ? Wait::None
                                                                                     : Wait::Loop;
  }

  /// Whether the future \p E is of work that is known to run on a loop or as a task.
  bool isWorkOfLoop(const Expr &Written) {
    const Expr &E = *stripped(&Written);
    if (std::optional<profile::TaskFacts> Facts = Known.taskFacts(E.getType());
        (Facts && Facts->Type) || Known.tasks().isAwaitable(E.getType()))
      return true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&E)) {
      const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
      return V && V->hasLocalStorage() && V->getInit() && !isa<ParmVarDecl>(V) &&
             isMadeByLoop(*stripped(V->getInit()));
    }
    if (const FieldDecl *F = ownMember(&E))
      return isSetByLoop(*F);
    return isMadeByLoop(E);
  }

  /// `co_spawn(io, close(), use_future)`, `post(io, use_future(...))`, `done_.get_future()`.
  bool isMadeByLoop(const Expr &E) {
    std::optional<CallSite> Call = callSite(E);
    if (!Call)
      return false;
    if (identifierOf(*Call->Callee) == "get_future")
      if (const FieldDecl *Promise = ownMember(Call->Object))
        return isSetByLoop(*Promise);
    const profile::SinkEntry *Sink = Known.sink(*Call);
    return !(Sink && Sink->Runs == "offload") && llvm::any_of(Call->Args, [](const Expr *A) {
             return profile::typeIsOneOf(stripped(A)->getType(),
                                         {"asio::use_future_t", "boost::asio::use_future_t"});
           });
  }

  /// Whether a method gives the future \p F work of a loop, or code on a loop fulfils the promise \p F.
  bool isSetByLoop(const FieldDecl &F) {
    struct Finder : RecursiveASTVisitor<Finder> {
      WaitFinder *Outer;
      const FieldDecl *F;
      bool Found = false;
      bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
        const CXXMethodDecl *M = E->getMethodDecl();
        if (M && (identifierOf(*M) == "set_value" || identifierOf(*M) == "set_exception"))
          Found |= ownMember(E->getImplicitObjectArgument()) == F &&
                   Outer->Known.placeOf(*E).onLoop();
        return !Found;
      }
      bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) {
        if (E->getOperator() == OO_Equal && E->getNumArgs() == 2 && ownMember(E->getArg(0)) == F)
          Found |= Outer->isMadeByLoop(*stripped(E->getArg(1)));
        return !Found;
      }
    } Find;
    Find.Outer = this;
    Find.F = &F;
    // A promise and its future may lead to each other.
    if (!Fields.insert(&F).second)
      return false;
    if (const Expr *Init = F.getInClassInitializer())
      Find.Found |= isMadeByLoop(*stripped(Init));
    for (const Decl *D : Class.decls()) {
      const auto *M = dyn_cast<CXXMethodDecl>(D);
      const FunctionDecl *Def = nullptr;
      if (!M || Find.Found || !M->hasBody(Def))
        continue;
      if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Def))
        for (const CXXCtorInitializer *Init : Ctor->inits())
          if (Init->getMember() == &F && Init->getInit())
            Find.Found |= isMadeByLoop(*stripped(Init->getInit()));
      Find.TraverseStmt(Def->getBody());
    }
    return Find.Found;
  }

  const CXXRecordDecl &Class;
  profile::Knowledge &Known;
  const Expr *From = nullptr;
  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;
  llvm::SmallPtrSet<const FieldDecl *, 8> Fields;
};

class SyncWaitInDestructorCheck : public CoroCheck {
public:
  SyncWaitInDestructorCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
                            llvm::ArrayRef<OptionSpec> Options)
      : CoroCheck(Name, Context, Options), AllowedClasses(listOption("AllowedClasses")) {}

  static llvm::ArrayRef<OptionSpec> options() {
    static const OptionSpec Specs[] = {
        {"AllowedClasses", "",
         "Classes, fully qualified and separated by semicolons, that are only ever destroyed where "
         "waiting is fine: at the end of the program, on a thread without a loop."}};
    return Specs;
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(cxxDestructorDecl(isDefinition(), unless(isImplicit())).bind("destructor"),
                       this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Dtor = Result.Nodes.getNodeAs<CXXDestructorDecl>("destructor");
    const CXXRecordDecl *Class = Dtor->getParent();
    if (!Dtor->getBody() || Dtor->isDependentContext() || Dtor->isInvalidDecl() ||
        Result.SourceManager->isInSystemHeader(Dtor->getLocation()))
      return;
    profile::Knowledge &Known = knowledge(Result);
    WaitFinder Finder(*Class, Known);
    Finder.TraverseStmt(Dtor->getBody());
    if (Finder.Found.empty() || isExempt(*Class, Known))
      return;
    for (const WaitFinder::Finding &F : Finder.Found)
      report(F, *Class, *Result.SourceManager);
  }

private:
  bool isExempt(const CXXRecordDecl &Class, profile::Knowledge &Known) const {
    if (llvm::any_of(AllowedClasses,
                     [&](const std::string &N) { return hasQualifiedName(Class, N); }) ||
        derivesFrom(Class, "testing::Test") || ownsItsThread(Class, Known))
      return true;
    // A task whose destructor waits says so to whoever drops it.
    for (const DeclContext *DC = &Class; DC; DC = DC->getParent())
      if (const auto *R = dyn_cast<CXXRecordDecl>(DC))
        if (Known.tasks().taskType(Known.context().getTypeDeclType(static_cast<const TypeDecl *>(R))))
          return true;
    return false;
  }

  void report(const WaitFinder::Finding &F, const CXXRecordDecl &Class, const SourceManager &SM) {
    const Expr *At = F.From ? F.From : F.Is.E;
    if (!isWanted(*At, At->getBeginLoc(), SM))
      return;
    llvm::StringRef Effect;
    switch (F.Is.What) {
    case Wait::Task:
      Effect = "stops the thread until the task is done: if the object dies on the thread that the task "
               "needs, it never is";
      break;
    case Wait::Loop:
      Effect = "runs an event loop: other handlers run in the middle of the destruction, and inside of a "
               "handler of that loop it waits for itself";
      break;
    case Wait::QtLoop:
      Effect = "runs an event loop: slots and other coroutines of the thread run in the middle of the "
               "destruction";
      break;
    case Wait::Future:
    case Wait::None:
      Effect = "stops the thread until work on a loop is done: if the object dies on that loop's "
               "thread, it never is";
      break;
    }
    diag(At->getBeginLoc(), "'%0' in the destructor of %1 %2")
        << F.Is.Name << &Class << Effect << At->getSourceRange();
    if (F.From)
      diag(F.Is.E->getExprLoc(), "'%0' is called here", DiagnosticIDs::Note) << F.Is.Name;
  }

  const std::vector<std::string> AllowedClasses;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SyncWaitInDestructorCheck)
