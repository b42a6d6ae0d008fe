// Where code runs: in a coroutine, on the loop, or on a thread where blocking is fine.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "profile/knowledge.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint::profile {

std::optional<CallSite> receivingCall(const Expr &Argument, ASTContext &Ctx) {
  const Stmt *Child = &Argument;
  for (const Stmt *P = parentStmt(Argument, Ctx); P; Child = P, P = parentStmt(*P, Ctx)) {
    if (isa<ParenExpr, CastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, ExprWithCleanups>(P))
      continue;
    const auto *E = dyn_cast<Expr>(P);
    if (!E)
      return std::nullopt;
    std::optional<CallSite> Call = callSite(*E);
    if (!Call)
      return std::nullopt;
    // Called in place: what matters is who gets the result.
    if (Call->Object == Child && Call->Callee->getOverloadedOperator() == OO_Call)
      continue;
    if (Call->Object == Child)
      return std::nullopt;
    // A conversion on the way (to std::function, a copy) or std::move passes the argument on.
    const auto *Ctor = dyn_cast<CXXConstructorDecl>(Call->Callee);
    if (Ctor && Call->Args.size() == 1 && isa<CXXConstructExpr>(E) &&
        !isa<CXXTemporaryObjectExpr>(E) && Ctor->isConvertingConstructor(false)) {
      const Stmt *Up = parentStmt(*E, Ctx);
      // The constructor of a variable's own type (`std::jthread t(lambda)`) is where it goes.
      if (Up && isa<Expr>(Up))
        continue;
    }
    if (Call->Callee->getBuiltinID() == Builtin::BImove ||
        Call->Callee->getBuiltinID() == Builtin::BIforward)
      continue;
    return Call;
  }
  return std::nullopt;
}

Place Knowledge::lambdaPlace(const LambdaExpr &L, Callable Fn) {
  Place Here;
  Here.Fn = Fn;
  std::optional<CallSite> Receiver = receivingCall(L, Ctx);
  const SinkEntry *Sink = Receiver ? sink(*Receiver) : nullptr;
  if (!Sink)
    return Here;
  if (Sink->Runs == "inherit") {
    // Run by the call itself (an algorithm): as if written there.
    Here.Where = placeOf(*Receiver->E).Where;
    return Here;
  }
  Here.Sink = Receiver->E;
  Here.Where = Sink->Runs == "offload" ? Runs::Offloaded : Runs::OnLoop;
  return Here;
}

namespace {

/// Finds every mention of a function.
struct MentionFinder : RecursiveASTVisitor<MentionFinder> {
  const FunctionDecl *Target;
  std::vector<const Expr *> Found;
  explicit MentionFinder(const FunctionDecl &F) : Target(F.getCanonicalDecl()) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (E->getDecl()->getCanonicalDecl() == Target)
      Found.push_back(E);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    if (E->getMemberDecl()->getCanonicalDecl() == Target)
      Found.push_back(E);
    return true;
  }
};

} // namespace

/// Whether every mention of \p Coroutine in this unit hands its task to an offload sink
/// (`co_spawn(pool, work(), ...)`), and there is one. Looked at only when a finding depends on it.
bool Knowledge::isOnlyOffloaded(const FunctionDecl &Coroutine) {
  auto [It, New] = OnlyOffloaded.try_emplace(Coroutine.getCanonicalDecl(), false);
  if (!New)
    return It->second;
  MentionFinder Finder(Coroutine);
  for (Decl *D : Ctx.getTraversalScope())
    Finder.TraverseDecl(D);
  bool All = !Finder.Found.empty();
  for (const Expr *Mention : Finder.Found) {
    // The call of the coroutine, or its address given to the sink.
    const Expr *Handed = Mention;
    const Stmt *Child = Mention;
    for (const Stmt *P = parentStmt(*Mention, Ctx); P; Child = P, P = parentStmt(*P, Ctx)) {
      if (isa<ParenExpr, ImplicitCastExpr>(P))
        continue;
      if (const auto *Call = dyn_cast<CallExpr>(P); Call && Call->getCallee() == Child)
        Handed = Call;
      break;
    }
    std::optional<CallSite> Receiver = receivingCall(*Handed, Ctx);
    const SinkEntry *Sink = Receiver ? sink(*Receiver) : nullptr;
    All = All && Sink && Sink->Runs == "offload";
  }
  return OnlyOffloaded[Coroutine.getCanonicalDecl()] = All;
}

/// Whether the last hop that is written before \p S leads off the loop. Source order stands in for
/// control flow here.
bool Knowledge::isAfterHop(const Stmt &S, const CoroutineBodyStmt &Body) {
  bool Off = false;
  for (const SuspensionPoint &P : suspensionPoints(Body)) {
    const auto *Await = dyn_cast<CoawaitExpr>(P.E);
    if (!Await || !Ctx.getSourceManager().isBeforeInTranslationUnit(Await->getEndLoc(),
                                                                    S.getBeginLoc()))
      continue;
    std::optional<CallSite> Call = callSite(*stripped(Await->getOperand()));
    if (const Indexed *Found = Call ? find(Role::Hop, *Call) : nullptr)
      Off = static_cast<const HopEntry *>(Found->Entry)->To == "offload";
  }
  return Off;
}

/// Whether the lambda coroutine \p L is called in place and its task waited for, alone or among
/// others, by a plain function: until it first suspends it runs on that function's thread, which is no
/// loop's.
bool Knowledge::isDrivenByPlainCode(const LambdaExpr &L) {
  const Expr *E = &L;
  while (std::optional<CallSite> Receiver = receivingCall(*E, Ctx)) {
    if (syncWait(*Receiver))
      return !placeOf(*Receiver->E).onLoop();
    E = Receiver->E;
  }
  return false;
}

Place Knowledge::placeOf(const Stmt &S) {
  Callable Fn = nearestCallable(S, Ctx);
  if (!Fn)
    return {};
  if (Fn.isCoroutine()) {
    if (Fn.Lambda) {
      Place Handed = lambdaPlace(*Fn.Lambda, Fn);
      if (Handed.Where == Runs::Offloaded)
        return Handed;
      bool Suspended = false;
      for (const SuspensionPoint &P : suspensionPoints(*coroutineBody(*Fn.Function)))
        Suspended |= Ctx.getSourceManager().isBeforeInTranslationUnit(P.Loc, S.getBeginLoc());
      if (!Suspended && isDrivenByPlainCode(*Fn.Lambda))
        return {Runs::Unknown, Fn, nullptr};
    } else if (isOnlyOffloaded(*Fn.Function)) {
      return {Runs::Offloaded, Fn, nullptr};
    }
    if (isAfterHop(S, *coroutineBody(*Fn.Function)))
      return {Runs::Offloaded, Fn, nullptr};
    // A generator that never awaits runs on the thread of whoever iterates it, which need not be a
    // loop's.
    std::optional<TaskFacts> Facts = taskFacts(Fn.Function->getReturnType());
    if (Facts && Facts->isGenerator()) {
      bool Awaits = false;
      for (const SuspensionPoint &P : suspensionPoints(*coroutineBody(*Fn.Function)))
        Awaits |= P.What == SuspensionPoint::Await;
      if (!Awaits)
        return {Runs::Unknown, Fn, nullptr};
    }
    return {Runs::InCoroutine, Fn, nullptr};
  }
  if (Fn.Lambda)
    return lambdaPlace(*Fn.Lambda, Fn);
  return {Runs::Unknown, Fn, nullptr};
}

} // namespace corolint::profile
