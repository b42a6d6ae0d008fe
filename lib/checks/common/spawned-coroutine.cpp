// From a task to its coroutine; see spawned-coroutine.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/spawned-coroutine.h"
#include "checks/common/fixes.h"
#include "clang/AST/ExprCXX.h"
#include "profile/call-site.h"

using namespace clang;

namespace corolint {

/// The task that \p Call passes on, as the profile of its library says; null for none.
static const Expr *passedOn(const CallExpr &Call, profile::Knowledge &Known) {
  if (Call.getNumArgs() == 1 && Call.isCallToStdMove())
    return Call.getArg(0);
  std::optional<CallSite> Site = callSite(Call);
  const profile::SinkEntry *Sink = Site ? Known.sink(*Site) : nullptr;
  if (!Sink || !Sink->Flattens)
    return nullptr;
  for (const Expr *Arg : Site->Args)
    if (isa<LambdaExpr>(stripped(Arg)) || Known.taskFacts(Arg->getType()))
      return Arg;
  return Site->Object && Known.taskFacts(Site->Object->getType()) ? Site->Object : nullptr;
}

const FunctionDecl *spawnedCoroutine(const Expr &Task, profile::Knowledge &Known) {
  const Expr *E = stripped(&Task);
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const Expr *Inner = passedOn(*Call, Known);
    return Inner ? spawnedCoroutine(*Inner, Known) : Call->getDirectCallee();
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
    // `[self] { return self->run(); }` is no coroutine: it makes one.
    const auto *Body = dyn_cast_or_null<CompoundStmt>(Lambda->getCallOperator()->getBody());
    const auto *Return =
        Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
    if (Return && Return->getRetValue() && isa<CallExpr>(stripped(Return->getRetValue())))
      return spawnedCoroutine(*Return->getRetValue(), Known);
    return Lambda->getCallOperator();
  }
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = stripped(Address->getSubExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return F;
    // A named lambda, or a task made a line earlier.
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && V->getInit())
      if (!isa<DeclRefExpr>(stripped(V->getInit())))
        return spawnedCoroutine(*V->getInit(), Known);
  }
  return nullptr;
}

std::string nameOfSpawned(const FunctionDecl *Coroutine) {
  const std::string Name = Coroutine ? describe(*Coroutine) : "a lambda";
  return Name == "a lambda" ? "this coroutine" : "'" + Name + "'";
}

bool cannotFail(const Expr &Operand, profile::Knowledge &Known) {
  std::optional<CallSite> Started = callSite(*stripped(&Operand));
  return Started && Known.cannotFail(*Started);
}

unsigned escapeKind(const Expr &Source) {
  return isa<CXXThrowExpr>(Source) ? 1 : isa<CallExpr>(Source) ? 2 : 0;
}

} // namespace corolint
