// unbounded-concurrency: see docs/checks/unbounded-concurrency.md. A loop that starts one coroutine for each element, and
// nothing anywhere near that could be a limit.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/entry-points.h"
#include "checks/common/fixes.h"
#include "checks/common/independent-call.h"
#include "checks/common/side-by-side.h"
#include "checks/common/spawned-coroutine.h"
#include "checks/common/uses.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"
#include "coroutine/visible-body.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether a name says that something holds a number down.
bool isLimit(llvm::StringRef Name) {
  return hasWord(Name, {"acquire",   "batch",    "batches",    "bounded",    "bucket",    "budget",  "chunk",
                        "chunks",    "concurrency", "concurrent", "limit",   "limited",   "limiter", "limits",
                        "max",       "parallelism", "permit",  "permits",    "quota",     "semaphore", "semaphores",
                        "slot",      "slots",    "take",       "throttle",   "throttled", "throttler", "window",
                        "windowed"});
}

/// Whether a name is that of things of which a program has a few, and knows how many.
bool isOfAFew(llvm::StringRef Name) {
  return hasWord(Name, {"acceptor", "acceptors", "component", "components", "core",    "cores",   "cpu",
                        "cpus",     "listener",  "listeners", "module",     "modules", "plugin",  "plugins",
                        "port",     "ports",     "replica",   "replicas",   "server",  "servers", "service",
                        "services", "shard",     "shards",    "stage",      "stages",  "thread",  "threads",
                        "worker",   "workers"});
}

/// Whether a function of this name is there to begin everything, once.
bool isNamedLikeStart(llvm::StringRef Name) {
  return hasWord(Name, {"boot", "init", "initialize", "launch", "listen", "main", "run", "serve", "setup", "start",
                        "startup"});
}

/// Looks for what limits, by all names that are written in a body: functions, variables, members, and their classes.
class LimitFinder : public RecursiveASTVisitor<LimitFinder> {
public:
  bool Found = false;
  bool VisitDeclRefExpr(DeclRefExpr *E) { return look(*E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) { return look(*E->getMemberDecl()); }
  bool VisitVarDecl(VarDecl *D) { return look(*D); }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    Found |= isLimit(identifierOf(*E->getConstructor()->getParent()));
    return !Found;
  }

private:
  bool look(const ValueDecl &D) {
    const CXXRecordDecl *R = isa<FunctionDecl>(D) ? nullptr : recordOf(D.getType());
    Found |= isLimit(identifierOf(D)) || (R && isLimit(identifierOf(*R)));
    return !Found;
  }
};

bool mentionsLimit(const FunctionDecl &F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  if (isLimit(identifierOf(F)) || (Method && isLimit(identifierOf(*Method->getParent()))))
    return true;
  const Stmt *Body = visibleBody(F);
  LimitFinder Find;
  if (Body)
    Find.TraverseStmt(const_cast<Stmt *>(Body));
  return Find.Found;
}

/// A loop that makes a round for each element of what is not of a size that the source says.
struct ElementLoop {
  const Stmt *Loop = nullptr;
  const Expr *Range = nullptr; ///< What has the elements.
  /// What is another in each round: the element, or its index.
  llvm::SmallVector<const ValueDecl *, 2> Own;
  explicit operator bool() const { return Loop; }
  bool isOwn(const ValueDecl &D) const { return llvm::is_contained(Own, &D); }
};

/// What \p E, the bound of a loop that counts, is the size of; null where it is no size.
const Expr *sizedBy(const Expr &E) {
  const auto *Call = dyn_cast<CallExpr>(stripped(&E));
  std::optional<CallSite> Site = Call ? callSite(*Call) : std::nullopt;
  if (!Site)
    return nullptr;
  llvm::StringRef Name = identifierOf(*Site->Callee);
  if (Name != "size" && Name != "ssize" && Name != "end" && Name != "cend")
    return nullptr;
  return Site->Object ? Site->Object : Site->Args.size() == 1 ? Site->Args.front() : nullptr;
}

/// What is on the right of the comparison \p Condition; null where it is none.
const Expr *boundIn(const Expr &Condition) {
  if (const auto *Less = dyn_cast<BinaryOperator>(&Condition))
    return Less->isComparisonOp() ? Less->getRHS() : nullptr;
  // `it != end` as `!(it == end)`
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(&Condition))
    return Rewritten->isComparisonOp() ? Rewritten->getRHS() : nullptr;
  const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Condition);
  return Op && Op->isComparisonOp() ? Op->getArg(1) : nullptr;
}

ElementLoop elementLoop(const Stmt &S) {
  ElementLoop Out;
  if (const auto *For = dyn_cast<CXXForRangeStmt>(&S)) {
    Out.Range = For->getRangeInit();
    Out.Own.push_back(For->getLoopVariable());
    if (const auto *Parts = dyn_cast<DecompositionDecl>(For->getLoopVariable()))
      Out.Own.append(Parts->bindings().begin(), Parts->bindings().end());
  } else if (const auto *Count = dyn_cast<ForStmt>(&S)) {
    const auto *Init = dyn_cast_or_null<DeclStmt>(Count->getInit());
    const Expr *Bound = Count->getCond() ? boundIn(*stripped(Count->getCond())) : nullptr;
    Out.Range = Init && Bound ? sizedBy(*Bound) : nullptr;
    if (Init)
      for (const Decl *D : Init->decls())
        if (const auto *V = dyn_cast<VarDecl>(D))
          Out.Own.push_back(V);
  }
  if (Out.Range && !Out.Range->isTypeDependent())
    Out.Loop = &S;
  return Out;
}

class UnboundedConcurrencyCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(callExpr().bind("call"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CallExpr>("call");
    std::optional<CallSite> Call = callSite(*E);
    profile::Knowledge &Known = knowledge(Result);
    if (!Call)
      return;
    if (Known.gather(*Call))
      return checkGather(*Call, Known);
    if (const Expr *Task = startedBy(*Call, Known))
      checkStart(*E, *Task, nullptr, Known);
  }

private:
  /// What \p Call starts, to run by itself or in a scope; null for nothing, and for what goes to the threads of a pool,
  /// which are as many as they are.
  static const Expr *startedBy(const CallSite &Call, profile::Knowledge &Known) {
    if (const profile::SinkEntry *Sink = Known.sink(Call); Sink && Sink->Runs == "offload")
      return nullptr;
    if (std::optional<profile::SpawnCall> Spawn = Known.spawn(Call))
      return Spawn->Task;
    const profile::ScopeEntry *Scope = Call.Object ? Known.scope(Call.Object->getType()) : nullptr;
    return Scope && llvm::is_contained(Scope->Spawns, identifierOf(*Call.Callee)) && !Call.Args.empty()
               ? Call.Args.front()
               : nullptr;
  }

  /// \p Gather waits for the tasks of a container, where that is filled in a loop.
  void checkGather(const CallSite &Gather, profile::Knowledge &Known) {
    if (isLimit(identifierOf(*Gather.Callee)))
      return;
    if (std::optional<CallSite> Filled = filledFor(Gather, Known))
      checkStart(*Filled->E, *Filled->Args.front(), Gather.E, Known);
  }

  /// \p Start begins \p Task, which runs at once or when \p Gather is awaited.
  void checkStart(const Expr &Start, const Expr &Task, const Expr *Gather, profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    const ElementLoop Loop = elementLoopAround(Start, Ctx);
    const Callable Fn = nearestCallable(Start, Ctx);
    const Callable Outer = functionAround(Fn, Ctx);
    if (!Loop || !Outer.Function || isSizeWritten(*Loop.Range, *Fn.Function, Ctx) ||
        Known.taskFacts(Loop.Range->getType()) || isGivenTasks(Loop, Known) || isOfAFew(nameOfRange(*Loop.Range)) ||
        isOfAFew(identifierOf(*Loop.Own.front())))
      return;
    const FunctionDecl *Coroutine = perElement(Task, Loop, Known);
    if (!Coroutine || isOfAFew(identifierOf(*Coroutine)) || isNamedLikeCleanup(identifierOf(*Coroutine)))
      return;
    llvm::StringRef Name = identifierOf(*Outer.Function);
    if (isEntryPoint(*Outer.Function) || isa<CXXConstructorDecl>(Outer.Function) || isNamedLikeCleanup(Name) ||
        (!Gather && isNamedLikeStart(Name)))
      return;
    // Whoever wrote a round that waits thought of how many there are.
    if (waitsInRounds(*Loop.Loop) || mentionsLimit(*Outer.Function) || mentionsLimit(*Coroutine) ||
        !isWanted(Start, Start.getExprLoc(), Ctx.getSourceManager()))
      return;
    const std::string Called = describe(*Coroutine);
    diag(Start.getExprLoc(), "%0 runs for every element at once, each with what it holds: nothing limits how many there "
                             "are")
        << (Called == "a lambda" ? "this coroutine" : "'" + Called + "'");
    diag(Loop.Loop->getBeginLoc(), "one round for each element", DiagnosticIDs::Note);
    if (Gather)
      diag(Gather->getExprLoc(), "all of them are waited for here", DiagnosticIDs::Note);
  }

  /// Whether the elements are tasks already: somebody else made them, and knows how many.
  static bool isGivenTasks(const ElementLoop &Loop, profile::Knowledge &Known) {
    const QualType Element = Loop.Own.front()->getType().getNonReferenceType();
    return Known.taskFacts(Element) || Known.tasks().isAwaitable(Element);
  }

  /// The only loop around \p E in its function, when it is one over elements.
  static ElementLoop elementLoopAround(const Expr &E, ASTContext &Ctx) {
    const Stmt *Loop = loopAround(E, Ctx);
    return Loop ? elementLoop(*Loop) : ElementLoop();
  }

  /// The coroutine that \p Task is a call of, for an element of \p Loop; null for anything else. A method of the element
  /// is none: what there is as many of already is there.
  static const FunctionDecl *perElement(const Expr &Task, const ElementLoop &Loop, profile::Knowledge &Known) {
    auto Own = [&](const ValueDecl &D) { return Loop.isOwn(D); };
    const Expr *Bare = stripped(&Task);
    const auto *Call = dyn_cast<CallExpr>(Bare);
    std::optional<CallSite> Site = Call ? callSite(*Call) : std::nullopt;
    if (!Site && !isa<LambdaExpr>(Bare))
      return nullptr;
    if (Site) {
      if (Call->isCallToStdMove() || (Known.sink(*Site) && Known.sink(*Site)->Runs == "offload"))
        return nullptr;
      // `fetch(url).scheduleOn(executor)`
      if (Site->Object && Known.taskFacts(Site->Object->getType()))
        return perElement(*Site->Object, Loop, Known);
      if (Site->Object && !isa<LambdaExpr>(stripped(Site->Object)) && mentions(*Site->Object, Own))
        return nullptr;
    }
    return mentions(*Bare, Own) ? spawnedCoroutine(Task, Known) : nullptr;
  }

  static llvm::StringRef nameOfRange(const Expr &Range) {
    const Expr *Bare = stripped(&Range);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
      return identifierOf(*Ref->getDecl());
    if (const auto *Member = dyn_cast<MemberExpr>(Bare))
      return identifierOf(*Member->getMemberDecl());
    if (const auto *Call = dyn_cast<CallExpr>(Bare); Call && Call->getDirectCallee())
      return identifierOf(*Call->getDirectCallee());
    return "";
  }

  /// Whether the source says how many elements \p Range has: an array, a braced list, or a local container or a constant
  /// that is made from one and not filled in a loop or by others.
  static bool isSizeWritten(const Expr &Range, const FunctionDecl &F, ASTContext &Ctx) {
    const CXXRecordDecl *R = recordOf(Range.getType());
    if (Range.getType().getNonReferenceType()->isArrayType() ||
        (R && R->isInStdNamespace() && llvm::is_contained({"array", "initializer_list"}, identifierOf(*R))))
      return true;
    // `std::views::take(10)` and the like.
    LimitFinder Limits;
    Limits.TraverseStmt(const_cast<Expr *>(&Range));
    if (Limits.Found)
      return true;
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(&Range));
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || isa<ParmVarDecl>(Var) || !Var->getInit() || !isOfWrittenSize(*Var->getInit(), Ctx))
      return false;
    if (Var->getType().isConstQualified() || !Var->hasLocalStorage())
      return Var->getType().isConstQualified();
    return llvm::all_of(mentionsOf(*Var, F), [&](const Mention &M) {
      const Use U = useOf(*M.Ref, Ctx);
      if (U.What != Use::CalledOn)
        return U.What == Use::Other;
      const auto *Method = dyn_cast<CXXMethodDecl>(U.Call->Callee);
      return (Method && Method->isConst()) || !loopAround(*U.Call->E, Ctx);
    });
  }

  /// `{a, b}`, nothing, `(10)`
  static bool isOfWrittenSize(const Expr &Init, const ASTContext &Ctx) {
    const Expr *Bare = Init.IgnoreImplicit();
    const auto *Made = dyn_cast<CXXConstructExpr>(Bare);
    if (!Made)
      return isa<InitListExpr>(Bare);
    std::optional<CallSite> Site = callSite(*Made);
    if (!Site || Site->Args.empty())
      return Site.has_value();
    const Expr *First = Site->Args.front()->IgnoreImplicit();
    if (Made->getConstructor()->isCopyOrMoveConstructor())
      return isOfWrittenSize(*First, Ctx);
    return isa<CXXStdInitializerListExpr, InitListExpr>(First) ||
           (First->getType()->isIntegerType() && !First->isValueDependent() && First->isEvaluatable(Ctx));
  }
};

} // namespace
} // namespace corolint

COROLINT_CHECK(UnboundedConcurrencyCheck)
