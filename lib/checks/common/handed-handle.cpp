// Telling who gets a coroutine; see handed-handle.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/common/handed-handle.h"
#include "checks/common/fixes.h"
#include "coroutine/name-words.h"
#include "coroutine/qualified-name.h"
#include "flow/after-event.h"
#include "flow/dataflow.h"
#include "flow/locks.h"

using namespace clang;

namespace corolint {

bool isOnlyAwaiter(const CXXRecordDecl &R) {
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def)
    return false;
  for (const CXXMethodDecl *M : Def->methods()) {
    if (M->isImplicit() || M->isStatic() || M->getAccess() != AS_public || isa<CXXConstructorDecl, CXXDestructorDecl>(M) ||
        isa<CXXConversionDecl>(M) || M->isOverloadedOperator() || identifierOf(*M).starts_with("await_"))
      continue;
    return false;
  }
  // An atomic member is what it and those who resume it agree by.
  for (const FieldDecl *F : Def->fields())
    if (const CXXRecordDecl *R = recordOf(F->getType());
        R && !F->getType()->isReferenceType() && hasQualifiedName(*R, "std::atomic"))
      return false;
  return llvm::all_of(Def->bases(), [](const CXXBaseSpecifier &B) {
    const CXXRecordDecl *Base = recordOf(B.getType());
    return Base && isOnlyAwaiter(*Base);
  });
}

namespace {

/// Whether \p R keeps order among threads, or is named for having some.
bool isForThreads(const CXXRecordDecl &R, unsigned Depth = 0) {
  if (hasWord(identifierOf(R), {"pool", "thread", "threads", "worker", "workers"}))
    return true;
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def || Depth > 2)
    return false;
  const auto IsLock = [&](QualType T) {
    const CXXRecordDecl *F = recordOf(T);
    static const llvm::StringRef Locks[] = {"std::atomic", "std::mutex", "std::condition_variable", "std::recursive_mutex",
                                            "std::shared_mutex", "std::thread", "std::jthread"};
    return F && llvm::any_of(Locks, [&](llvm::StringRef L) { return hasQualifiedName(*F, L); });
  };
  return llvm::any_of(Def->fields(), [&](const FieldDecl *F) { return IsLock(F->getType()); }) ||
         llvm::any_of(Def->bases(), [&](const CXXBaseSpecifier &B) {
           const CXXRecordDecl *Base = recordOf(B.getType());
           return Base && isForThreads(*Base, Depth + 1);
         });
}

/// Whether \p E is a part of the awaiter: no reference or pointer leads out of it.
bool isPartOfThis(const Expr &E) {
  const Expr *Bare = E.IgnoreParenImpCasts();
  if (isa<CXXThisExpr>(Bare))
    return true;
  const auto *Member = dyn_cast<MemberExpr>(Bare);
  if (!Member || !isa<FieldDecl>(Member->getMemberDecl()) || Member->getMemberDecl()->getType()->isReferenceType())
    return false;
  const Expr *Base = Member->getBase()->IgnoreParenImpCasts();
  return isa<CXXThisExpr>(Base) || (!Member->isArrow() && isPartOfThis(*Base));
}

/// Whether \p E is, or holds, the coroutine's handle or a pointer to its awaiter.
class Carries {
public:
  explicit Carries(const CXXMethodDecl &Suspend) : Handle(*Suspend.getParamDecl(0)) { collect(*Suspend.getBody()); }

  bool operator()(const Expr &E) const {
    const Expr *Bare = stripped(&E);
    if (isa<CXXThisExpr>(Bare))
      return true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
      return Ref->getDecl() == &Handle || (Carriers.contains(Ref->getDecl()));
    if (const auto *Member = dyn_cast<MemberExpr>(Bare))
      return Carriers.contains(Member->getMemberDecl()) && isPartOfThis(*Member);
    if (const auto *L = dyn_cast<LambdaExpr>(Bare))
      return llvm::any_of(llvm::zip(L->captures(), L->capture_inits()), [&](const auto &Pair) {
        const auto &[Capture, Init] = Pair;
        return Capture.capturesThis() || (Init && (*this)(*Init));
      });
    if (std::optional<CallSite> Call = callSite(*Bare)) {
      // `h.address()`, a handle of another promise type made of it, `std::move(h)`, `Job{h}`.
      if (Call->Object && (identifierOf(*Call->Callee) == "address" || isa<CXXConversionDecl>(Call->Callee)))
        return (*this)(*Call->Object);
      if (!isa<CXXConstructorDecl>(Call->Callee) && !isOfStd(*Call->Callee))
        return false;
      return llvm::any_of(Call->Args, [&](const Expr *A) { return (*this)(*A); });
    }
    if (const auto *List = dyn_cast<InitListExpr>(Bare))
      return llvm::any_of(List->inits(), [&](const Expr *A) { return (*this)(*A); });
    return false;
  }

private:
  /// Members that the handle is assigned to, and variables that are made of it.
  void collect(const Stmt &S) {
    const auto Assigned = [&](const Expr *Target, const Expr *Value) {
      if (const auto *Member = dyn_cast<MemberExpr>(Target->IgnoreParenImpCasts()); Member && (*this)(*Value))
        Carriers.insert(Member->getMemberDecl());
    };
    if (const auto *Op = dyn_cast<BinaryOperator>(&S); Op && Op->getOpcode() == BO_Assign)
      Assigned(Op->getLHS(), Op->getRHS());
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&S); Op && Op->getOperator() == OO_Equal && Op->getNumArgs() == 2)
      Assigned(Op->getArg(0), Op->getArg(1));
    if (const auto *Declared = dyn_cast<DeclStmt>(&S))
      for (const Decl *D : Declared->decls())
        if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit() && (*this)(*V->getInit()))
          Carriers.insert(V);
    for (const Stmt *Child : S.children())
      if (Child && !isa<LambdaExpr>(S))
        collect(*Child);
  }

  const ParmVarDecl &Handle;
  llvm::SmallPtrSet<const ValueDecl *, 2> Carriers;
};

/// Whether what \p Call is given may be run, or taken, by another thread.
bool leadsToOtherThread(const CallSite &Call, profile::Knowledge &Known) {
  if (const profile::SinkEntry *Sink = Known.sink(Call))
    return Sink->Runs == "offload";
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Call.Callee))
    return hasQualifiedName(*Ctor->getParent(), "std::thread") || hasQualifiedName(*Ctor->getParent(), "std::jthread");
  const CXXRecordDecl *R = nullptr;
  if (Call.Object) {
    const QualType T = Call.Object->getType();
    R = recordOf(T->isPointerType() ? T->getPointeeType() : T);
  }
  if (!R || (!Call.Object->getType()->isPointerType() && isPartOfThis(*Call.Object)))
    return false;
  const llvm::StringRef Name = identifierOf(*Call.Callee);
  if (hasQualifiedName(*R, "std::atomic") || hasQualifiedName(*R, "std::__atomic_base"))
    return Name == "store" || Name == "exchange" || Name.starts_with("compare_exchange");
  return hasWord(Name, {"add", "defer", "dispatch", "enqueue", "execute", "post", "push", "register", "run", "schedule", "spawn",
                        "start", "submit", "subscribe"}) &&
         isForThreads(*R);
}

/// Whether the result of \p Call may say that it came to nothing, and is not asked where it is called.
bool hasDoubtfulResult(const CallSite &Call, const flow::BodyFlow &Body, ASTContext &Ctx) {
  if (isa<CXXConstructorDecl>(Call.Callee) || Call.Callee->getReturnType()->isVoidType())
    return false;
  if (Call.Callee->getReturnType()->isBooleanType() && flow::isBranchedOn(Body, *Call.E))
    return false;
  return isResultUsed(*Call.E, Ctx);
}

} // namespace

llvm::SmallVector<CallSite, 2> handovers(const CXXMethodDecl &Suspend, const flow::BodyFlow &Body, profile::Knowledge &Known) {
  llvm::SmallVector<CallSite, 2> Found;
  const Carries IsCarrier(Suspend);
  flow::LocksHeld Locks;
  flow::Solution<flow::LocksHeld> Held(Body, Locks);
  Held.replay([&](const flow::LocksHeld::State &State, const CFGElement &Element) {
    std::optional<CFGStmt> S = Element.getAs<CFGStmt>();
    const auto *E = S ? dyn_cast<Expr>(S->getStmt()) : nullptr;
    std::optional<CallSite> Call = E ? callSite(*E) : std::nullopt;
    if (!Call || llvm::none_of(Call->Args, [&](const Expr *A) { return IsCarrier(*A); }) || !leadsToOtherThread(*Call, Known))
      return;
    const bool Locked = llvm::any_of(State, [](const auto &L) { return L.second.Is != flow::LocksHeld::Lock::No; });
    if (!Locked && !hasDoubtfulResult(*Call, Body, Known.context()))
      Found.push_back(std::move(*Call));
  });
  return Found;
}

} // namespace corolint
