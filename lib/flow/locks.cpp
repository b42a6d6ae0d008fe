// Following thread locks; see locks.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/locks.h"
#include "flow/lock-types.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"

using namespace clang;

namespace corolint::flow {

static const Expr *bare(const Expr *E) {
  return E ? E->IgnoreParenImpCasts()->IgnoreUnlessSpelledInSource() : nullptr;
}

/// The type of the lock that a variable is, refers to or points to.
static QualType lockType(const ValueDecl &D) {
  QualType T = D.getType().getNonReferenceType();
  return T->isPointerType() ? T->getPointeeType() : T;
}

/// The variable or member that names a lock: `m`, `this->m`, `s.m`, `&m`, `*m`, `m.value()`. A local
/// reference or pointer stands for what it is initialised with.
static const ValueDecl *named(const Expr *E, unsigned Depth = 0) {
  E = bare(E);
  if (const auto *Op = dyn_cast_or_null<UnaryOperator>(E);
      Op && (Op->getOpcode() == UO_AddrOf || Op->getOpcode() == UO_Deref))
    return named(Op->getSubExpr(), Depth);
  if (const auto *Op = dyn_cast_or_null<CXXOperatorCallExpr>(E);
      Op && (Op->getOperator() == OO_Arrow || Op->getOperator() == OO_Star) && Op->getNumArgs() == 1)
    return named(Op->getArg(0), Depth);
  if (const auto *Get = dyn_cast_or_null<CXXMemberCallExpr>(E); Get && Get->getNumArgs() == 0)
    if (const FunctionDecl *F = Get->getDirectCallee())
      if (llvm::StringRef Name = identifierOf(*F);
          Name == "value" || Name == "get" || Name == "mutex")
        return named(Get->getImplicitObjectArgument(), Depth);
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E)) {
    const auto *Alias = dyn_cast<VarDecl>(Ref->getDecl());
    if (Alias && Depth < 4 && Alias->isLocalVarDecl() && Alias->getInit() &&
        (Alias->getType()->isReferenceType() || Alias->getType()->isPointerType()))
      if (const ValueDecl *D = named(Alias->getInit(), Depth + 1);
          D && (isGuard(lockType(*D)) ||
                lockType(*D).getCanonicalType() == lockType(*Alias).getCanonicalType()))
        return D;
    return Ref->getDecl();
  }
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(E))
    return Member->getMemberDecl();
  return nullptr;
}

static bool isTag(const Expr &E, llvm::StringRef Name) {
  const CXXRecordDecl *R = recordOf(E.getType());
  return R && (hasQualifiedName(*R, ("std::" + Name).str()) ||
               hasQualifiedName(*R, ("boost::" + Name).str()));
}

/// The lock that `std::move(lock)` gives away.
static const ValueDecl *movedFrom(const Expr *E) {
  const auto *Call = dyn_cast_or_null<CallExpr>(bare(E));
  return Call && Call->getNumArgs() == 1 && Call->isCallToStdMove() ? named(Call->getArg(0))
                                                                    : nullptr;
}

static void moveAway(LocksHeld::Lock &L) {
  if (L.Is == LocksHeld::Lock::Maybe)
    L.Where = nullptr;
  L.Is = LocksHeld::Lock::No;
}

static void doubt(LocksHeld::State &S, const ValueDecl *D) {
  if (!D)
    return;
  if (auto It = S.find(D); It != S.end() && It->second.Is == LocksHeld::Lock::Yes)
    It->second.Is = LocksHeld::Lock::Maybe;
}

static bool holdsAny(const LocksHeld::State &S) {
  return llvm::any_of(S, [](const auto &L) { return L.second.Is == LocksHeld::Lock::Yes; });
}

/// Calls \p Found for what is unlocked anywhere in \p S, lambdas included.
static void forEachUnlocked(const Stmt *S, llvm::function_ref<void(const ValueDecl *)> Found) {
  if (!S)
    return;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S))
    if (const FunctionDecl *F = Call->getDirectCallee())
      if (llvm::StringRef Name = identifierOf(*F);
          Name.starts_with("unlock") || Name == "reset" || Name == "release" || Name == "swap")
        if (const ValueDecl *D = named(Call->getImplicitObjectArgument()))
          Found(D);
  if (const ValueDecl *D = movedFrom(dyn_cast<Expr>(S)))
    Found(D);
  if (const auto *L = dyn_cast<LambdaExpr>(S))
    return forEachUnlocked(L->getBody(), Found);
  for (const Stmt *Child : S->children())
    forEachUnlocked(Child, Found);
}

/// What a guard holds that is constructed from \p Args.
LocksHeld::Lock LocksHeld::fromArguments(State &S, llvm::ArrayRef<const Expr *> Args,
                                         const Stmt &Where) {
  Lock L;
  for (const Expr *A : Args) {
    const CXXRecordDecl *R = recordOf(A->getType());
    if ((R && hasQualifiedName(*R, "std::in_place_t")) || isa<CXXDefaultArgExpr>(A))
      continue;
    if ((R && hasQualifiedName(*R, "std::nullopt_t")) || isa<CXXNullPtrLiteralExpr>(bare(A)) ||
        isTag(*A, "defer_lock_t"))
      return {};
    if (isTag(*A, "try_to_lock_t") || A->getType()->isIntegerType() ||
        isTag(*A, "chrono::duration") || isTag(*A, "chrono::time_point"))
      return {Lock::Maybe, nullptr};
    // A guard over a named mutex that was locked by hand takes it over: one lock, not two.
    if (isTag(*A, "adopt_lock_t"))
      for (const Expr *Mutex : Args)
        if (const ValueDecl *M = named(Mutex))
          S[M] = {};
    L = {Lock::Yes, &Where};
  }
  return L;
}

/// What a guard holds that gets the value of \p E.
LocksHeld::Lock LocksHeld::given(State &S, const Expr *E, const Stmt &Where) {
  // Code that is being typed: an initialiser without a type, or with a hole in it.
  if (!E || E->getType().isNull() || E->containsErrors())
    return {Lock::Maybe, nullptr};
  E = E->IgnoreImplicit()->IgnoreParens();
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    E = Cast->getSubExpr()->IgnoreImplicit()->IgnoreParens();
  // `unique_lock b(std::move(a))`: b has what a had.
  if (const ValueDecl *From = movedFrom(E)) {
    Lock L = S[From];
    if (L.Is == Lock::No && L.Where)
      L.Is = Lock::Yes;
    S[From] = {};
    return L;
  }
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    E = New->getConstructExpr() ? New->getConstructExpr() : E;
  if (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
    // From another guard, or a pointer to one.
    if (C->getNumArgs() >= 1 && (isGuard(C->getArg(0)->getType().getNonReferenceType()) ||
                                 isa<CXXNewExpr>(C->getArg(0)->IgnoreImplicit())))
      return given(S, C->getArg(0), Where);
    return fromArguments(S, llvm::ArrayRef(C->getArgs(), C->getNumArgs()), Where);
  }
  if (const auto *List = dyn_cast<InitListExpr>(E); List && List->getNumInits() == 0)
    return {};
  // `std::make_unique<std::lock_guard<std::mutex>>(m)` locks; any other function may not.
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  if (F && (hasQualifiedName(*F, "std::make_unique") || hasQualifiedName(*F, "std::make_shared") ||
            hasQualifiedName(*F, "std::make_optional")))
    return fromArguments(S, llvm::ArrayRef(Call->getArgs(), Call->getNumArgs()), Where);
  const Expr *Only[] = {E};
  const bool Empty = E->getType()->isNullPtrType() || recordOf(E->getType());
  return Empty && fromArguments(S, Only, Where).Is == Lock::No ? Lock{}
                                                               : Lock{Lock::Maybe, nullptr};
}

void LocksHeld::declare(State &S, const VarDecl &Guard) {
  if (!isGuard(Guard.getType()) || Guard.getType()->isReferenceType() ||
      Guard.getType()->isPointerType())
    return;
  const Expr *Init = Guard.getInit();
  S[&Guard] = Init ? given(S, Init, *Init->IgnoreImplicit()) : Lock{};
}

void LocksHeld::cCall(State &S, const CallExpr &Call, llvm::StringRef Name) {
  const bool Locks = Name == "pthread_mutex_lock" || Name == "pthread_rwlock_wrlock" ||
                     Name == "pthread_rwlock_rdlock" || Name == "pthread_spin_lock";
  const bool Unlocks = Name == "pthread_mutex_unlock" || Name == "pthread_rwlock_unlock" ||
                       Name == "pthread_spin_unlock";
  if (Call.getNumArgs() == 0)
    return;
  if (const ValueDecl *M = named(Call.getArg(0))) {
    if (Locks || Unlocks)
      S[M] = {Locks ? Lock::Yes : Lock::No, Locks ? &Call : nullptr};
    else if (Name.contains("lock")) // try, timed
      S[M] = {Lock::Maybe, nullptr};
  }
}

void LocksHeld::memberCall(State &S, const CXXMemberCallExpr &Call, llvm::StringRef Name) {
  const ValueDecl *D = named(Call.getImplicitObjectArgument());
  const bool Guard = D && isGuard(lockType(*D));
  if (!Guard && !(D && isNamedLikeMutex(lockType(*D)))) {
    // `unlock()`, `shards[i].unlock()`: whatever was locked by hand may be meant.
    if (Name.contains_insensitive("unlock"))
      for (auto &[Other, L] : S)
        if (!isGuard(lockType(*Other)))
          doubt(S, Other);
    return;
  }
  if (Name == "lock" || Name == "lock_shared" || Name == "relock" || Name == "lockForRead" ||
      Name == "lockForWrite")
    S[D] = {Lock::Yes, &Call};
  else if (Name == "emplace")
    S[D] = fromArguments(S, llvm::ArrayRef(Call.getArgs(), Call.getNumArgs()), Call);
  else if (Guard && Name == "reset" && Call.getNumArgs() && !isa<CXXDefaultArgExpr>(Call.getArg(0)))
    S[D] = given(S, Call.getArg(0), Call);
  else if (Name == "unlock" || Name == "unlock_shared" || (Guard && Name == "reset") ||
           isa<CXXDestructorDecl>(Call.getMethodDecl()))
    S[D] = {};
  else if (Name.starts_with("try_lock") || Name.starts_with("tryLock") || Name == "release" ||
           Name == "swap")
    S[D] = {Lock::Maybe, nullptr};
}

/// Whether what is bound to \p Param can be changed through it.
static bool lends(QualType Param) {
  return (Param->isReferenceType() || Param->isPointerType()) &&
         !Param->getPointeeType().isConstQualified();
}

/// A lock that somebody else can unlock during a call is not known to be held afterwards.
void LocksHeld::givenAway(State &S, const CallExpr &Call, const FunctionDecl &Callee) {
  if (!holdsAny(S))
    return;
  const auto Doubt = [&](const ValueDecl *D) { doubt(S, D); };
  // A local lambda, a member function next door.
  forEachUnlocked(Callee.getBody(), Doubt);
  // Waiting for a condition unlocks and locks again.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Callee)) {
    llvm::StringRef Class = identifierOf(*Method->getParent());
    if (Class.starts_with("condition_variable") || Class == "QWaitCondition")
      return;
  }
  const unsigned Object =
      isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee) ? 1 : 0;
  for (unsigned I = Object; I < Call.getNumArgs(); ++I) {
    if (I - Object < Callee.getNumParams() && lends(Callee.getParamDecl(I - Object)->getType()))
      Doubt(named(Call.getArg(I)));
  }
}

void LocksHeld::call(State &S, const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  llvm::StringRef Name = Callee ? identifierOf(*Callee) : "";
  // These hand nothing over yet.
  if (Call.isCallToStdMove() || Name == "forward")
    return;
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Call);
      Op && Op->getOperator() == OO_Equal && Op->getNumArgs() == 2)
    if (const ValueDecl *D = named(Op->getArg(0)); D && isGuard(D->getType())) {
      S[D] = given(S, Op->getArg(1), Call);
      return;
    }
  // Whatever is moved into a call is held by somebody else from here on.
  for (const Expr *A : Call.arguments())
    if (const ValueDecl *From = movedFrom(A); From && isGuard(From->getType()))
      moveAway(S[From]);
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (!Callee) {
    // Through a pointer to a member function.
    if (Member)
      doubt(S, named(Member->getImplicitObjectArgument()));
    return;
  }
  if (Name.starts_with("pthread_")) {
    cCall(S, Call, Name);
  } else if (hasQualifiedName(*Callee, "std::lock") || hasQualifiedName(*Callee, "boost::lock")) {
    for (const Expr *A : Call.arguments())
      if (const ValueDecl *D = named(A); D && (isGuard(lockType(*D)) || isThreadMutex(lockType(*D))))
        S[D] = {Lock::Yes, A};
  } else {
    if (Member)
      memberCall(S, *Member, Name);
    givenAway(S, Call, *Callee);
  }
}

void LocksHeld::transfer(State &S, const CFGElement &E) {
  if (auto Dtor = E.getAs<CFGAutomaticObjDtor>()) {
    S.erase(Dtor->getVarDecl());
    return;
  }
  std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
  if (!Element)
    return;
  const Stmt *Statement = Element->getStmt();
  if (const auto *Decls = dyn_cast<DeclStmt>(Statement)) {
    for (const Decl *D : Decls->decls())
      if (const auto *V = dyn_cast<VarDecl>(D))
        declare(S, *V);
  } else if (const auto *Call = dyn_cast<CallExpr>(Statement)) {
    this->call(S, *Call);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Statement)) {
    // A guard moved into another, a capture, a member, an object that takes it; or lent to an object,
    // such as one that unlocks for a while.
    const CXXConstructorDecl &Callee = *Construct->getConstructor();
    for (unsigned I = 0; I < Construct->getNumArgs(); ++I) {
      const Expr *A = Construct->getArg(I);
      if (const ValueDecl *From = movedFrom(A); From && isGuard(From->getType()))
        moveAway(S[From]);
      else if (I < Callee.getNumParams() && !isGuard(Construct->getType()) &&
               lends(Callee.getParamDecl(I)->getType()))
        doubt(S, named(A));
      // A second owner of a guard: a copied shared_ptr.
      else if (Callee.isCopyConstructor() && isGuard(Construct->getType()))
        doubt(S, named(A));
    }
  } else if (const auto *List = dyn_cast<InitListExpr>(Statement)) {
    for (const Expr *Init : List->inits())
      doubt(S, named(Init));
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(Statement); Lambda && holdsAny(S)) {
    // When it will be called is not known.
    forEachUnlocked(Lambda->getBody(), [&](const ValueDecl *D) { doubt(S, D); });
  }
}

void LocksHeld::join(State &Into, const State &From) {
  for (auto &[D, L] : Into) {
    auto It = From.find(D);
    Lock::Held Other = It == From.end() ? Lock::No : It->second.Is;
    if (L.Is != Other)
      L.Is = Lock::Maybe;
  }
  for (const auto &[D, L] : From)
    if (auto [It, New] = Into.try_emplace(D, L); New && L.Is != Lock::No)
      It->second.Is = Lock::Maybe;
}

} // namespace corolint::flow
