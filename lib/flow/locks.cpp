// Following thread locks; see locks.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/locks.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint::flow {

/// The guards that lock in their constructor and unlock in their destructor.
static bool isGuardClass(const CXXRecordDecl &R) {
  static const llvm::StringRef Names[] = {
      "std::lock_guard",    "std::unique_lock",    "std::scoped_lock",  "std::shared_lock",
      "boost::lock_guard",  "boost::unique_lock",  "boost::shared_lock", "boost::scoped_lock",
      "boost::upgrade_lock", "QMutexLocker",       "QReadLocker",       "QWriteLocker",
      "absl::MutexLock",    "absl::ReaderMutexLock", "absl::WriterMutexLock"};
  for (llvm::StringRef Name : Names)
    if (hasQualifiedName(R, Name))
      return true;
  return false;
}

/// A smart pointer or optional around one value.
static const CXXRecordDecl *wrapped(const CXXRecordDecl &R) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  if (!Spec || !(hasQualifiedName(R, "std::optional") || hasQualifiedName(R, "std::unique_ptr") ||
                 hasQualifiedName(R, "std::shared_ptr")))
    return nullptr;
  const TemplateArgumentList &Args = Spec->getTemplateArgs();
  return Args.size() && Args[0].getKind() == TemplateArgument::Type ? recordOf(Args[0].getAsType())
                                                                    : nullptr;
}

static bool isThreadMutex(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return false;
  // Stackful tasks wait on these without stopping a thread.
  for (llvm::StringRef Name : {"userver::engine::Mutex", "userver::engine::SharedMutex",
                               "photon::mutex"})
    if (hasQualifiedName(*R, Name))
      return false;
  const FunctionDecl *Lock = findMethod(*R, "lock");
  if (!Lock || !findMethod(*R, "unlock"))
    return false;
  // A lock that is awaited is an asynchronous one.
  return Lock->getReturnType()->isVoidType();
}

static bool isGuard(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (R)
    if (const CXXRecordDecl *Inner = wrapped(*R))
      R = Inner;
  if (!R || !isGuardClass(*R))
    return false;
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
  if (!Spec)
    return true;
  // Every mutex it guards must be a thread's; `scoped_lock<>` guards none.
  bool Any = false;
  auto Check = [&](const TemplateArgument &A) {
    if (A.getKind() != TemplateArgument::Type)
      return true;
    Any = true;
    return isThreadMutex(A.getAsType());
  };
  for (const TemplateArgument &A : Spec->getTemplateArgs().asArray()) {
    if (A.getKind() == TemplateArgument::Pack) {
      for (const TemplateArgument &P : A.pack_elements())
        if (!Check(P))
          return false;
    } else if (!Check(A)) {
      return false;
    }
  }
  return Any;
}

static const Expr *bare(const Expr *E) {
  return E ? E->IgnoreParenImpCasts()->IgnoreUnlessSpelledInSource() : nullptr;
}

/// The variable or member that names a lock: `m`, `this->m`, `s.m`, `&m`, `*m`.
static const ValueDecl *named(const Expr *E) {
  E = bare(E);
  if (const auto *Op = dyn_cast_or_null<UnaryOperator>(E);
      Op && (Op->getOpcode() == UO_AddrOf || Op->getOpcode() == UO_Deref))
    return named(Op->getSubExpr());
  if (const auto *Op = dyn_cast_or_null<CXXOperatorCallExpr>(E);
      Op && (Op->getOperator() == OO_Arrow || Op->getOperator() == OO_Star) && Op->getNumArgs() == 1)
    return named(Op->getArg(0));
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
    return Ref->getDecl();
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

void LocksHeld::construct(State &S, const Stmt &Where, const ValueDecl &Guard,
                          llvm::ArrayRef<const Expr *> Args) {
  Lock::Held Is = Args.empty() ? Lock::No : Lock::Yes;
  for (const Expr *A : Args) {
    if (isTag(*A, "defer_lock_t"))
      Is = Lock::No;
    else if (isTag(*A, "try_to_lock_t") || A->getType()->isIntegerType() ||
             isTag(*A, "chrono::duration") || isTag(*A, "chrono::time_point"))
      Is = Lock::Maybe;
    // `unique_lock b(std::move(a))`: b has what a had.
    if (const ValueDecl *From = movedFrom(A); From && isGuard(From->getType())) {
      S[&Guard] = S[From];
      S[From] = {};
      return;
    }
    // A guard over a named mutex that was locked by hand takes it over: one lock, not two.
    if (isTag(*A, "adopt_lock_t"))
      for (const Expr *Mutex : Args)
        if (const ValueDecl *M = named(Mutex))
          S[M] = {};
  }
  S[&Guard] = {Is, Is == Lock::No ? nullptr : &Where};
}

void LocksHeld::declare(State &S, const VarDecl &Guard) {
  if (!isGuard(Guard.getType()) || Guard.getType()->isReferenceType() ||
      Guard.getType()->isPointerType())
    return;
  const Expr *Init = Guard.getInit();
  if (!Init) {
    S[&Guard] = {};
    return;
  }
  Init = Init->IgnoreImplicit();
  while (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Init))
    Init = Cast->getSubExpr()->IgnoreImplicit();
  if (const auto *C = dyn_cast<CXXConstructExpr>(Init)) {
    // `auto l = std::unique_lock(m)` before copies were elided.
    while (C->getNumArgs() == 1 && C->getConstructor()->isMoveConstructor()) {
      const auto *Inner = dyn_cast<CXXConstructExpr>(C->getArg(0)->IgnoreImplicit());
      if (!Inner)
        break;
      C = Inner;
    }
    llvm::SmallVector<const Expr *, 4> Args;
    for (const Expr *A : C->arguments())
      if (!isa<CXXDefaultArgExpr>(A))
        Args.push_back(A);
    const CXXRecordDecl *R = recordOf(Guard.getType());
    // An optional or pointer constructed from nothing in particular may be empty.
    if (R && wrapped(*R) && !isa<CXXTemporaryObjectExpr>(C)) {
      S[&Guard] = {};
      return;
    }
    construct(S, *C, Guard, Args);
    return;
  }
  // `std::make_unique<std::lock_guard<std::mutex>>(m)` locks; any other function may not.
  const auto *Call = dyn_cast<CallExpr>(Init);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  bool Makes = F && (hasQualifiedName(*F, "std::make_unique") ||
                     hasQualifiedName(*F, "std::make_shared") ||
                     hasQualifiedName(*F, "std::make_optional"));
  S[&Guard] = {Makes && Call->getNumArgs() ? Lock::Yes : Lock::Maybe, Init};
}

void LocksHeld::call(State &S, const CallExpr &Call) {
  // Whatever is moved into a call is held by somebody else from here on.
  for (const Expr *A : Call.arguments())
    if (const ValueDecl *From = movedFrom(A); From && isGuard(From->getType()))
      S[From] = {};

  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return;
  llvm::StringRef Name = identifierOf(*Callee);
  if (!Member) {
    const bool Locks = Name == "pthread_mutex_lock" || Name == "pthread_rwlock_wrlock" ||
                       Name == "pthread_rwlock_rdlock";
    const bool Unlocks = Name == "pthread_mutex_unlock" || Name == "pthread_rwlock_unlock";
    const bool Tries = Name == "pthread_mutex_trylock";
    if ((Locks || Unlocks || Tries) && Call.getNumArgs() == 1)
      if (const ValueDecl *M = named(Call.getArg(0)))
        S[M] = {Locks ? Lock::Yes : Tries ? Lock::Maybe : Lock::No, Locks ? &Call : nullptr};
    return;
  }
  const Expr *Object = Member->getImplicitObjectArgument();
  const ValueDecl *D = named(Object);
  if (!D)
    return;
  QualType T = D->getType().getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const bool Guard = isGuard(T);
  if (!Guard && !isThreadMutex(T))
    return;
  if (Name == "lock" || Name == "lock_shared" || Name == "relock" || Name == "emplace")
    S[D] = {Lock::Yes, &Call};
  else if (Name == "unlock" || Name == "unlock_shared" || (Guard && Name == "reset"))
    S[D] = {};
  else if (Name.starts_with("try_lock") || Name == "tryLock" || Name == "release" ||
           Name == "swap")
    S[D] = {Lock::Maybe, nullptr};
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
    // A guard moved into an object that takes it by value.
    if (!isGuard(Construct->getType()))
      for (const Expr *A : Construct->arguments())
        if (const ValueDecl *From = movedFrom(A); From && isGuard(From->getType()))
          S[From] = {};
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
