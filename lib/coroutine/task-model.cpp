// The task model: promises, awaiters and what the type says about itself; see task-model.h. How a
// promise starts and ends its coroutine is read in promise-semantics.cpp.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/task-model.h"
#include "coroutine/callables.h"
#include "coroutine/lookup.h"
#include "coroutine/promise-semantics.h"
#include "coroutine/qualified-name.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

const CXXRecordDecl *patternOf(const CXXRecordDecl &R) {
  if (const CXXRecordDecl *P = R.getTemplateInstantiationPattern())
    return P;
  return &R;
}

const CXXRecordDecl *recordOf(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  if (const CXXRecordDecl *R = T->getAsCXXRecordDecl()) {
    if (const CXXRecordDecl *Def = R->getDefinition())
      return Def;
    // Named but never instantiated: the template's own definition is the next best thing.
    if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R))
      if (const CXXRecordDecl *Def =
              Spec->getSpecializedTemplate()->getTemplatedDecl()->getDefinition())
        return Def;
    return R;
  }
  if (const auto *TST = T->getAs<TemplateSpecializationType>())
    if (const auto *CTD =
            dyn_cast_or_null<ClassTemplateDecl>(TST->getTemplateName().getAsTemplateDecl())) {
      const CXXRecordDecl *R = CTD->getTemplatedDecl();
      return R->getDefinition() ? R->getDefinition() : R;
    }
  return nullptr;
}

/// The method that a member is, makes or brings in from a base; null for another member.
static const FunctionDecl *methodOf(const NamedDecl *Member) {
  if (const auto *Shadow = dyn_cast<UsingShadowDecl>(Member))
    Member = Shadow->getTargetDecl();
  return dyn_cast_or_null<CXXMethodDecl>(Member->getAsFunction());
}

const FunctionDecl *findMethod(const CXXRecordDecl &R, llvm::StringRef Name) {
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def)
    return nullptr;
  for (const NamedDecl *Member : membersNamed(*Def, Name))
    if (const FunctionDecl *F = methodOf(Member))
      return F;
  for (const CXXBaseSpecifier &B : Def->bases())
    if (const CXXRecordDecl *Base = recordOf(B.getType()); Base && Base != Def)
      if (const FunctionDecl *F = findMethod(*Base, Name))
        return F;
  return nullptr;
}

/// A member type of \p R (class, typedef or using), looked up in bases too.
static const CXXRecordDecl *memberType(const CXXRecordDecl &R, llvm::StringRef Name) {
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def)
    return nullptr;
  for (const NamedDecl *D : membersNamed(*Def, Name)) {
    if (const auto *Member = dyn_cast<CXXRecordDecl>(D); Member && !Member->isInjectedClassName())
      return Member->getDefinition() ? Member->getDefinition() : patternOf(*Member);
    if (const auto *Alias = dyn_cast<TypedefNameDecl>(D))
      return recordOf(Alias->getUnderlyingType());
  }
  for (const CXXBaseSpecifier &B : Def->bases())
    if (const CXXRecordDecl *Base = recordOf(B.getType()); Base && Base != Def)
      if (const CXXRecordDecl *Found = memberType(*Base, Name))
        return Found;
  return nullptr;
}

static const ClassTemplateDecl *coroutineTraits(ASTContext &Ctx) {
  IdentifierTable &Ids = Ctx.Idents;
  for (const Decl *Std : Ctx.getTranslationUnitDecl()->lookup(DeclarationName(&Ids.get("std"))))
    if (const auto *NS = dyn_cast<NamespaceDecl>(Std))
      for (const Decl *D : NS->lookup(DeclarationName(&Ids.get("coroutine_traits"))))
        if (const auto *T = dyn_cast<ClassTemplateDecl>(D))
          return T;
  return nullptr;
}

void TaskModel::readTraits() {
  if (std::exchange(TraitsRead, true))
    return;
  const ClassTemplateDecl *T = coroutineTraits(Ctx);
  if (!T)
    return;
  auto Add = [&](QualType First, const CXXRecordDecl &Spec, bool Partial) {
    const CXXRecordDecl *Key = recordOf(First);
    if (!Key)
      return;
    if (const CXXRecordDecl *Promise = memberType(Spec, "promise_type"))
      Traits.try_emplace(Partial ? patternOf(*Key) : Key, Promise);
  };
  for (const ClassTemplateSpecializationDecl *S : T->specializations())
    if (S->getTemplateArgs().size() && S->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
      Add(S->getTemplateArgs()[0].getAsType(), *S, false);
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 8> Partials;
  const_cast<ClassTemplateDecl *>(T)->getPartialSpecializations(Partials);
  for (const ClassTemplatePartialSpecializationDecl *S : Partials)
    if (S->getTemplateArgs().size() && S->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
      Add(S->getTemplateArgs()[0].getAsType(), *S, true);
}

const CXXRecordDecl *TaskModel::promiseFromTraits(const CXXRecordDecl &R) {
  readTraits();
  if (auto It = Traits.find(&R); It != Traits.end())
    return It->second;
  auto It = Traits.find(patternOf(R));
  return It == Traits.end() ? nullptr : It->second;
}

const CXXRecordDecl *TaskModel::findPromise(const CXXRecordDecl &R) {
  // std::coroutine_traits comes first, as in the language; its primary template falls back to the
  // nested type.
  if (const CXXRecordDecl *P = promiseFromTraits(R))
    return P;
  return memberType(R, "promise_type");
}

const CXXRecordDecl *TaskModel::promiseOf(const FunctionDecl &Coroutine) {
  if (const CoroutineBodyStmt *Body = coroutineBody(Coroutine))
    if (const VarDecl *P = Body->getPromiseDecl())
      if (const CXXRecordDecl *R = recordOf(P->getType()))
        return R;
  const TaskType *T = taskType(Coroutine.getReturnType());
  return T ? T->Promise : nullptr;
}

using Namespaces = llvm::SmallPtrSetImpl<const DeclContext *>;

/// The namespaces within \p Scope, and itself.
static void addNested(const DeclContext &Scope, Namespaces &Out) {
  Out.insert(Scope.getPrimaryContext());
  for (const Decl *D : declsOfKind(Scope, [](Decl::Kind K) { return K == Decl::Namespace; }))
    addNested(*cast<NamespaceDecl>(D), Out);
}

/// The namespaces that argument-dependent lookup for an \p R looks into.
static void addAssociated(const CXXRecordDecl &R, Namespaces &Out, unsigned Depth = 0) {
  for (const DeclContext *DC = R.getDeclContext(); DC; DC = DC->getParent())
    if (DC->isFileContext()) {
      Out.insert(DC->getPrimaryContext());
      if (!DC->isInlineNamespace())
        break;
    }
  if (Depth > 2)
    return;
  if (const CXXRecordDecl *Def = R.getDefinition())
    for (const CXXBaseSpecifier &B : Def->bases())
      if (const CXXRecordDecl *Base = recordOf(B.getType()); Base && Base != Def)
        addAssociated(*Base, Out, Depth + 1);
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R))
    for (const TemplateArgument &A : Spec->getTemplateArgs().asArray())
      if (A.getKind() == TemplateArgument::Type)
        if (const CXXRecordDecl *Argument = recordOf(A.getAsType()))
          addAssociated(*Argument, Out, Depth + 1);
}

/// The one of \p Operators that takes \p R or a public base of it.
static const FunctionDecl *
takerOf(const CXXRecordDecl &R, const llvm::DenseMap<const CXXRecordDecl *, const FunctionDecl *> &Operators) {
  if (const FunctionDecl *F = Operators.lookup(patternOf(R)))
    return F;
  const CXXRecordDecl *Definition = R.getDefinition() ? R.getDefinition() : patternOf(R)->getDefinition();
  if (!Definition)
    return nullptr;
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (const CXXRecordDecl *B = recordOf(Base.getType());
        B && B != Definition && Base.getAccessSpecifier() == AS_public)
      if (const FunctionDecl *F = takerOf(*B, Operators))
        return F;
  return nullptr;
}

/// An `operator co_await` that \p R or a base of it has as a friend: nothing but argument-dependent look-up finds
/// one that is declared there alone.
static const FunctionDecl *friendCoAwait(const CXXRecordDecl &R) {
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def)
    return nullptr;
  for (const FriendDecl *Friend : Def->friends()) {
    const NamedDecl *Named = Friend->getFriendDecl();
    const FunctionDecl *F = Named ? Named->getAsFunction() : nullptr;
    if (!F || F->getOverloadedOperator() != OO_Coawait || F->getNumParams() != 1)
      continue;
    // `template <typename Self> friend ... operator co_await(Self &)` takes what derives from the class, too.
    QualType P = F->getParamDecl(0)->getType().getNonReferenceType();
    const CXXRecordDecl *Taken = recordOf(P);
    if (P->isTemplateTypeParmType() || (Taken && patternOf(*Taken) == patternOf(*Def)))
      return F;
  }
  for (const CXXBaseSpecifier &B : Def->bases())
    if (const CXXRecordDecl *Base = recordOf(B.getType()); Base && Base != Def)
      if (const FunctionDecl *F = friendCoAwait(*Base))
        return F;
  return nullptr;
}

const FunctionDecl *TaskModel::freeCoAwaitOf(const CXXRecordDecl &R) {
  // A free operator is found in the namespaces that the type is associated with, and in those around the
  // coroutine that awaits.
  llvm::SmallPtrSet<const DeclContext *, 16> Where;
  addAssociated(R, Where);
  if (!std::exchange(FreeCoAwaitRead, true)) {
    Where.insert(Ctx.getTranslationUnitDecl());
    for (const Decl *D : Ctx.getTraversalScope())
      if (isa<NamespaceDecl, TranslationUnitDecl>(D))
        addNested(*cast<DeclContext>(D), Where);
  }
  DeclarationName Name = Ctx.DeclarationNames.getCXXOperatorName(OO_Coawait);
  for (const DeclContext *Namespace : Where)
    for (const NamedDecl *D : Namespace->lookup(Name)) {
      const FunctionDecl *F = D->getAsFunction();
      if (F && F->getNumParams() == 1)
        if (const CXXRecordDecl *P = recordOf(F->getParamDecl(0)->getType()))
          FreeCoAwait.try_emplace(patternOf(*P), F);
    }
  const FunctionDecl *F = takerOf(R, FreeCoAwait);
  return F ? F : friendCoAwait(R);
}

/// The `operator co_await` of \p R that a temporary would choose: one for rvalues before one for all.
static const FunctionDecl *memberCoAwait(const CXXRecordDecl &R) {
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def)
    return nullptr;
  const FunctionDecl *Best = nullptr;
  DeclarationName Name =
      Def->getASTContext().DeclarationNames.getCXXOperatorName(OO_Coawait);
  for (const NamedDecl *D : membersNamed(*Def, Name)) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(D->getAsFunction());
    if (!Method)
      continue;
    if (!Best || Method->getRefQualifier() == RQ_RValue)
      Best = Method;
  }
  if (Best)
    return Best;
  for (const CXXBaseSpecifier &B : Def->bases())
    if (const CXXRecordDecl *Base = recordOf(B.getType()); Base && Base != Def)
      if (const FunctionDecl *F = memberCoAwait(*Base))
        return F;
  return nullptr;
}

bool TaskModel::isAwaitable(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return false;
  return memberCoAwait(*R) || freeCoAwaitOf(*R) ||
         (findMethod(*R, "await_ready") && findMethod(*R, "await_suspend") &&
          findMethod(*R, "await_resume"));
}

const FunctionDecl *TaskModel::coAwaitOf(const CXXRecordDecl &R) {
  if (const FunctionDecl *Op = memberCoAwait(R))
    return Op;
  return freeCoAwaitOf(R);
}

const CXXRecordDecl *TaskModel::awaiterOf(const CXXRecordDecl &R) {
  const FunctionDecl *Op = coAwaitOf(R);
  if (!Op)
    return findMethod(R, "await_resume") ? &R : nullptr;
  return recordOf(Op->getReturnType());
}

QualType TaskModel::awaitResult(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  const CXXRecordDecl *Awaiter = R ? awaiterOf(*R) : nullptr;
  const FunctionDecl *Resume = Awaiter ? findMethod(*Awaiter, "await_resume") : nullptr;
  if (!Resume || Resume->getReturnType()->isDependentType() ||
      Resume->getReturnType()->isUndeducedType())
    return {};
  return Resume->getReturnType();
}

/// Whether this unit awaits the very type \p T through overload \p F already.
static bool isAwaitedAlready(const FunctionDecl &F, QualType T, ASTContext &Ctx) {
  const FunctionTemplateDecl *Template = F.getDescribedFunctionTemplate();
  if (!Template)
    return false;
  for (const FunctionDecl *Spec : Template->specializations())
    if (Spec->getNumParams() && !Spec->isDeleted() &&
        Ctx.hasSameUnqualifiedType(Spec->getParamDecl(0)->getType().getNonReferenceType(), T))
      return true;
  return false;
}

/// Whether overload \p F of await_transform is certain to take a prvalue of record \p R, whose type
/// is \p T.
static Answer overloadTakes(const FunctionDecl &F, const CXXRecordDecl &R, QualType T,
                            ASTContext &Ctx) {
  if (F.isDeleted() || F.getNumParams() == 0)
    return Answer::No;
  // A non-const lvalue reference does not bind a prvalue.
  QualType Param = F.getParamDecl(0)->getType();
  if (Param->isLValueReferenceType() && !Param.getNonReferenceType().isConstQualified())
    return Answer::No;
  QualType Bare = Param.getNonReferenceType().getUnqualifiedType();

  const FunctionTemplateDecl *Template = F.getDescribedFunctionTemplate();
  if (!Template)
    return Ctx.hasSameUnqualifiedType(Bare, T) ? Answer::Yes : Answer::No;

  if (isAwaitedAlready(F, T, Ctx))
    return Answer::Yes;

  const bool Constrained = Template->hasAssociatedConstraints() || F.getNumParams() > 1 ||
                           Template->getTemplateParameters()->size() > 1;
  if (Bare->isTemplateTypeParmType())
    return Constrained ? Answer::Unknown : Answer::Yes;

  // `await_transform(awaitable<T, Executor>)`: the same class template, every argument that is fixed
  // in this promise equal, every other one deduced.
  const auto *TST = Bare->getAs<TemplateSpecializationType>();
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  if (!TST || !Spec)
    return Answer::No;
  const TemplateDecl *Named = TST->getTemplateName().getAsTemplateDecl();
  if (!Named ||
      Named->getCanonicalDecl() != Spec->getSpecializedTemplate()->getCanonicalDecl())
    return Answer::No;
  llvm::ArrayRef<TemplateArgument> Want = TST->template_arguments();
  const TemplateArgumentList &Have = Spec->getTemplateArgs();
  for (unsigned I = 0; I < Want.size() && I < Have.size(); ++I) {
    if (Want[I].isDependent() || Want[I].getKind() != TemplateArgument::Type)
      continue;
    if (Have[I].getKind() != TemplateArgument::Type ||
        !Ctx.hasSameType(Want[I].getAsType(), Have[I].getAsType()))
      return Answer::No;
  }
  return Template->hasAssociatedConstraints() ? Answer::Unknown : Answer::Yes;
}

static void collectAwaitTransforms(const CXXRecordDecl &R,
                                   llvm::SmallVectorImpl<const FunctionDecl *> &Out) {
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def)
    return;
  for (const NamedDecl *D : membersNamed(*Def, "await_transform"))
    if (const FunctionDecl *F = methodOf(D))
      Out.push_back(F);
  // A declaration in the class hides the bases'.
  if (!Out.empty())
    return;
  for (const CXXBaseSpecifier &B : Def->bases())
    if (const CXXRecordDecl *Base = recordOf(B.getType()); Base && Base != Def)
      collectAwaitTransforms(*Base, Out);
}

/// Whether \p Suspend, an awaiter's await_suspend, certainly does not take the handle of a coroutine with
/// \p Promise: it wants the handle of another library's promise.
static bool rejectsHandle(const FunctionDecl &Suspend, const CXXRecordDecl &Promise) {
  if (!Suspend.getNumParams())
    return false;
  QualType Param = Suspend.getParamDecl(0)->getType().getNonReferenceType();
  const CXXRecordDecl *Handle = recordOf(Param);
  if (!Handle || !hasQualifiedName(*Handle, "std::coroutine_handle"))
    return false;
  QualType Wanted;
  if (const auto *TST = Param->getAs<TemplateSpecializationType>()) {
    if (TST->template_arguments().empty() ||
        TST->template_arguments()[0].getKind() != TemplateArgument::Type)
      return false;
    Wanted = TST->template_arguments()[0].getAsType();
  } else if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Handle)) {
    Wanted = Spec->getTemplateArgs()[0].getAsType();
  }
  const CXXRecordDecl *R = recordOf(Wanted);
  return R && patternOf(*R)->getCanonicalDecl() != patternOf(Promise)->getCanonicalDecl();
}

Answer TaskModel::canAwait(const FunctionDecl &Coroutine, QualType T) {
  if (T.isNull() || T->isDependentType() || T->isReferenceType())
    return Answer::Unknown;
  const CXXRecordDecl *R = recordOf(T);
  const CXXRecordDecl *Promise = promiseOf(Coroutine);
  if (!R || !Promise)
    return R ? Answer::Unknown : Answer::No;
  // It is there for the library's own use, or to say what to write instead.
  if (const FunctionDecl *F = coAwaitOf(*R); F && F->isDeprecated())
    return Answer::No;
  llvm::SmallVector<const FunctionDecl *, 8> Overloads;
  collectAwaitTransforms(*Promise, Overloads);
  if (Overloads.empty()) {
    const CXXRecordDecl *Awaiter = isAwaitable(T) ? awaiterOf(*R) : nullptr;
    const FunctionDecl *Suspend = Awaiter ? findMethod(*Awaiter, "await_suspend") : nullptr;
    if (!isAwaitable(T) || (Suspend && rejectsHandle(*Suspend, *Promise)))
      return Answer::No;
    return Answer::Yes;
  }
  // In a pattern the promise is dependent, and so are its overloads' parameters.
  if (Promise->isDependentContext())
    return Answer::Unknown;
  Answer Best = Answer::No;
  for (const FunctionDecl *F : Overloads) {
    Answer A = overloadTakes(*F, *R, T.getCanonicalType().getUnqualifiedType(), Ctx);
    // A catch-all overload passes the type through to its own operator co_await.
    if (A == Answer::Yes &&
        F->getParamDecl(0)->getType().getNonReferenceType()->isTemplateTypeParmType() &&
        !isAwaitable(T) && !isAwaitedAlready(*F, T, Ctx))
      A = Answer::Unknown;
    if (A == Answer::Yes)
      return A;
    if (A == Answer::Unknown)
      Best = A;
  }
  return Best;
}

const TaskType *TaskModel::taskType(QualType T) {
  if (T.isNull() || T->isDependentType())
    return nullptr;
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  // A lambda or local class is never a task; skipping them keeps the cache small.
  if (!R || R->isLambda() || !R->getIdentifier())
    return nullptr;
  if (R->getDefinition())
    R = R->getDefinition();
  auto [It, New] = Tasks.try_emplace(R);
  if (!New)
    return It->second.get();
  const CXXRecordDecl *Readable = recordOf(T);
  const CXXRecordDecl *Promise = Readable ? findPromise(*Readable) : nullptr;
  if (!Promise || !makesTask(*Promise, *Readable))
    return nullptr;
  auto Owned = std::make_unique<TaskType>();
  TaskType &Task = *Owned;
  Task.Record = R;
  Task.Promise = Promise;
  Task.Kind = findMethod(*Promise, "yield_value") && !findMethod(*Promise, "return_value")
                  ? TaskKind::Generator
                  : TaskKind::Task;
  Task.Begins = startOf(*Readable, *Promise);
  Task.Drop = dropEffectOf(*Readable, *Promise, Task.Begins);
  llvm::SmallVector<const FunctionDecl *, 8> Overloads;
  collectAwaitTransforms(*Promise, Overloads);
  // A promise that transforms its own task type awaits it whatever the type says.
  Task.Awaitable = isAwaitable(T);
  for (const FunctionDecl *F : Overloads)
    if (!F->isDeleted() && F->getNumParams()) {
      if (const CXXRecordDecl *P = recordOf(F->getParamDecl(0)->getType()))
        Task.Awaitable |= patternOf(*P) == patternOf(*R);
      // One for all, such as folly's, makes even what has no operator co_await awaitable.
      Task.Awaitable |= isAwaitedAlready(*F, T.getCanonicalType().getUnqualifiedType(), Ctx);
    }
  return (Tasks[R] = std::move(Owned)).get();
}

} // namespace corolint
