// Telling what belongs to a thread; see thread-locals.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/thread-locals.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "flow/lock-types.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint::flow {

/// How deep functions are looked into.
static constexpr unsigned MaxDepth = 3;

static const Expr *bare(const Expr *E) {
  return E ? E->IgnoreParenImpCasts()->IgnoreUnlessSpelledInSource() : nullptr;
}

static bool isOneOf(llvm::StringRef Name, std::initializer_list<llvm::StringRef> Names) {
  return llvm::is_contained(Names, Name);
}

static bool givesElement(llvm::StringRef Method) {
  return isOneOf(Method, {"front", "back", "at", "value", "top", "emplace_back"});
}

static bool givesIterator(llvm::StringRef Method) {
  return isOneOf(Method, {"begin", "end", "rbegin", "rend", "cbegin", "cend", "find", "lower_bound",
                          "upper_bound", "data", "c_str"});
}

bool leadsInto(llvm::StringRef Method) { return givesElement(Method) || givesIterator(Method); }

static const VarDecl *named(const Expr *E, unsigned Depth);
static const VarDecl *pointedTo(const Expr *E, unsigned Depth);

/// Calls \p Found for every statement of \p S, lambdas left out.
static void forEachStmt(const Stmt *S, llvm::function_ref<void(const Stmt &)> Found) {
  if (!S)
    return;
  Found(*S);
  if (isa<LambdaExpr>(S))
    return;
  for (const Stmt *Child : S->children())
    forEachStmt(Child, Found);
}

static const FunctionDecl *bodyOf(const FunctionDecl *F) {
  const FunctionDecl *Def = nullptr;
  if (F && F->hasBody(Def))
    return Def;
  const FunctionDecl *Pattern = F ? F->getTemplateInstantiationPattern() : nullptr;
  return Pattern && Pattern->hasBody(Def) ? Def : nullptr;
}

/// The variable that all `return`s of \p F lead to.
static const VarDecl *returned(const FunctionDecl *F, unsigned Depth) {
  const FunctionDecl *Def = Depth < MaxDepth ? bodyOf(F) : nullptr;
  if (!Def || !(Def->getReturnType()->isReferenceType() || Def->getReturnType()->isPointerType()))
    return nullptr;
  const bool Reference = Def->getReturnType()->isReferenceType();
  const VarDecl *Only = nullptr;
  bool All = true;
  forEachStmt(Def->getBody(), [&](const Stmt &S) {
    const auto *Return = dyn_cast<ReturnStmt>(&S);
    if (!Return)
      return;
    const VarDecl *V = Reference ? named(Return->getRetValue(), Depth + 1)
                                 : pointedTo(Return->getRetValue(), Depth + 1);
    All &= V && (!Only || Only == V);
    Only = V;
  });
  return All ? Only : nullptr;
}

static bool isOwner(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return R && (hasQualifiedName(*R, "std::unique_ptr") || hasQualifiedName(*R, "std::optional"));
}

static const VarDecl *namedThroughCall(const CallExpr &Call, unsigned Depth) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || !Call.isGLValue())
    return nullptr;
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Call))
    // `t[i]`; `*t` of a smart pointer that only this thread has.
    return Op->getOperator() == OO_Subscript || (Op->getNumArgs() == 1 && isOwner(Op->getArg(0)->getType()))
               ? named(Op->getArg(0), Depth)
               : nullptr;
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const Expr *Object = Method->getImplicitObjectArgument();
    if (givesElement(identifierOf(*F)) && Object && !Object->getType()->isPointerType())
      if (const VarDecl *V = named(Object, Depth))
        return V;
  }
  return returned(F, Depth);
}

static const VarDecl *named(const Expr *E, unsigned Depth) {
  E = bare(E);
  if (!E)
    return nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    // A reference variable is a place of its own.
    return V && V->getTLSKind() != VarDecl::TLS_None && !V->getType()->isReferenceType() ? V : nullptr;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *V = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return V->getTLSKind() != VarDecl::TLS_None && !V->getType()->isReferenceType() ? V : nullptr;
    if (Member->getMemberDecl()->getType()->isReferenceType())
      return nullptr;
    return Member->isArrow() ? pointedTo(Member->getBase(), Depth) : named(Member->getBase(), Depth);
  }
  if (const auto *Sub = dyn_cast<ArraySubscriptExpr>(E))
    return pointedTo(Sub->getBase(), Depth);
  if (const auto *Op = dyn_cast<UnaryOperator>(E))
    return Op->getOpcode() == UO_Deref ? pointedTo(Op->getSubExpr(), Depth) : nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return namedThroughCall(*Call, Depth);
  return nullptr;
}

static bool isView(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return R && (hasQualifiedName(*R, "std::basic_string_view") || hasQualifiedName(*R, "std::span"));
}

static const VarDecl *pointedTo(const Expr *E, unsigned Depth) {
  if (!E || E->getType().isNull())
    return nullptr;
  const Expr *Written = E;
  E = E->IgnoreParens();
  // A decayed array.
  while (const auto *Cast = dyn_cast<ImplicitCastExpr>(E)) {
    if (Cast->getCastKind() == CK_ArrayToPointerDecay)
      return named(Cast->getSubExpr(), Depth);
    E = Cast->getSubExpr()->IgnoreParens();
  }
  if (isView(Written->getType()))
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
      E = Cast->getSubExpr()->IgnoreImplicit();
  // An object of its own that is made from what is read there.
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E->IgnoreImplicit());
      Construct && !isView(Construct->getType()) &&
      !Construct->getConstructor()->isCopyOrMoveConstructor())
    return nullptr;
  E = bare(E);
  if (const auto *Op = dyn_cast<UnaryOperator>(E))
    return Op->getOpcode() == UO_AddrOf ? named(Op->getSubExpr(), Depth) : nullptr;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return !isView(Construct->getType()) || Construct->getNumArgs() == 0 ? nullptr
           : Construct->getArg(0)->getType()->isPointerType()
               ? pointedTo(Construct->getArg(0), Depth)
               : named(Construct->getArg(0), Depth);
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E))
    return Op->getOperator() == OO_Arrow && isOwner(Op->getArg(0)->getType())
               ? named(Op->getArg(0), Depth)
               : nullptr;
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(E)) {
    const Expr *Object = Method->getImplicitObjectArgument();
    const FunctionDecl *F = Method->getDirectCallee();
    if (!F || !Object)
      return nullptr;
    const bool Conversion = isa<CXXConversionDecl>(F) && isView(F->getReturnType());
    if (!Object->getType()->isPointerType() &&
        (Conversion || givesIterator(identifierOf(*F)) ||
         (identifierOf(*F) == "get" && isOwner(Object->getType()))))
      return named(Object, Depth);
    return returned(F, Depth);
  }
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->isPRValue()) {
    const FunctionDecl *F = Call->getDirectCallee();
    if (F && Call->getNumArgs() == 1 && hasQualifiedName(*F, "std::addressof"))
      return named(Call->getArg(0), Depth);
    return returned(F, Depth);
  }
  // A view of a string, converted by the compiler.
  return isView(Written->getType()) && !isView(E->getType()) ? named(E, Depth) : nullptr;
}

const VarDecl *threadLocalNamed(const Expr *E) { return named(E, 0); }

const VarDecl *threadLocalPointedTo(const Expr *E) { return pointedTo(E, 0); }

namespace {

/// What a body does to the variables of its thread.
class Settings {
public:
  using Names = llvm::SmallSetVector<const NamedDecl *, 4>;
  Names Assigned;
  Names Grown;  ///< A container that got an element, an optional that got a value.
  Names Shrunk; ///< And one that lost it.
  Names Kept;   ///< Read into something else.

  void read(const FunctionDecl *F, unsigned Depth = 0) {
    const FunctionDecl *Def = Depth < MaxDepth ? bodyOf(F) : nullptr;
    if (!Def || !Seen.insert(Def).second)
      return;
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Def))
      for (const CXXCtorInitializer *Init : Ctor->inits())
        readStmt(Init->getInit(), Depth);
    readStmt(Def->getBody(), Depth);
  }

private:
  static void add(Names &To, const Expr *Target) {
    if (const VarDecl *V = threadLocalNamed(Target))
      To.insert(V->getCanonicalDecl());
  }

  void readStmt(const Stmt *S, unsigned Depth) {
    forEachStmt(S, [&](const Stmt &Each) {
      if (const auto *Assign = dyn_cast<BinaryOperator>(&Each)) {
        if (Assign->getOpcode() == BO_Assign) {
          add(Assigned, Assign->getLHS());
          add(Kept, Assign->getRHS());
        }
      } else if (const auto *Call = dyn_cast<CallExpr>(&Each)) {
        readCall(*Call, Depth);
      } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Each)) {
        read(Construct->getConstructor(), Depth + 1);
      }
    });
  }

  void readCall(const CallExpr &Call, unsigned Depth) {
    const FunctionDecl *F = Call.getDirectCallee();
    if (!F)
      return;
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Call)) {
      if (Op->getOperator() == OO_Equal && Op->getNumArgs() == 2) {
        add(Assigned, Op->getArg(0));
        add(Kept, Op->getArg(1));
      }
      return;
    }
    llvm::StringRef Name = identifierOf(*F);
    if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call)) {
      const Expr *Object = Method->getImplicitObjectArgument();
      if (Object && !Object->getType()->isPointerType()) {
        if (isOneOf(Name, {"push_back", "emplace_back", "push", "emplace", "insert"}))
          add(Grown, Object);
        else if (isOneOf(Name, {"pop_back", "pop", "erase", "reset", "clear"}))
          add(Shrunk, Object);
        else if (Name == "swap")
          add(Assigned, Object);
      }
    } else if (hasQualifiedName(*F, "std::exchange") || hasQualifiedName(*F, "std::swap")) {
      for (const Expr *A : Call.arguments())
        add(Assigned, A);
      return;
    } else if (F->isExternC() && isOneOf(Name, {"pthread_setspecific", "uselocale", "tss_set",
                                                "TlsSetValue", "FlsSetValue"})) {
      Assigned.insert(F->getCanonicalDecl());
    }
    read(F, Depth + 1);
  }

  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;
};

} // namespace

ThreadSetting threadSettingOf(const CXXRecordDecl &R) {
  const CXXRecordDecl *Def = R.getDefinition();
  if (!Def || Def->isDependentType())
    return {};
  const CXXDestructorDecl *Dtor = Def->getDestructor();
  if (!Dtor || Dtor->isImplicit() || Dtor->isInvalidDecl() || !bodyOf(Dtor))
    return {};
  Settings End;
  End.read(Dtor);
  if (End.Assigned.empty() && End.Shrunk.empty())
    return {};
  for (const CXXConstructorDecl *Ctor : Def->ctors()) {
    if (Ctor->isCopyOrMoveConstructor() || Ctor->isInvalidDecl())
      continue;
    Settings Begin;
    Begin.read(Ctor);
    for (const Settings::Names *Names : {&Begin.Assigned, &Begin.Grown})
      for (const NamedDecl *D : *Names)
        // What the destructor reads and puts in front of again is a list of spare objects: an object may
        // well go back to another thread's.
        if ((End.Assigned.contains(D) || End.Shrunk.contains(D)) && !End.Kept.contains(D))
          return {D};
  }
  return {};
}

llvm::SmallVector<const NamedDecl *, 2> threadLocalsSetBy(const FunctionDecl &F) {
  Settings All;
  All.read(&F);
  llvm::SmallVector<const NamedDecl *, 2> Out;
  for (const Settings::Names *Names : {&All.Assigned, &All.Grown, &All.Shrunk})
    Out.append(Names->begin(), Names->end());
  return Out;
}

bool isMadeForSharing(const VarDecl &V) {
  QualType T = V.getType();
  if (T.isConstQualified())
    return true;
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return T->isAtomicType();
  if (hasQualifiedName(*R, "std::atomic") || isThreadMutex(T))
    return true;
  for (llvm::StringRef Name : {"post", "dispatch", "schedule", "execute", "submit", "spawn", "enqueue"})
    if (findMethod(*R, Name))
      return true;
  return false;
}

} // namespace corolint::flow
