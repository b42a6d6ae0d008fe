// Loops that have ended; see loop-ends.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/loop-ends.h"
#include "checks/common/loop-work.h"
#include "coroutine/qualified-name.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

std::optional<ObjectPath> objectPath(const Expr *E) {
  E = E ? E->IgnoreParenImpCasts() : nullptr;
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      return ObjectPath{Var};
  if (isa_and_nonnull<CXXThisExpr>(E))
    return ObjectPath{nullptr};
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(E)) {
    if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return ObjectPath{Static};
    std::optional<ObjectPath> Path = objectPath(Member->getBase());
    if (Path && isa<FieldDecl>(Member->getMemberDecl())) {
      Path->push_back(Member->getMemberDecl());
      return Path;
    }
    return std::nullopt;
  }
  if (const auto *Op = dyn_cast_or_null<UnaryOperator>(E);
      Op && (Op->getOpcode() == UO_Deref || Op->getOpcode() == UO_AddrOf))
    return objectPath(Op->getSubExpr());
  // Smart pointers.
  if (const auto *Op = dyn_cast_or_null<CXXOperatorCallExpr>(E);
      Op && Op->getNumArgs() == 1 && (Op->getOperator() == OO_Arrow || Op->getOperator() == OO_Star))
    return objectPath(Op->getArg(0));
  return std::nullopt;
}

const VarDecl *ownVariable(const ObjectPath &Path) {
  const auto *Var = Path.size() == 1 ? dyn_cast_or_null<VarDecl>(Path.front()) : nullptr;
  return Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) && Var->getType()->isRecordType()
             ? Var
             : nullptr;
}

static bool isPrefix(const ObjectPath &Prefix, const ObjectPath &Path) {
  return Prefix.size() <= Path.size() && std::equal(Prefix.begin(), Prefix.end(), Path.begin());
}

/// Whether \p Object is a smart pointer or an optional.
static bool isPointerLike(const Expr &Object) {
  // The operators may be those of a base.
  const CXXRecordDecl *R = Object.IgnoreParenImpCasts()->getType()->getAsCXXRecordDecl();
  return R && llvm::is_contained({"unique_ptr", "shared_ptr", "optional"}, identifierOf(*R));
}

void LoopEnds::transfer(State &S, const CFGElement &Element) {
  std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
  if (!Statement)
    return;
  const Stmt *St = Statement->getStmt();
  if (const auto *Decl = dyn_cast<DeclStmt>(St)) {
    // In a loop it is another object each time.
    for (const auto *D : Decl->decls())
      std::erase_if(S, [&](const auto &Known) { return Known.first.front() == D; });
    return;
  }
  auto ForgetIf = [&](auto Which) {
    for (auto &[Path, L] : S)
      if (L.Is == Loop::Ended && Which(Path, L))
        L = {Loop::Unknown};
  };
  auto IsShared = [&](const ObjectPath &Path, const Loop &L) {
    return !isPrivate(Path, *cast<CXXMethodDecl>(L.Where->getDirectCallee())->getParent());
  };
  if (const auto *Op = dyn_cast<BinaryOperator>(St); Op && Op->isAssignmentOp()) {
    std::optional<ObjectPath> Target = objectPath(Op->getLHS());
    ForgetIf([&](const ObjectPath &Path, const Loop &) { return Target && isPrefix(*Target, Path); });
  } else if (isa<CoroutineSuspendExpr>(St)) {
    // Meanwhile others run.
    ForgetIf(IsShared);
  } else if (const auto *E = dyn_cast<Expr>(St)) {
    // The operand of a `__builtin_constant_p` has its place in the flow, too.
    if (isUnevaluated(*E, Known.context()))
      return;
    if (std::optional<CallSite> Call = callSite(*E))
      call(S, *Call);
    else if (isa<CallExpr>(E))
      ForgetIf(IsShared);
  }
}

void LoopEnds::call(State &S, const CallSite &Call) {
  if (Known.isRestart(Call)) {
    std::optional<ObjectPath> Path = objectPath(Call.Object);
    for (auto &[Other, L] : S)
      // Two variables are two loops; two names may be one.
      if (!Path || Other == *Path || !ownVariable(Other) || !ownVariable(*Path))
        L = {Loop::Unknown};
    return;
  }
  if (const profile::LoopEntry *Run = Known.loopRun(Call)) {
    std::optional<ObjectPath> Path = Run->Drains ? objectPath(Call.Object) : std::nullopt;
    const auto *E = dyn_cast<CallExpr>(Call.E);
    if (Path && E && isa_and_nonnull<CXXMethodDecl>(E->getDirectCallee()))
      S[*Path] = {Loop::Ended, E, true};
    return;
  }
  for (auto &[Path, L] : S)
    if (L.Is == Loop::Ended && mayRestart(Call, Path, L))
      L = {Loop::Unknown};
}

bool LoopEnds::mayRestart(const CallSite &Call, const ObjectPath &Path, const Loop &L) {
  const CXXRecordDecl &Class = *cast<CXXMethodDecl>(L.Where->getDirectCallee())->getParent();
  std::optional<ObjectPath> Object = objectPath(Call.Object);
  const auto *Method = dyn_cast<CXXMethodDecl>(Call.Callee);
  if (Object && Method && *Object == Path) {
    const OverloadedOperatorKind Op = Method->getOverloadedOperator();
    if (isPointerLike(*Call.Object))
      return !Method->isConst() && Op != OO_Arrow && Op != OO_Star && identifierOf(*Method) != "value";
    // Who asks whether it was stopped is about to do something about it.
    return (Method->isConst() && Method->getReturnType()->isBooleanType()) ||
           !isHarmless(*Call.Callee, Class);
  }
  return !isPrivate(Path, Class) && !isHarmless(*Call.Callee, Class);
}

/// Whether nobody but the function itself can get at the loop: a variable that is not given away, other
/// than to its own library or to coroutines that begin when it is run.
bool LoopEnds::isPrivate(const ObjectPath &Path, const CXXRecordDecl &Loop) {
  const VarDecl *Var = ownVariable(Path);
  if (!Var)
    return false;
  auto [It, New] = Private.try_emplace(Var, false);
  if (!New)
    return It->second;
  const bool Is = llvm::all_of(mentionsOf(*Var, F), [&](const Mention &M) {
    const Use U = useOf(*M.Ref, Known.context());
    if (U.What == Use::Captured)
      return true;
    if (U.What == Use::CalledOn)
      return !(M.In && Known.isRestart(*U.Call));
    if (U.What != Use::PassedTo)
      return false;
    std::optional<profile::TaskFacts> Task = Known.taskFacts(U.Call->Callee->getReturnType());
    return isOfLoopLibrary(*U.Call->Callee, Loop) || (Task && Task->isLazy());
  });
  return Private[Var] = Is;
}

/// Whether a call of \p Callee restarts no loop: its body is seen, and so is that of all it calls; or it
/// belongs to a library.
bool LoopEnds::isHarmless(const FunctionDecl &Callee, const CXXRecordDecl &Loop) {
  const FunctionDecl *F = &Callee;
  auto [It, New] = Harmless.try_emplace(F->getCanonicalDecl(), true);
  if (!New)
    return It->second;
  // What is not looked at is not known.
  if (Depth > MaxDepth)
    return It->second = false;
  const SourceManager &SM = Known.context().getSourceManager();
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  const bool Lambda = Method && Method->getParent()->isLambda();
  // `std::function::operator()` calls anything.
  const bool Indirect = !Lambda && F->getOverloadedOperator() == OO_Call;
  auto Decide = [&] {
    std::optional<profile::TaskFacts> Task = Known.taskFacts(F->getReturnType());
    if ((Task && Task->isLazy()) || F->isDefaulted() || F->isTrivial() || F->getBuiltinID())
      return true;
    if (!Indirect && (isOfLoopLibrary(*F, Loop) || F->isInStdNamespace() ||
                      SM.isInSystemHeader(F->getLocation())))
      return true;
    if (!F->hasBody(F) || (Method && Method->isVirtual()))
      return false;
    struct Visitor : RecursiveASTVisitor<Visitor> {
      LoopEnds &Ends;
      const CXXRecordDecl &Loop;
      bool Safe = true;
      Visitor(LoopEnds &Ends, const CXXRecordDecl &Loop) : Ends(Ends), Loop(Loop) {}
      bool VisitExpr(Expr *E) {
        if (std::optional<CallSite> Call = callSite(*E))
          Safe = Safe && !Ends.Known.isRestart(*Call) && Ends.isHarmless(*Call->Callee, Loop);
        else if (isa<CallExpr>(E))
          Safe = false;
        return Safe;
      }
    } V(*this, Loop);
    ++Depth;
    V.TraverseStmt(F->getBody());
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(F))
      for (CXXCtorInitializer *Init : Ctor->inits())
        V.TraverseStmt(Init->getInit());
    --Depth;
    return V.Safe;
  };
  const bool Is = Decide();
  return Harmless[Callee.getCanonicalDecl()] = Is;
}

void LoopEnds::join(State &Into, const State &From) {
  for (auto &[Path, L] : Into)
    if (!From.contains(Path))
      L.Always = false;
  for (const auto &[Path, L] : From) {
    auto [It, New] = Into.try_emplace(Path, L);
    if (New) {
      It->second.Always = false;
      continue;
    }
    Loop &Mine = It->second;
    if (Mine.Is == Loop::Unknown || L.Is == Loop::Unknown) {
      Mine = {Loop::Unknown};
      continue;
    }
    Mine.Always = Mine.Always && L.Always;
    // Of several runs the first in the text.
    if (L.Where->getBeginLoc() < Mine.Where->getBeginLoc())
      Mine.Where = L.Where;
  }
}

} // namespace corolint
