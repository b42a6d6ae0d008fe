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

namespace {

/// Finds every mention of a function or variable.
struct MentionFinder : RecursiveASTVisitor<MentionFinder> {
  const Decl *Target;
  std::vector<const Expr *> Found;
  explicit MentionFinder(const ValueDecl &D) : Target(D.getCanonicalDecl()) {}
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

/// Whether every mention of a coroutine in this unit leads off the loop, and there is one: its task is
/// handed to an offload sink (`co_spawn(pool, work(), ...)`), or awaited by a coroutine of which the same
/// is true. Looked at only when a finding depends on it.
bool Knowledge::isOnlyOffloaded(const ValueDecl &Coroutine) {
  const auto *Key = cast<ValueDecl>(Coroutine.getCanonicalDecl());
  // While it is being looked at, a recursive mention neither helps nor hurts.
  auto [It, New] = OnlyOffloaded.try_emplace(Key, true);
  if (!New)
    return It->second;
  MentionFinder Finder(Coroutine);
  for (Decl *D : Ctx.getTraversalScope())
    Finder.TraverseDecl(D);
  bool All = !Finder.Found.empty();
  for (const Expr *Mention : Finder.Found)
    All = All && isOffloadedMention(*Mention);
  return OnlyOffloaded[Key] = All;
}

bool Knowledge::isOffloadedMention(const Expr &Mention) {
  // The call of the coroutine, or its name given to the sink.
  const Expr *Handed = &Mention;
  const Stmt *Child = &Mention;
  const Stmt *P = parentStmt(Mention, Ctx);
  for (; P; Child = P, P = parentStmt(*P, Ctx)) {
    if (isa<ParenExpr, ImplicitCastExpr>(P))
      continue;
    const auto *Call = dyn_cast<CallExpr>(P);
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(P);
    if (Call && (Call->getCallee() == Child ||
                 (Operator && Operator->getOperator() == OO_Call && Operator->getArg(0) == Child)))
      Handed = Call;
    break;
  }
  if (std::optional<CallSite> Receiver = receivingCall(*Handed, Ctx)) {
    const SinkEntry *Sink = sink(*Receiver);
    return Sink && Sink->Runs == "offload";
  }
  // Awaited: it runs where the coroutine around it does.
  for (P = parentStmt(*Handed, Ctx); P; P = parentStmt(*P, Ctx)) {
    if (isa<CoawaitExpr>(P))
      return placeOf(*Handed).Where == Runs::Offloaded;
    if (!isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(P))
      return false;
  }
  return false;
}

/// The variable that a lambda initialises, or null.
static const VarDecl *variableOf(const LambdaExpr &L, ASTContext &Ctx) {
  DynTypedNode Node = DynTypedNode::create(L);
  while (true) {
    DynTypedNodeList Parents = Ctx.getParents(Node);
    if (Parents.empty())
      return nullptr;
    if (const auto *V = Parents[0].get<VarDecl>())
      return V->hasLocalStorage() ? V : nullptr;
    const auto *E = Parents[0].get<Expr>();
    if (!E || !isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
                   ExprWithCleanups>(E))
      return nullptr;
    Node = Parents[0];
  }
}

Place Knowledge::lambdaPlace(const LambdaExpr &L, Callable Fn) {
  Place Here;
  Here.Fn = Fn;
  std::optional<CallSite> Receiver = receivingCall(L, Ctx);
  const SinkEntry *Sink = Receiver ? sink(*Receiver) : nullptr;
  if (!Sink) {
    // Named first, handed on later.
    if (const VarDecl *V = Receiver ? nullptr : variableOf(L, Ctx); V && isOnlyOffloaded(*V))
      Here.Where = Runs::Offloaded;
    return Here;
  }
  if (Sink->Runs == "inherit") {
    // Run by the call itself (an algorithm): as if written there.
    Here.Where = placeOf(*Receiver->E).Where;
    return Here;
  }
  Here.Sink = Receiver->E;
  Here.Where = Sink->Runs == "offload" ? Runs::Offloaded : Runs::OnLoop;
  return Here;
}

/// Where awaiting \p Operand moves the coroutine, when that is a hop.
std::optional<flow::Affinity> Knowledge::hop(const Expr &Operand) {
  std::optional<CallSite> Call = callSite(*stripped(&Operand));
  const Indexed *Found = Call ? find(Role::Hop, *Call) : nullptr;
  if (!Found)
    return std::nullopt;
  return static_cast<const HopEntry *>(Found->Entry)->To == "offload" ? flow::Affinity::Away
                                                                      : flow::Affinity::Home;
}

bool Knowledge::beginsElsewhere(const FunctionDecl &F) {
  for (const ParmVarDecl *P : F.parameters()) {
    const auto *Entry = static_cast<const HopEntry *>(find(TypeRole::Elsewhere, P->getType()));
    if (Entry && Entry->To == "offload" && llvm::none_of(Entry->Call.Unless, [&](const Condition &C) {
          return llvm::any_of(F.parameters(),
                              [&](const ParmVarDecl *Other) { return typeIsOneOf(Other->getType(), C.Type); });
        }))
      return true;
  }
  return false;
}

/// The operand of a `co_await`; null for a `co_yield`.
static const Expr *awaitedBy(const Expr &Suspension) {
  if (const auto *Await = dyn_cast<CoawaitExpr>(&Suspension))
    return Await->getOperand();
  const auto *Dependent = dyn_cast<DependentCoawaitExpr>(&Suspension);
  return Dependent ? Dependent->getOperand() : nullptr;
}

/// Whether a hop has, or may have, led the coroutine \p F off its loop when it comes to \p S, or it never was there.
bool Knowledge::isAfterHop(const Stmt &S, const FunctionDecl &F) {
  auto [It, New] = Hops.try_emplace(&F);
  HopsOf &Known = It->second;
  if (New) {
    for (const SuspensionPoint &P : suspensionPoints(*coroutineBody(F)))
      if (const Expr *Operand = awaitedBy(*P.E))
        if (std::optional<flow::Affinity> To = hop(*Operand))
          Known.Written.push_back({P.E, *To});
    const flow::BodyFlow *Body = Known.Written.empty() ? nullptr : Flows.of(F);
    if (Body)
      Known.Places = std::make_unique<flow::Affinities>(
          *Body, [&](const CoawaitExpr &Await) { return hop(*Await.getOperand()); },
          beginsElsewhere(F) ? flow::Affinity::Away : flow::Affinity::Home);
  }
  if (Known.Written.empty())
    return beginsElsewhere(F);
  // What is called in place is part of the expression around it.
  for (const Stmt *Around = &S; Known.Places && Around; Around = outerStmt(*Around, Ctx))
    if (std::optional<flow::Affinity> Here = Known.Places->at(*Around))
      return *Here != flow::Affinity::Home;
  // In a handler of exceptions, and in the pattern of a template, which has no flow, the order of the
  // source stands in for it.
  bool Away = beginsElsewhere(F);
  for (const auto &[Await, To] : Known.Written)
    if (Ctx.getSourceManager().isBeforeInTranslationUnit(Await->getEndLoc(), S.getBeginLoc()))
      Away = To == flow::Affinity::Away;
  return Away;
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
    if (isAfterHop(S, *Fn.Function))
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
