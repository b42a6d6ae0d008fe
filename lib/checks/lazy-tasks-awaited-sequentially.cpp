// lazy-tasks-awaited-sequentially: see docs/checks/lazy-tasks-awaited-sequentially.md. Tasks that were all
// made before the first of them is awaited show that they were meant to run side by side; a lazy one does
// not. Silent as soon as anything says that the order is wanted: a way out between the awaits, something
// that one changes and the other uses.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/discard.h"
#include "checks/common/gather-fix.h"
#include "checks/common/task-locals.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// A task, or a container of tasks, and the one place where it is awaited.
struct Awaited {
  const VarDecl *Task = nullptr;
  const Expr *Await = nullptr;
  /// The statement of the block that the await is part of, and its place there.
  const Stmt *Where = nullptr;
  unsigned Index = 0;
};

/// Everything there is to know about the variables of one body, in one pass.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  llvm::DenseMap<const VarDecl *, unsigned> Count;
  llvm::DenseMap<const VarDecl *, const CoawaitExpr *> Await;
  llvm::SmallVector<const CompoundStmt *, 8> Blocks;
  llvm::SmallVector<const CXXForRangeStmt *, 2> Loops;
  llvm::SmallVector<const CallExpr *, 8> MemberCalls;
  unsigned InLambda = 0;

  bool TraverseLambdaExpr(LambdaExpr *L) {
    for (const LambdaCapture &C : L->captures())
      if (C.capturesVariable())
        if (const auto *V = dyn_cast<VarDecl>(C.getCapturedVar()))
          ++Count[V];
    ++InLambda;
    const bool Go = RecursiveASTVisitor::TraverseLambdaExpr(L);
    --InLambda;
    return Go;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (const auto *V = dyn_cast<VarDecl>(E->getDecl()))
      ++Count[V];
    return true;
  }
  bool VisitCoawaitExpr(CoawaitExpr *E) {
    if (const VarDecl *V = InLambda ? nullptr : namedVariable(E->getOperand()))
      Await[V] = E;
    return true;
  }
  bool VisitCompoundStmt(CompoundStmt *S) {
    if (!InLambda)
      Blocks.push_back(S);
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) {
    if (!InLambda)
      Loops.push_back(S);
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
    if (!InLambda)
      MemberCalls.push_back(E);
    return true;
  }
};

class LazyTasksAwaitedSequentiallyCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(functionDecl(isDefinition(), unless(isImplicit())).bind("function"), this);
    Finder->addMatcher(lambdaExpr().bind("lambda"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *F = Result.Nodes.getNodeAs<FunctionDecl>("function");
    if (const auto *L = Result.Nodes.getNodeAs<LambdaExpr>("lambda"))
      F = L->getCallOperator();
    const CoroutineBodyStmt *Body = F ? coroutineBody(*F) : nullptr;
    const SourceManager &SM = *Result.SourceManager;
    if (!Body || F->isDependentContext() || SM.isInSystemHeader(F->getLocation()))
      return;
    Mentions Seen;
    Seen.TraverseStmt(const_cast<Stmt *>(static_cast<const Stmt *>(Body->getBody())));
    Unit U{knowledge(Result), *F, SM, Seen};
    if (Seen.Await.size() > 1)
      for (const CompoundStmt *Block : Seen.Blocks)
        lookAt(*Block, U);
    for (const CXXForRangeStmt *Loop : Seen.Loops)
      lookAt(*Loop, U);
  }

private:
  struct Unit {
    profile::Knowledge &Known;
    const FunctionDecl &F;
    const SourceManager &SM;
    Mentions &Seen;
  };

  /// Whether a value of type \p T does nothing until it is awaited, and \p Call makes one. What a plain
  /// function passes on may run already.
  static bool isLazyTask(QualType T, const CallSite &Call, profile::Knowledge &Known) {
    std::optional<profile::TaskFacts> Facts = Known.taskFacts(T);
    return Facts && Facts->Type && Facts->isLazy() && !Facts->isGenerator() &&
           !(Facts->Entry && Facts->Entry->Shared) && !isCopyable(*Facts->Type->Record) &&
           !passesTaskOn(*Call.Callee);
  }

  /// A copy shares the coroutine: another one may have started it.
  static bool isCopyable(const CXXRecordDecl &Task) {
    return llvm::any_of(patternOf(Task)->ctors(), [](const CXXConstructorDecl *C) {
      return C->isCopyConstructor() && !C->isDeleted();
    });
  }

  /// The lazy tasks that are awaited in this block and nowhere else, in that order.
  llvm::SmallVector<Awaited, 4> awaitedIn(const CompoundStmt &Block, const Unit &U) {
    llvm::SmallVector<Awaited, 4> All;
    unsigned Index = 0;
    for (const Stmt *S : Block.body()) {
      llvm::SmallVector<const CoawaitExpr *, 2> Awaits;
      certainAwaits(S, Awaits);
      for (const CoawaitExpr *E : Awaits) {
        const VarDecl *V = namedVariable(E->getOperand());
        if (!V || !V->hasLocalStorage() || isa<ParmVarDecl>(V) || U.Seen.Count.lookup(V) != 1)
          continue;
        std::optional<CallSite> Call = makingCall(*V);
        if (Call && isLazyTask(V->getType(), *Call, U.Known))
          All.push_back({V, E, S, Index});
      }
      ++Index;
    }
    return All;
  }

  void lookAt(const CompoundStmt &Block, const Unit &U) {
    llvm::SmallVector<Awaited, 4> All = awaitedIn(Block, U);
    for (size_t First = 0; First + 1 < All.size();) {
      size_t Last = First;
      while (Last + 1 < All.size() && belongs(All[First], All[Last], All[Last + 1], Block, U))
        ++Last;
      if (Last > First)
        report(llvm::ArrayRef(All).slice(First, Last - First + 1), U);
      First = Last + 1;
    }
  }

  /// Whether \p Next was made before \p First is awaited, and nothing says that it has to wait for \p
  /// Before.
  bool belongs(const Awaited &First, const Awaited &Before, const Awaited &Next,
               const CompoundStmt &Block, const Unit &U) {
    if (!U.SM.isBeforeInTranslationUnit(Next.Task->getLocation(), First.Await->getBeginLoc()))
      return false;
    std::optional<CallSite> A = makingCall(*Before.Task), B = makingCall(*Next.Task);
    if (sharesSomething(*A, *B))
      return false;
    const Variables Uses = givenByReference(*B);
    const bool UsesThis = mentionsThis(*B->E);
    for (unsigned I = Before.Index; I <= Next.Index; ++I) {
      const Stmt *S = Block.body_begin()[I];
      if (I < Next.Index) {
        if (mayLeave(S) || meet(Uses, mentionedIn(*S)) || (UsesThis && mentionsThis(*S)))
          return false;
        continue;
      }
      // `use(co_await a, co_await b)`, `co_await b` in an assignment to what b was given.
      if (I == Before.Index && meet(Uses, mentionedIn(*S)))
        return false;
    }
    return true;
  }

  /// Something that both tasks may change: then one at a time may be what is wanted. The object of two
  /// calls of the same method does not count: two requests of a client.
  static bool sharesSomething(const CallSite &A, const CallSite &B) {
    Variables Left = givenByReference(A, /*ForWriting=*/true);
    Variables Right = givenByReference(B, /*ForWriting=*/true);
    if (A.Callee->getCanonicalDecl() == B.Callee->getCanonicalDecl()) {
      CallSite Bare = B;
      Bare.Object = nullptr;
      Right = givenByReference(Bare, /*ForWriting=*/true);
      return meet(Left, Right);
    }
    if (meet(Left, Right))
      return true;
    // Members: `read(socket_)`, `write(socket_)`; `socket_.read()`, `socket_.write()`.
    llvm::SmallPtrSet<const ValueDecl *, 4> Fields;
    auto Each = [](const CallSite &Call, llvm::function_ref<void(const ValueDecl &)> Do) {
      auto Look = [&](const Expr *E) {
        const auto *M = dyn_cast_or_null<MemberExpr>(movedFrom(E));
        if (M && isa<FieldDecl>(M->getMemberDecl()) && !M->getType().isConstQualified())
          Do(*M->getMemberDecl());
      };
      if (Call.Object)
        Look(Call.Object);
      unsigned Index = 0;
      for (const ParmVarDecl *P : Call.Callee->parameters()) {
        if (Index >= Call.Args.size())
          break;
        const Expr *Arg = Call.Args[Index++];
        if (P->getType()->isReferenceType() && !P->getType()->getPointeeType().isConstQualified())
          Look(Arg);
      }
    };
    Each(A, [&](const ValueDecl &D) { Fields.insert(&D); });
    bool Found = false;
    Each(B, [&](const ValueDecl &D) { Found |= Fields.contains(&D); });
    return Found;
  }

  static std::string nameOf(QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    return R ? qualifiedName(*R) : std::string();
  }

  void report(llvm::ArrayRef<Awaited> Group, const Unit &U) {
    const Awaited &First = Group[0], &Second = Group[1];
    if (!isWanted(*Second.Await, Second.Await->getBeginLoc(), U.SM))
      return;
    diag(Second.Await->getBeginLoc(),
         "%0 starts only after %1 has finished: '%2' is lazy, so tasks that were made together still "
         "run one after the other")
        << Second.Task << First.Task << nameOf(Second.Task->getType());
    diag(First.Await->getBeginLoc(), "until then only %0 runs", DiagnosticIDs::Note) << First.Task;
    for (const Awaited &A : Group.drop_front(2))
      diag(A.Await->getBeginLoc(), "%0 starts here", DiagnosticIDs::Note) << A.Task;
    suggestGather(Group, U);
  }

  void suggestGather(llvm::ArrayRef<Awaited> Group, const Unit &U) {
    llvm::SmallVector<AwaitOfLocal, 4> Awaits;
    for (const Awaited &A : Group)
      Awaits.push_back({A.Task, A.Where});
    suggest(gatherFix(Awaits, U.F, U.Known), Group[0].Await->getBeginLoc(), U);
  }

  void suggest(const GatherFix &Fix, SourceLocation Loc, const Unit &U) {
    if (!Fix)
      return;
    auto Note = diag(Loc, "wait for all of them at the same time", DiagnosticIDs::Note);
    Note << *Fix.Edit;
    for (const std::string &Header : Fix.Headers)
      if (std::optional<FixItHint> Include = include(Loc, Header, U.SM))
        Note << *Include;
  }

  /// `for (auto &t : tasks) co_await t;` over a local container that was filled with lazy tasks.
  void lookAt(const CXXForRangeStmt &Loop, const Unit &U) {
    const VarDecl *Tasks = Loop.getRangeInit() ? namedVariable(Loop.getRangeInit()) : nullptr;
    const VarDecl *Each = Loop.getRangeInit() ? Loop.getLoopVariable() : nullptr;
    const CoawaitExpr *Await = Each ? U.Seen.Await.lookup(Each) : nullptr;
    if (!Await || !Tasks || !Tasks->hasLocalStorage() || isa<ParmVarDecl>(Tasks) ||
        Tasks->getType()->isReferenceType() || U.Seen.Count.lookup(Each) != 1 ||
        mayLeave(Loop.getBody()))
      return;
    unsigned Accounted = 1;
    bool Several = false;
    const Expr *Filled = nullptr;
    const Variables InBody = mentionedIn(*Loop.getBody());
    for (const CallExpr *E : U.Seen.MemberCalls) {
      std::optional<CallSite> Call = callSite(*E);
      if (!Call || !Call->Object || namedVariable(Call->Object) != Tasks)
        continue;
      std::optional<CallSite> Made = filledInto(*Call, *Tasks);
      if (!Made) {
        Accounted += llvm::is_contained({"reserve", "size", "empty"}, identifierOf(*Call->Callee));
        continue;
      }
      const Stmt *Around = loopAround(*E, U.Known.context());
      if (!isLazyTask(containedTask(Tasks->getType()), *Made, U.Known) ||
          !U.SM.isBeforeInTranslationUnit(E->getBeginLoc(), Loop.getBeginLoc()) ||
          sharedByAll(*Made, Around, U.SM) || meet(givenByReference(*Made), InBody))
        return;
      Several |= Filled || Around;
      Filled = Filled ? Filled : Made->E;
      ++Accounted;
    }
    // Any other mention may have started the tasks.
    if (!Several || U.Seen.Count.lookup(Tasks) != Accounted ||
        !isWanted(*Await, Await->getBeginLoc(), U.SM))
      return;
    diag(Await->getBeginLoc(), "the tasks in %0 run one after the other: '%1' is lazy, so each starts "
                               "only when it is awaited")
        << Tasks << nameOf(containedTask(Tasks->getType()));
    diag(Filled->getBeginLoc(), "made here, which starts nothing", DiagnosticIDs::Note);
    suggest(gatherFix(Loop, *Tasks, U.F, U.Known), Loop.getBeginLoc(), U);
  }

  /// Whether every task of the container may change the same variable.
  static bool sharedByAll(const CallSite &Made, const Stmt *Loop, const SourceManager &SM) {
    CallSite Bare = Made;
    Bare.Object = nullptr;
    for (const VarDecl *V : givenByReference(Bare, /*ForWriting=*/true))
      if (!Loop || SM.isBeforeInTranslationUnit(V->getLocation(), Loop->getBeginLoc()))
        return true;
    return false;
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(LazyTasksAwaitedSequentiallyCheck)
