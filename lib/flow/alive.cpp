// Following objects from construction to destruction; see alive.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/alive.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint::flow {

using Object = ObjectsAlive::Object;

static bool isHolder(const CXXRecordDecl &R) {
  for (llvm::StringRef Name :
       {"std::optional", "std::unique_ptr", "std::shared_ptr", "boost::optional", "boost::scoped_ptr",
        "QScopedPointer", "opentelemetry::nostd::unique_ptr"})
    if (hasQualifiedName(R, Name))
      return true;
  return false;
}

static const CXXRecordDecl *holderOf(QualType T) {
  const CXXRecordDecl *R = T.isNull() || T->isReferenceType() ? nullptr : T->getAsCXXRecordDecl();
  return R && isHolder(*R) ? R : nullptr;
}

const CXXRecordDecl *heldClass(QualType T) {
  const CXXRecordDecl *R = T.isNull() || T->isReferenceType() ? nullptr : T->getAsCXXRecordDecl();
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(R);
  if (Spec && isHolder(*R)) {
    const TemplateArgumentList &Args = Spec->getTemplateArgs();
    R = Args.size() && Args[0].getKind() == TemplateArgument::Type
            ? Args[0].getAsType()->getAsCXXRecordDecl()
            : nullptr;
  }
  return R && R->getDefinition() ? R->getDefinition() : nullptr;
}

static const Expr *bare(const Expr *E) {
  return E ? E->IgnoreParenImpCasts()->IgnoreUnlessSpelledInSource() : nullptr;
}

bool ObjectsAlive::isWanted(QualType T) const {
  const CXXRecordDecl *R = heldClass(T);
  return R && Wanted(*R);
}

/// The variable or member that \p E names: `g`, `*g`, `&g`, `this->g`.
const ValueDecl *ObjectsAlive::followed(const Expr *E) const {
  E = bare(E);
  if (const auto *Op = dyn_cast_or_null<UnaryOperator>(E);
      Op && (Op->getOpcode() == UO_AddrOf || Op->getOpcode() == UO_Deref))
    return followed(Op->getSubExpr());
  if (const auto *Op = dyn_cast_or_null<CXXOperatorCallExpr>(E);
      Op && (Op->getOperator() == OO_Arrow || Op->getOperator() == OO_Star) && Op->getNumArgs() == 1)
    return followed(Op->getArg(0));
  const ValueDecl *D = nullptr;
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
    D = Ref->getDecl();
  else if (const auto *Member = dyn_cast_or_null<MemberExpr>(E))
    D = Member->getMemberDecl();
  if (!D)
    return nullptr;
  // A local reference or pointer stands for what it was made from.
  const auto *Alias = dyn_cast<VarDecl>(D);
  if (Alias && Alias->isLocalVarDecl() && Alias->getInit() &&
      (Alias->getType()->isReferenceType() || Alias->getType()->isPointerType()) &&
      !isa<MaterializeTemporaryExpr>(Alias->getInit()->IgnoreParens())) {
    const Expr *Init = bare(Alias->getInit());
    if (const auto *Op = dyn_cast_or_null<UnaryOperator>(Init); Op && Op->getOpcode() == UO_AddrOf)
      Init = bare(Op->getSubExpr());
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Init); Ref && Ref->getDecl() != D)
      D = Ref->getDecl();
  }
  return isWanted(D->getType()) ? D : nullptr;
}

const ValueDecl *ObjectsAlive::movedFrom(const Expr *E) const {
  const auto *Call = dyn_cast_or_null<CallExpr>(bare(E));
  return Call && Call->getNumArgs() == 1 && Call->isCallToStdMove() ? followed(Call->getArg(0))
                                                                    : nullptr;
}

static void doubt(ObjectsAlive::State &S, const ValueDecl *D) {
  if (!D)
    return;
  if (auto It = S.find(D); It != S.end() && It->second.Is == Object::Yes)
    It->second.Is = Object::Maybe;
}

ObjectsAlive::State ObjectsAlive::start() {
  State S;
  // A coroutine's parameters live as long as its frame.
  for (const ParmVarDecl *P : Body.function().parameters())
    if (isWanted(P->getType()) && !holderOf(P->getType()))
      S[P] = {Object::Yes, P->getLocation(), nullptr, nullptr};
  return S;
}

static bool isEmptyTag(const Expr &E) {
  const CXXRecordDecl *R = recordOf(E.getType());
  return E.getType()->isNullPtrType() ||
         (R && (hasQualifiedName(*R, "std::nullopt_t") || hasQualifiedName(*R, "boost::none_t")));
}

/// What becomes of an object of type \p As that gets the value of \p From.
Object ObjectsAlive::made(State &S, const Expr *From, QualType As, SourceLocation Where) {
  if (!From)
    return {};
  if (From->getType().isNull() || From->containsErrors())
    return {Object::Maybe, Where, nullptr, nullptr};
  const Expr *E = From->IgnoreImplicit()->IgnoreParens();
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    E = Cast->getSubExpr()->IgnoreImplicit()->IgnoreParens();
  if (const auto *C = dyn_cast<CXXConstructExpr>(E); C && C->getNumArgs() == 1)
    if (movedFrom(C->getArg(0)))
      E = C->getArg(0);
  if (const ValueDecl *D = movedFrom(E)) {
    Object Was = S[D];
    S[D] = {};
    return {Was.Is, Was.Is == Object::Yes ? Where : Was.Where, Was.Made, nullptr};
  }
  const bool Holder = holderOf(As);
  if (Holder && isEmptyTag(*From))
    return {};
  if (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
    if (C->getNumArgs() == 1 && isEmptyTag(*C->getArg(0)))
      return {};
    if (C->getNumArgs() == 0 || isa<CXXDefaultArgExpr>(C->getArg(0))) {
      const CXXRecordDecl *R = C->getConstructor()->getParent();
      // A class that is made for being assigned to is empty until then.
      if (isHolder(*R) || (!Holder && R->hasUserDeclaredMoveAssignment()))
        return {};
    } else if (Holder && C->getType()->getAsCXXRecordDecl() == holderOf(As)) {
      const Expr *First = C->getArg(0)->IgnoreImplicit()->IgnoreParens();
      // From another holder, or a pointer from who knows where.
      if (holderOf(First->getType()) ||
          (First->getType()->isPointerType() && !isa<CXXNewExpr>(First)))
        return C->isElidable() ? made(S, First, As, Where) : Object{Object::Maybe, Where, nullptr, nullptr};
    }
  } else if (Holder) {
    // `std::make_unique<guard>(x)` makes one, any other function may not.
    if (const auto *List = dyn_cast<InitListExpr>(E); List && List->getNumInits() == 0)
      return {};
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
    const bool Makes =
        F && (identifierOf(*F).starts_with("make_") ||
              F->getReturnType().getNonReferenceType()->getAsCXXRecordDecl() != holderOf(As) ||
              hasQualifiedName(*F, "opentelemetry::context::RuntimeContext::Attach"));
    if (!Makes)
      return {Object::Maybe, Where, nullptr, nullptr};
  }
  return {Object::Yes, Where, E, nullptr};
}

void ObjectsAlive::declare(State &S, const VarDecl &V) {
  if (!V.isLocalVarDecl() || V.hasGlobalStorage())
    return;
  QualType T = V.getType();
  if (T->isReferenceType()) {
    // `auto &&guard = make();`: the temporary lives as long as the reference.
    const Expr *Init = V.getInit() ? V.getInit()->IgnoreParens() : nullptr;
    if (const auto *Full = dyn_cast_or_null<ExprWithCleanups>(Init))
      Init = Full->getSubExpr();
    // Maybe as a reference to a base.
    while (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Init))
      Init = Cast->getSubExpr();
    const auto *Temporary = dyn_cast_or_null<MaterializeTemporaryExpr>(Init);
    if (!Temporary || !isWanted(Temporary->getType()))
      return;
    Object Is = made(S, Temporary->getSubExpr(), Temporary->getType(), V.getLocation());
    Is.Class = heldClass(Temporary->getType());
    S[&V] = Is;
    return;
  }
  if (isWanted(T))
    S[&V] = made(S, V.getInit(), T, V.getLocation());
}

/// What is moved into a call is somebody else's; what is lent may be ended by whoever has it.
void ObjectsAlive::arguments(State &S, llvm::ArrayRef<const Expr *> Args,
                             llvm::ArrayRef<ParmVarDecl *> Params) {
  for (unsigned I = 0; I < Args.size(); ++I) {
    if (const ValueDecl *From = movedFrom(Args[I])) {
      S[From] = {};
      continue;
    }
    if (I >= Params.size())
      continue;
    QualType T = Params[I]->getType();
    if ((T->isReferenceType() || T->isPointerType()) && !T->getPointeeType().isConstQualified())
      doubt(S, followed(Args[I]));
  }
}

void ObjectsAlive::memberCall(State &S, const CXXMemberCallExpr &Call, const ValueDecl &D) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method) {
    doubt(S, &D);
    return;
  }
  const SourceLocation Where = Call.getExprLoc();
  llvm::StringRef Name = identifierOf(*Method);
  if (isa<CXXDestructorDecl>(Method)) {
    S[&D] = {};
  } else if (isHolder(*Method->getParent()) || holderOf(D.getType())) {
    // Of the holder, not of what is in it.
    const CXXRecordDecl *R = Method->getParent();
    const bool OnHolder = isHolder(*R) || identifierOf(*R).starts_with("_") || identifierOf(*R).starts_with("__");
    if (!OnHolder) {
      if (!Method->isConst())
        doubt(S, &D);
    } else if (Name == "emplace") {
      S[&D] = {Object::Yes, Where, &Call, nullptr};
    } else if (Name == "reset") {
      const Expr *New = Call.getNumArgs() ? Call.getArg(0) : nullptr;
      if (New && !isa<CXXDefaultArgExpr>(New) && !isEmptyTag(*bare(New)))
        S[&D] = {isa<CXXNewExpr>(bare(New)) ? Object::Yes : Object::Maybe, Where, New, nullptr};
      else
        S[&D] = {};
    } else if (Name == "release" || Name == "swap") {
      doubt(S, &D);
    }
  } else if (Name == "reblock" || Name == "reacquire") {
    S[&D] = {Object::Yes, Where, &Call, nullptr};
  } else if (!Method->isConst() && !Method->isStatic()) {
    // `unblock()`, `restore()`, `release()`, `dismiss()`: it may have nothing left to do.
    doubt(S, &D);
  }
}

void ObjectsAlive::call(State &S, const CallExpr &Call) {
  if (Call.isCallToStdMove())
    return;
  const FunctionDecl *Callee = Call.getDirectCallee();
  llvm::ArrayRef<const Expr *> Args(Call.getArgs(), Call.getNumArgs());
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    const ValueDecl *Target = Args.empty() ? nullptr : followed(Args[0]);
    if (Op->getOperator() == OO_Equal && Args.size() == 2 && Target) {
      S[Target] = made(S, Args[1], Target->getType(), Op->getOperatorLoc());
      return;
    }
    if (isa_and_nonnull<CXXMethodDecl>(Callee))
      Args = Args.drop_front();
  } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    if (const ValueDecl *D = followed(Member->getImplicitObjectArgument()))
      memberCall(S, *Member, *D);
  }
  if (Callee)
    arguments(S, Args, Callee->parameters());
}

void ObjectsAlive::captured(State &S, const LambdaExpr &Lambda) {
  // When it will be called is not known, nor what it does.
  for (const LambdaCapture &C : Lambda.captures())
    if (C.capturesVariable() && C.getCaptureKind() == LCK_ByRef)
      if (const auto *V = dyn_cast<VarDecl>(C.getCapturedVar()); V && isWanted(V->getType()))
        doubt(S, V);
}

void ObjectsAlive::transfer(State &S, const CFGElement &E) {
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
    // The objects themselves are looked at where they are declared; a copied shared_ptr is one more owner.
    if (Construct->getNumArgs() == 1 && holderOf(Construct->getType()) &&
        Construct->getConstructor()->isCopyConstructor())
      doubt(S, followed(Construct->getArg(0)));
    else if (!isWanted(Construct->getType()))
      arguments(S, llvm::ArrayRef(Construct->getArgs(), Construct->getNumArgs()),
                Construct->getConstructor()->parameters());
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(Statement)) {
    captured(S, *Lambda);
  }
}

void ObjectsAlive::join(State &Into, const State &From) {
  for (auto &[D, O] : Into) {
    auto It = From.find(D);
    if (O.Is != (It == From.end() ? Object::No : It->second.Is))
      O.Is = Object::Maybe;
  }
  for (const auto &[D, O] : From)
    if (auto [It, New] = Into.try_emplace(D, O); New && O.Is != Object::No)
      It->second.Is = Object::Maybe;
}

} // namespace corolint::flow
