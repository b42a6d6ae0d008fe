// Looking for uses of what was lent; see later-use.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/later-use.h"
#include "checks/common/task-locals.h"
#include "coroutine/visible-body.h"

using namespace clang;

namespace corolint {

static constexpr unsigned MaxDepth = 3;

static bool isForwardingReference(const FunctionDecl &F, unsigned Index) {
  const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
  if (!Pattern)
    return false;
  if (Index >= Pattern->getNumParams())
    return true; // Of a pack.
  QualType T = Pattern->getParamDecl(Index)->getType();
  return T->isRValueReferenceType() && T->getPointeeType()->isTemplateTypeParmType() &&
         !T->getPointeeType().hasQualifiers();
}

static LaterUse find(const FunctionDecl &Callee, std::optional<unsigned> Index,
                     const profile::TaskFacts &Task, profile::Knowledge &Known, unsigned Depth);

/// Of a plain function whose only statement returns the task of another.
static LaterUse handedOn(const FunctionDecl &F, const ParmVarDecl &Param,
                         const profile::TaskFacts &Task, profile::Knowledge &Known, unsigned Depth) {
  const Expr *Value = onlyReturn(F.getBody());
  std::optional<CallSite> Call = Value ? makingCall(*Value) : std::nullopt;
  if (!Call || Depth >= MaxDepth)
    return {};
  const unsigned Count = std::min<unsigned>(Call->Args.size(), Call->Callee->getNumParams());
  for (unsigned I = 0; I < Count; ++I) {
    QualType T = Call->Callee->getParamDecl(I)->getType();
    const bool Borrows = T->isReferenceType() || T->isPointerType() ||
                         !(T->isRecordType() && Param.getType()->isReferenceType());
    if (Borrows && namedVariable(Call->Args[I]) == &Param)
      return find(*Call->Callee, I, Task, Known, Depth + 1);
  }
  return {};
}

static LaterUse find(const FunctionDecl &Callee, std::optional<unsigned> Index,
                     const profile::TaskFacts &Task, profile::Knowledge &Known, unsigned Depth) {
  const SourceManager &SM = Known.context().getSourceManager();
  if (SM.isInSystemHeader(Callee.getLocation()))
    return {};
  const FunctionDecl *Def = nullptr;
  if (!Callee.hasBody(Def)) {
    // What a template does with what it forwards is anybody's guess.
    const bool Guess = Task.isLazy() && !(Index && isForwardingReference(Callee, *Index));
    return {Guess ? LaterUse::Assumed : LaterUse::No, {}};
  }
  if (Index && *Index >= Def->getNumParams())
    return {};
  const ParmVarDecl *Param = Index ? Def->getParamDecl(*Index) : nullptr;
  if (!coroutineBody(*Def))
    return Param ? handedOn(*Def, *Param, Task, Known, Depth) : LaterUse{};
  std::optional<flow::LateUse> Use = flow::firstLateUse(
      *Def, Known.flows().of(*Def), Task.Begins, [&](const Expr &E) {
        const auto *Ref = dyn_cast<DeclRefExpr>(&E);
        return Param ? Ref && Ref->getDecl() == Param : isa<CXXThisExpr>(E);
      });
  return Use ? LaterUse{LaterUse::Seen, *Use} : LaterUse{};
}

LaterUse laterUse(const FunctionDecl &Callee, const ParmVarDecl *Param,
                  const profile::TaskFacts &Task, profile::Knowledge &Known) {
  std::optional<unsigned> Index;
  if (Param)
    Index = Param->getFunctionScopeIndex();
  return find(Callee, Index, Task, Known, 0);
}

} // namespace corolint
