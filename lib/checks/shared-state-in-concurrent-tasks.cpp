// shared-state-in-concurrent-tasks: see docs/checks/shared-state-in-concurrent-tasks.md. Tasks that run beside each other
// are harmless as long as one thread runs them all: the check is about code that is known to run on the threads of a
// pool.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/check.h"
#include "checks/common/fixes.h"
#include "checks/common/side-by-side.h"
#include "checks/common/uses.h"
#include "checks/common/variable-effect.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"
#include "flow/lock-types.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// Whether a name or a class says that one thing happens after the other.
bool isSerial(llvm::StringRef Name) {
  return hasWord(Name, {"acquire", "critical", "exclusive", "guard", "lock", "locked", "locker", "manual", "mutex", "once",
                        "semaphore", "serial", "serialized", "sequenced", "single", "strand", "synchronized", "wlock", "worker"});
}

bool mentionsClass(QualType T, unsigned Depth = 0) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R || Depth > 3)
    return false;
  if (isSerial(identifierOf(*R)) || flow::isThreadMutex(T) || flow::isGuard(T))
    return true;
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
  return Spec && llvm::any_of(Spec->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
           return A.getKind() == TemplateArgument::Type && mentionsClass(A.getAsType(), Depth + 1);
         });
}

/// Looks for whatever puts accesses in an order: locks, strands, pools of one thread.
class OrderFinder : public RecursiveASTVisitor<OrderFinder> {
public:
  bool Found = false;
  bool VisitDeclRefExpr(DeclRefExpr *E) { return look(*E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) { return look(*E->getMemberDecl()); }
  bool VisitVarDecl(VarDecl *D) { return look(*D); }

private:
  bool look(const ValueDecl &D) {
    Found |= isSerial(identifierOf(D)) || (!isa<FunctionDecl>(D) && mentionsClass(D.getType())) || isOfOneThread(D);
    return !Found;
  }

  /// `thread_pool pool(1);`
  static bool isOfOneThread(const ValueDecl &D) {
    const auto *V = dyn_cast<VarDecl>(&D);
    const auto *Made = V && V->getInit() ? dyn_cast<CXXConstructExpr>(V->getInit()->IgnoreImplicit()) : nullptr;
    const auto *Count = Made && Made->getNumArgs() > 0
                            ? dyn_cast<IntegerLiteral>(Made->getArg(0)->IgnoreParenImpCasts())
                            : nullptr;
    return Count && Count->getValue() == 1;
  }
};

bool isOrdered(const Stmt &S) {
  OrderFinder Find;
  Find.TraverseStmt(const_cast<Stmt *>(&S));
  return Find.Found;
}

/// What a started task does to a variable of those that start it.
struct Touch {
  const VarDecl *Of = nullptr;
  const FieldDecl *Part = nullptr;
  const DeclRefExpr *Where = nullptr;
  bool Changes = false;

  bool meets(const Touch &Other) const {
    return Of == Other.Of && (Changes || Other.Changes) && (!Part || !Other.Part || Part == Other.Part);
  }
};
using Touches = llvm::SmallVector<Touch, 8>;

/// Collects what the callables in the expression that makes a task do on the threads of a pool.
class TouchFinder : public RecursiveASTVisitor<TouchFinder> {
public:
  explicit TouchFinder(profile::Knowledge &Known) : Known(Known) {}
  Touches Found;

  bool TraverseLambdaExpr(LambdaExpr *L) {
    for (const LambdaCapture &C : L->captures())
      if (const auto *V = C.capturesVariable() ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr;
          V && C.getCaptureKind() == LCK_ByRef && !V->isInitCapture())
        add(*V, *V, *L->getCallOperator());
    return true;
  }

  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *F = E->getDirectCallee();
    const FunctionDecl *Body = nullptr;
    if (!F || !F->hasBody(Body) || !coroutineBody(*Body) || isa<CXXOperatorCallExpr>(E))
      return true;
    for (unsigned I = 0; I < std::min(E->getNumArgs(), Body->getNumParams()); ++I) {
      const ParmVarDecl &P = *Body->getParamDecl(I);
      const auto *Ref = P.getType()->isLValueReferenceType() ? dyn_cast<DeclRefExpr>(E->getArg(I)->IgnoreParenImpCasts())
                                                             : nullptr;
      if (const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr)
        add(*V, P, *Body);
    }
    return true;
  }

private:
  /// \p Name is what \p Of is called in \p F.
  void add(const VarDecl &Of, const VarDecl &Name, const FunctionDecl &F) {
    ASTContext &Ctx = Known.context();
    if (Of.getType().getNonReferenceType().isConstQualified() || !F.getBody() || isOrdered(*F.getBody()))
      return;
    for (const Mention &M : mentionsOf(Name, F)) {
      Touch T{&Of, nullptr, M.Ref, false};
      const Effect Does = effectOf(*M.Ref, T.Part, Ctx);
      if (Does == Effect::None || isUnevaluated(*M.Ref, Ctx) ||
          Known.placeOf(*M.Ref).Where != profile::Runs::Offloaded)
        continue;
      T.Changes = Does == Effect::Changes;
      Found.push_back(T);
    }
  }

  profile::Knowledge &Known;
};

class SharedStateInConcurrentTasksCheck : public CoroCheck {
public:
  using CoroCheck::CoroCheck;
  static llvm::ArrayRef<OptionSpec> options() { return {}; }

  void registerMatchers(MatchFinder *Finder) override { Finder->addMatcher(callExpr().bind("call"), this); }
  void startUnit() override { Reported.clear(); }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *E = Result.Nodes.getNodeAs<CallExpr>("call");
    std::optional<CallSite> Call = callSite(*E);
    profile::Knowledge &Known = knowledge(Result);
    if (!Call || Call->Args.empty())
      return;
    if (Known.gather(*Call)) {
      checkGather(*Call, Known);
    } else if (isStart(*Call, Known)) {
      checkRounds(*E, *E, nullptr, Known);
      checkFollowing(*E, Known);
    }
  }

private:
  /// Whether \p Call makes something run on a pool while its caller goes on.
  static bool isStart(const CallSite &Call, profile::Knowledge &Known) {
    const profile::SinkEntry *Sink = Known.sink(Call);
    if (!Sink || Sink->Runs != "offload" || isa<CXXConstructExpr>(Call.E))
      return false;
    std::optional<profile::TaskFacts> Facts = Known.taskFacts(Call.E->getType());
    return (!Facts && !Known.tasks().isAwaitable(Call.E->getType())) || (Facts && Facts->Begins == Start::Eager);
  }

  /// What the task that \p E makes does to variables; nothing where something orders it.
  static Touches touchesOf(const Expr &E, profile::Knowledge &Known) {
    TouchFinder Finder(Known);
    Finder.TraverseStmt(const_cast<Expr *>(&E));
    return Finder.Found.empty() || isOrdered(E) ? Touches() : std::move(Finder.Found);
  }

  void checkGather(const CallSite &Gather, profile::Knowledge &Known) {
    if (std::optional<CallSite> Filled = filledFor(Gather, Known))
      return checkRounds(*Filled->E, *Filled->Args.front(), Gather.E, Known);
    llvm::SmallVector<Touches, 4> Of;
    for (const Expr *Arg : Gather.Args)
      Of.push_back(touchesOf(*Arg, Known));
    for (size_t I = 0; I < Of.size(); ++I)
      for (size_t J = I + 1; J < Of.size(); ++J)
        if (auto [One, Other] = conflict(Of[I], Of[J]); One && report(*One, Known)) {
          diag(Other->Where->getLocation(), "another of them uses it here", DiagnosticIDs::Note);
          diag(Gather.E->getExprLoc(), "they run side by side here", DiagnosticIDs::Note);
          return;
        }
  }

  /// \p Task, made at \p Start in a loop, runs beside those of the other rounds.
  void checkRounds(const Expr &Start, const Expr &Task, const Expr *Gather, profile::Knowledge &Known) {
    const Stmt *Loop = loopAround(Start, Known.context());
    if (!Loop || waitsInRounds(*Loop) || waitsByCall(*Loop))
      return;
    const SourceManager &SM = Known.context().getSourceManager();
    for (const Touch &T : touchesOf(Task, Known))
      if (T.Changes && SM.isBeforeInTranslationUnit(T.Of->getLocation(), Loop->getBeginLoc()) && report(T, Known)) {
        diag(Loop->getBeginLoc(), "one of them in each round", DiagnosticIDs::Note);
        if (Gather)
          diag(Gather->getExprLoc(), "they run side by side here", DiagnosticIDs::Note);
        return;
      }
  }

  /// \p Start runs beside what the statements after it start.
  void checkFollowing(const Expr &Start, profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    const Stmt *Child = &Start;
    const Stmt *P = outerStmt(Start, Ctx);
    for (; P && !isa<CompoundStmt>(P); Child = P, P = outerStmt(*P, Ctx))
      if (!isa<Expr, DeclStmt>(P) || isa<LambdaExpr>(P))
        return;
    const auto *Block = dyn_cast_or_null<CompoundStmt>(P);
    const Touches Own = Block ? touchesOf(Start, Known) : Touches();
    if (Own.empty())
      return;
    for (const Stmt *Next : llvm::make_range(std::next(llvm::find(Block->body(), Child)), Block->body_end())) {
      if (waitsInRounds(*Next) || waitsByCall(*Next))
        return;
      const Expr *Other = startIn(*Next, Known);
      const Touches Theirs = Other ? touchesOf(*Other, Known) : Touches();
      if (auto [One, Another] = conflict(Own, Theirs); One && report(*One, Known)) {
        diag(Another->Where->getLocation(), "another of them uses it here", DiagnosticIDs::Note);
        return;
      }
    }
  }

  /// The start that \p S, a statement or a declaration, consists of; null for none.
  static const Expr *startIn(const Stmt &S, profile::Knowledge &Known) {
    const auto *E = dyn_cast<Expr>(&S);
    if (const auto *Decls = dyn_cast<DeclStmt>(&S); Decls && Decls->isSingleDecl())
      if (const auto *V = dyn_cast<VarDecl>(Decls->getSingleDecl()))
        E = V->getInit();
    E = E ? stripped(E) : nullptr;
    std::optional<CallSite> Call = E ? callSite(*E) : std::nullopt;
    return Call && isStart(*Call, Known) ? E : nullptr;
  }

  /// Whether a call outside of lambdas waits for what was started before it.
  static bool waitsByCall(const Stmt &S) {
    if (isa<LambdaExpr>(S))
      return false;
    if (const auto *Call = dyn_cast<CallExpr>(&S))
      if (const FunctionDecl *F = Call->getDirectCallee();
          F && hasWord(identifierOf(*F), {"arrive", "await", "drain", "flush", "get", "join", "sync", "wait"}))
        return true;
    return llvm::any_of(S.children(), [](const Stmt *Child) { return Child && waitsByCall(*Child); });
  }

  /// Two that get in each other's way; the first of them changes the variable.
  static std::pair<const Touch *, const Touch *> conflict(const Touches &A, const Touches &B) {
    for (const Touch &One : A)
      for (const Touch &Other : B)
        if (One.meets(Other))
          return One.Changes ? std::pair(&One, &Other) : std::pair(&Other, &One);
    return {};
  }

  bool report(const Touch &T, profile::Knowledge &Known) {
    ASTContext &Ctx = Known.context();
    const Callable In = nearestCallable(*T.Where, Ctx);
    const Callable Around = In.Lambda ? enclosingCallable(*In.Lambda, Ctx) : Callable();
    // Threads without coroutines have their own tools.
    if (!In.isCoroutine() && !Around.isCoroutine())
      return false;
    if (!Reported.insert(T.Where->getLocation()).second ||
        !isWanted(*T.Where, T.Where->getLocation(), Ctx.getSourceManager()))
      return false;
    diag(T.Where->getLocation(), "%0 is changed here by tasks that run at the same time on the threads of a pool: a data "
                                 "race, with lost changes at best")
        << T.Of;
    return true;
  }

  llvm::DenseSet<SourceLocation> Reported;
};

} // namespace
} // namespace corolint

COROLINT_CHECK(SharedStateInConcurrentTasksCheck)
