// Reading promise types; see promise-semantics.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/promise-semantics.h"
#include "coroutine/qualified-name.h"
#include "coroutine/visible-body.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

/// The constant that \p F returns, where its body is just that.
static std::optional<bool> constantBool(const FunctionDecl &F) {
  const Expr *Value = onlyReturn(visibleBody(F));
  if (!Value)
    return std::nullopt;
  if (const auto *B = dyn_cast<CXXBoolLiteralExpr>(Value->IgnoreParenImpCasts()))
    return B->getValue();
  return std::nullopt;
}

static bool isEmptyBody(const FunctionDecl &F) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(visibleBody(F));
  return Body && Body->body_empty();
}

bool makesTask(const CXXRecordDecl &Promise, const CXXRecordDecl &Task) {
  const FunctionDecl *F = findMethod(Promise, "get_return_object");
  const CXXRecordDecl *Made = F ? recordOf(yields(*F)) : nullptr;
  if (!Made || !Made->hasDefinition() || patternOf(*Made) == patternOf(Task))
    return true;
  for (const Decl *D : patternOf(Task)->decls()) {
    const FunctionDecl *Ctor = dyn_cast<CXXConstructorDecl>(D);
    if (const auto *T = dyn_cast<FunctionTemplateDecl>(D))
      Ctor = dyn_cast<CXXConstructorDecl>(T->getTemplatedDecl());
    if (!Ctor || Ctor->getNumParams() == 0)
      continue;
    // A parameter whose type depends on something may be anything.
    QualType Param = Ctor->getParamDecl(0)->getType().getNonReferenceType();
    const CXXRecordDecl *From = recordOf(Param);
    if (From ? patternOf(*From) == patternOf(*Made) : Param->isDependentType())
      return true;
  }
  return !Made->getVisibleConversionFunctions().empty();
}

Start startOf(const CXXRecordDecl &Promise) {
  const FunctionDecl *F = findMethod(Promise, "initial_suspend");
  if (!F)
    return Start::Unknown;
  const CXXRecordDecl *Awaiter = recordOf(yields(*F));
  if (!Awaiter)
    return Start::Unknown;
  if (hasQualifiedName(*Awaiter, "std::suspend_always"))
    return Start::Lazy;
  if (hasQualifiedName(*Awaiter, "std::suspend_never"))
    return Start::Eager;
  const FunctionDecl *Ready = findMethod(*Awaiter, "await_ready");
  const FunctionDecl *Suspend = findMethod(*Awaiter, "await_suspend");
  if (!Ready || !Suspend)
    return Start::Unknown;
  // An awaiter may derive from suspend_always and only override await_resume.
  if (const auto *From = dyn_cast<CXXMethodDecl>(Ready)) {
    if (hasQualifiedName(*From->getParent(), "std::suspend_always") && isEmptyBody(*Suspend))
      return Start::Lazy;
    if (hasQualifiedName(*From->getParent(), "std::suspend_never"))
      return Start::Eager;
  }
  std::optional<bool> IsReady = constantBool(*Ready);
  if (!IsReady)
    return Start::Unknown;
  if (*IsReady || constantBool(*Suspend) == false)
    return Start::Eager;
  return isEmptyBody(*Suspend) ? Start::Lazy : Start::Unknown;
}

namespace {

/// Looks for what may start a coroutine: `handle.resume()`, `handle()`, or the handle given away.
struct StartFinder : RecursiveASTVisitor<StartFinder> {
  bool Found = false;

  static bool isHandle(const Expr *E) {
    const CXXRecordDecl *R = recordOf(E->IgnoreParenImpCasts()->getType());
    return R && hasQualifiedName(*R, "std::coroutine_handle");
  }
  static llvm::StringRef calleeOf(const CallExpr &E) {
    const Expr *Callee = E.getCallee()->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MemberExpr>(Callee))
      return identifierOf(*M->getMemberDecl());
    if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
      return M->getMember().isIdentifier() ? M->getMember().getAsIdentifierInfo()->getName() : "";
    if (const FunctionDecl *F = E.getDirectCallee())
      return identifierOf(*F);
    return "";
  }
  bool VisitCallExpr(CallExpr *E) {
    llvm::StringRef Name = calleeOf(*E);
    if (Name == "resume")
      Found = true;
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E)) {
      Found |= Op->getOperator() == OO_Call && isHandle(Op->getArg(0));
      return true;
    }
    if (Name != "exchange" && Name != "move" && Name != "forward" && Name != "swap")
      for (const Expr *Arg : E->arguments())
        Found |= isHandle(Arg);
    return true;
  }
};

/// Looks for `handle.destroy()` and for a look at `handle.done()` in a destructor.
struct DestroyFinder : RecursiveASTVisitor<DestroyFinder> {
  bool Destroys = false, AsksDone = false, CallsOther = false;

  bool VisitCallExpr(CallExpr *E) {
    llvm::StringRef Name;
    if (const auto *M = dyn_cast<MemberExpr>(E->getCallee()))
      Name = identifierOf(*M->getMemberDecl());
    else if (const auto *D = dyn_cast<CXXDependentScopeMemberExpr>(E->getCallee()))
      Name = D->getMember().isIdentifier() ? D->getMember().getAsIdentifierInfo()->getName() : "";
    if (Name == "destroy")
      Destroys = true;
    else if (Name == "done")
      AsksDone = true;
    else if (!isa<CXXOperatorCallExpr>(E) && Name != "operator bool" && Name != "address")
      CallsOther = true;
    return true;
  }
};

} // namespace

/// Whether a member or base of \p R has a destructor of its own, which may own the frame.
static bool hasOwningPart(const CXXRecordDecl &R) {
  auto NonTrivial = [](QualType T) {
    const CXXRecordDecl *Part = recordOf(T);
    return !Part || Part->isDependentContext() || !Part->hasDefinition() ||
           !Part->hasTrivialDestructor();
  };
  for (const FieldDecl *F : R.fields()) {
    if (F->getType()->isDependentType() || F->getType()->getAsCXXRecordDecl()) {
      const CXXRecordDecl *Part = recordOf(F->getType());
      // A plain handle owns nothing.
      if (Part && hasQualifiedName(*Part, "std::coroutine_handle"))
        continue;
      if (NonTrivial(F->getType()))
        return true;
    }
  }
  for (const CXXBaseSpecifier &B : R.bases())
    if (NonTrivial(B.getType()))
      return true;
  return false;
}

/// Whether making or destroying a \p Task may start the coroutine, although it is suspended initially:
/// the handle is given to an executor in get_return_object, resumed by the constructor, or run to its
/// end by the destructor.
static bool mayStartByItself(const CXXRecordDecl &Task, const CXXRecordDecl &Promise) {
  StartFinder Finder;
  auto Look = [&](const FunctionDecl *F) {
    if (const Stmt *Body = F ? visibleBody(*F) : nullptr)
      Finder.TraverseStmt(const_cast<Stmt *>(Body));
  };
  Look(findMethod(Promise, "get_return_object"));
  if (Task.hasDefinition()) {
    for (const CXXConstructorDecl *Ctor : Task.ctors())
      if (!Ctor->isCopyOrMoveConstructor())
        Look(Ctor);
    Look(Task.getDestructor());
  }
  return Finder.Found;
}

/// Whether \p Task has something to find a running coroutine by: a handle, a pointer. A type that has
/// not (an optional, an expected) is the finished result itself.
static bool holdsPointer(const CXXRecordDecl &Task) {
  if (!Task.hasDefinition())
    return false;
  for (const FieldDecl *F : Task.fields()) {
    QualType T = F->getType();
    if (T->isPointerType() || T->isReferenceType())
      return true;
    const CXXRecordDecl *R = recordOf(T);
    if (R && (hasQualifiedName(*R, "std::coroutine_handle") ||
              llvm::StringRef(identifierOf(*R)).contains_insensitive("ptr")))
      return true;
  }
  for (const CXXBaseSpecifier &B : Task.bases())
    if (const CXXRecordDecl *Base = recordOf(B.getType()); Base && Base != &Task)
      if (holdsPointer(*Base))
        return true;
  return false;
}

/// Whether the frame frees itself at its end, so that nobody else owns it.
static bool freesItself(const CXXRecordDecl &Promise) {
  const FunctionDecl *F = findMethod(Promise, "final_suspend");
  const CXXRecordDecl *Awaiter = F ? recordOf(yields(*F)) : nullptr;
  return Awaiter && hasQualifiedName(*Awaiter, "std::suspend_never");
}

/// The destructor that says what becomes of the frame: the task's own, or that of its only base.
static const CXXDestructorDecl *decidingDestructor(const CXXRecordDecl &Task) {
  for (const CXXRecordDecl *R : {&Task, patternOf(Task)})
    if (const CXXDestructorDecl *Dtor = R->hasDefinition() ? R->getDestructor() : nullptr;
        Dtor && Dtor->isUserProvided())
      return Dtor;
  if (!Task.hasDefinition() || Task.getNumBases() != 1 || !Task.field_empty())
    return nullptr;
  const CXXRecordDecl *Base = recordOf(Task.bases_begin()->getType());
  return Base && Base != &Task ? decidingDestructor(*Base) : nullptr;
}

/// A task that holds a bare coroutine handle and has no destructor: nobody ever frees the frame.
static bool ownsNothing(const CXXRecordDecl &Task) {
  if (!Task.hasDefinition() || Task.isDependentContext() || hasOwningPart(Task))
    return false;
  const CXXDestructorDecl *Dtor = Task.getDestructor();
  if (Dtor && Dtor->isUserProvided())
    return false;
  for (const FieldDecl *F : Task.fields())
    if (const CXXRecordDecl *Part = recordOf(F->getType());
        Part && hasQualifiedName(*Part, "std::coroutine_handle"))
      return true;
  return false;
}

Start startOf(const CXXRecordDecl &Task, const CXXRecordDecl &Promise) {
  Start Begins = startOf(Promise);
  return Begins == Start::Lazy && mayStartByItself(Task, Promise) ? Start::Unknown : Begins;
}

DropEffect dropEffectOf(const CXXRecordDecl &Task, const CXXRecordDecl &Promise, Start Begins) {
  if (Begins == Start::Lazy)
    return ownsNothing(Task) ? DropEffect::Leaks : DropEffect::NeverRuns;
  if (Begins != Start::Eager || !Task.hasDefinition())
    return DropEffect::Unknown;
  // A type without a way to its coroutine is a finished result; one of the standard library's is
  // returned by plain functions as well.
  if (!holdsPointer(Task) || Task.isInStdNamespace())
    return DropEffect::Unknown;
  // Nobody owns a frame that frees itself.
  auto Otherwise = [&] {
    return hasOwningPart(Task) && !freesItself(Promise) ? DropEffect::Unknown
                                                        : DropEffect::KeepsRunning;
  };
  const CXXDestructorDecl *Dtor = decidingDestructor(Task);
  if (!Dtor)
    return Otherwise();
  const Stmt *Body = visibleBody(*Dtor);
  if (!Body)
    return DropEffect::Unknown;
  DestroyFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(Body));
  if (Finder.Destroys)
    // Freed only once it is done: while it runs, it runs on.
    return Finder.AsksDone ? DropEffect::KeepsRunning : DropEffect::Cancelled;
  return Finder.CallsOther ? DropEffect::Unknown : Otherwise();
}

UnhandledException unhandledExceptionOf(const CXXRecordDecl &Promise) {
  const FunctionDecl *F = findMethod(Promise, "unhandled_exception");
  const Stmt *Body = F ? visibleBody(*F) : nullptr;
  if (!Body)
    return UnhandledException::Unknown;
  if (isEmptyBody(*F))
    return UnhandledException::Ignored;
  struct Finder : RecursiveASTVisitor<Finder> {
    UnhandledException Found = UnhandledException::Unknown;
    bool VisitCXXThrowExpr(CXXThrowExpr *) {
      Found = UnhandledException::Rethrown;
      return true;
    }
    bool VisitCallExpr(CallExpr *E) {
      const FunctionDecl *Callee = E->getDirectCallee();
      if (!Callee || Found != UnhandledException::Unknown)
        return true;
      if (hasQualifiedName(*Callee, "std::terminate") || hasQualifiedName(*Callee, "std::abort") ||
          hasQualifiedName(*Callee, "abort"))
        Found = UnhandledException::Terminates;
      else if (hasQualifiedName(*Callee, "std::current_exception"))
        Found = UnhandledException::Stored;
      else if (hasQualifiedName(*Callee, "std::rethrow_exception"))
        Found = UnhandledException::Rethrown;
      return true;
    }
  } Find;
  Find.TraverseStmt(const_cast<Stmt *>(Body));
  return Find.Found;
}

} // namespace corolint
