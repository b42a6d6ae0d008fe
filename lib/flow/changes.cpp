// Telling code that only looks from code that changes something; see changes.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/changes.h"
#include "clang/AST/Attr.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Builtins.h"
#include "coroutine/callables.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "flow/lock-types.h"

using namespace clang;

namespace corolint::flow {

/// Whether the arguments of \p F are values, or references that nothing is changed through.
static bool takesValues(const FunctionDecl &F) {
  for (const ParmVarDecl *P : F.parameters()) {
    QualType T = P->getType();
    if (T->isRValueReferenceType() || (T->isLValueReferenceType() && !T->getPointeeType().isConstQualified()))
      return false;
    if (T->isPointerType() && !T->getPointeeType().isConstQualified())
      return false;
  }
  return true;
}

/// Whether \p R is a class of the standard library, nested ones included.
static bool isStandard(const CXXRecordDecl *R) { return R && R->isInStdNamespace(); }

static bool isOutputStream(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R)
    return false;
  if (hasQualifiedName(*R, "std::basic_ostream"))
    return true;
  const CXXRecordDecl *Def = R->getDefinition();
  return Def && llvm::any_of(Def->bases(), [](const CXXBaseSpecifier &B) {
           return isOutputStream(B.getType());
         });
}

/// Writes to a log or a terminal.
static bool isOutput(const CallExpr &Call, const FunctionDecl &F) {
  if (F.getOverloadedOperator() == OO_LessLess && Call.getNumArgs() == 2)
    return isOutputStream(Call.getArg(0)->getType());
  static const llvm::StringRef Names[] = {"printf", "fprintf", "puts", "fputs", "putchar"};
  return (F.isExternC() || F.isInStdNamespace()) && llvm::is_contained(Names, identifierOf(F));
}

/// A const method of which no body is seen, by its name: "is_open", "hasData", "empty", "load". What goes by
/// the clock changes by itself.
static bool isNamedLikeGetter(const CXXMethodDecl &M) {
  llvm::StringRef Name = identifierOf(M);
  for (llvm::StringRef Clock : {"elapsed", "expire", "timeout", "timed"})
    if (Name.contains_insensitive(Clock))
      return false;
  for (llvm::StringRef Prefix : {"is", "has", "was"})
    if (Name.size() > Prefix.size() && Name.starts_with(Prefix) &&
        (Name[Prefix.size()] == '_' || llvm::isUpper(Name[Prefix.size()])))
      return true;
  static const llvm::StringRef Names[] = {
      "available", "cancelled", "closed",      "completed", "connected",   "count",
      "done",      "empty",     "failed",      "finished",  "isEmpty",     "load",
      "loadAcquire", "loadRelaxed", "open",    "ready",     "running",     "size",
      "state",     "status",    "stopped",     "stop_requested", "stopRequested", "valid"};
  return llvm::is_contained(Names, Name);
}

/// Methods of the standard library that only look although they are not const: they hand out an iterator or
/// a reference.
static bool isAccessor(const CXXMethodDecl &M) {
  static const llvm::StringRef Names[] = {"begin", "end", "front", "back", "find", "data", "at"};
  const OverloadedOperatorKind Op = M.getOverloadedOperator();
  return Op == OO_Star || Op == OO_Arrow || Op == OO_Subscript ||
         llvm::is_contained(Names, identifierOf(M));
}

static bool standardMethodOnlyLooks(const CXXMethodDecl &M) {
  if (!M.isConst())
    return isAccessor(M);
  return !M.getReturnType()->isVoidType() && M.getOverloadedOperator() != OO_Call;
}

bool Changes::writesOnlyLocals() const {
  return llvm::all_of(Written, [](const auto &Entry) {
    const auto *V = dyn_cast<VarDecl>(Entry.first);
    return V && V->hasLocalStorage();
  });
}

/// Whether the visible body of \p F does nothing but look.
bool Changes::onlyLooks(const FunctionDecl &F) {
  const FunctionDecl *Def = nullptr;
  if (Depth == MaxDepth || !F.hasBody(Def) || Def->isDependentContext() || coroutineBody(*Def))
    return false;
  if (const auto *M = dyn_cast<CXXMethodDecl>(Def); M && M->isVirtual() && !M->hasAttr<FinalAttr>())
    return false;
  Changes Inner(Opaque, Vouched);
  Inner.Depth = Depth + 1;
  return Inner.addTree(*Def->getBody()) && Inner.writesOnlyLocals();
}

bool Changes::call(const CallExpr &Call) {
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F)
    return false;
  if (Vouched(Call) || isOutput(Call, *F) || F->getBuiltinID() == Builtin::BI__builtin_expect)
    return true;
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  const bool Looks = !M || M->isStatic() || M->isConst();
  if (F->isConstexpr() && Looks && takesValues(*F) && F->getOverloadedOperator() != OO_Call)
    return true;
  if (M && !M->isStatic()) {
    if (isStandard(M->getParent()) && takesValues(*M) && standardMethodOnlyLooks(*M))
      return true;
    if (Opaque == Getters && M->isConst() && !M->hasBody() && M->getNumParams() == 0 &&
        isNamedLikeGetter(*M))
      return true;
  } else if (F->isInStdNamespace() && F->isOverloadedOperator() && takesValues(*F)) {
    return true;
  }
  return onlyLooks(*F);
}

bool Changes::write(const Expr &Target, const Expr *Value) {
  const Expr *E = Target.IgnoreParenImpCasts();
  while (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
    E = Element->getBase()->IgnoreParenImpCasts();
    Value = nullptr;
    if (!E->getType()->isArrayType())
      return false;
  }
  const ValueDecl *D = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    D = Ref->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    D = Member->getMemberDecl();
  // Through a pointer or a reference: it may be anything.
  if (!D || !isa<VarDecl, FieldDecl>(D) || D->getType()->isReferenceType())
    return false;
  Written[D].push_back(Value);
  return true;
}

/// Constructors that do nothing but fill the object.
static bool onlyFills(const CXXConstructExpr &E) {
  const CXXConstructorDecl &C = *E.getConstructor();
  if (C.isTrivial() || isGuard(E.getType()))
    return true;
  if (!takesValues(C))
    return false;
  const CXXRecordDecl &R = *C.getParent();
  return C.isConstexpr() ||
         (isStandard(&R) && (hasQualifiedName(R, "std::shared_ptr") || hasQualifiedName(R, "std::weak_ptr") ||
                             hasQualifiedName(R, "std::basic_string") || hasQualifiedName(R, "std::vector")));
}

bool Changes::node(const Stmt &S) {
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    return call(*Call);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S))
    return onlyFills(*Construct);
  if (const auto *Operator = dyn_cast<BinaryOperator>(&S))
    return !Operator->isAssignmentOp() ||
           write(*Operator->getLHS(), Operator->getOpcode() == BO_Assign ? Operator->getRHS() : nullptr);
  if (const auto *Operator = dyn_cast<UnaryOperator>(&S))
    return !Operator->isIncrementDecrementOp() || write(*Operator->getSubExpr(), nullptr);
  if (const auto *Declare = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *D : Declare->decls())
      if (const auto *V = dyn_cast<VarDecl>(D)) {
        if (V->isStaticLocal())
          return false;
        if (!V->getType()->isReferenceType() && V->getInit())
          Written[V].push_back(V->getInit());
      }
    return true;
  }
  return isa<DeclRefExpr, MemberExpr, CXXThisExpr, ParenExpr, CastExpr, ArraySubscriptExpr,
             AbstractConditionalOperator, MaterializeTemporaryExpr, ExprWithCleanups,
             CXXBindTemporaryExpr, SubstNonTypeTemplateParmExpr, CXXDefaultArgExpr,
             CXXDefaultInitExpr, ConstantExpr, InitListExpr, ImplicitValueInitExpr,
             CXXScalarValueInitExpr, UnaryExprOrTypeTraitExpr, OpaqueValueExpr,
             CXXRewrittenBinaryOperator, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, GNUNullExpr,
             IntegerLiteral, FloatingLiteral, CharacterLiteral, StringLiteral, CompoundStmt, IfStmt,
             SwitchStmt, SwitchCase, BreakStmt, ContinueStmt, WhileStmt, DoStmt, ForStmt,
             ReturnStmt, NullStmt, AttributedStmt>(S);
}

bool Changes::addTree(const Stmt &S) {
  if (!node(S))
    return false;
  for (const Stmt *Child : S.children())
    if (Child && !addTree(*Child))
      return false;
  return true;
}

/// Whether destroying a \p T is sure to concern nobody else.
static bool diesAlone(QualType T) {
  const CXXRecordDecl *R = T.isNull() ? nullptr : T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return !R || !R->hasDefinition() || R->hasTrivialDestructor() || isStandard(R) || isGuard(T);
}

bool Changes::add(const CFGElement &E) {
  if (std::optional<CFGStmt> Statement = E.getAs<CFGStmt>())
    return node(*Statement->getStmt());
  if (std::optional<CFGAutomaticObjDtor> Dtor = E.getAs<CFGAutomaticObjDtor>())
    return diesAlone(Dtor->getVarDecl()->getType());
  if (std::optional<CFGTemporaryDtor> Dtor = E.getAs<CFGTemporaryDtor>())
    return diesAlone(Dtor->getBindTemporaryExpr()->getType());
  return E.getKind() == CFGElement::LifetimeEnds || E.getKind() == CFGElement::ScopeBegin ||
         E.getKind() == CFGElement::ScopeEnd;
}

static bool isInitialiser(const ValueDecl &D, const Expr &Value) {
  const auto *V = dyn_cast<VarDecl>(&D);
  return V && V->getInit() == &Value;
}

/// Whether \p S names a variable or a member.
static bool readsAny(const Stmt &S) {
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  if (isa<MemberExpr>(S) || (Ref && isa<VarDecl>(Ref->getDecl())))
    return true;
  return llvm::any_of(S.children(), [](const Stmt *Child) { return Child && readsAny(*Child); });
}

bool Changes::isConstant(const Stmt &S, unsigned Depth) const {
  if (Depth > MaxDepth)
    return false;
  const ValueDecl *D = nullptr;
  bool Through = false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
    D = Ref->getDecl();
    Through = D->getType()->isReferenceType();
    // What a binding stands for is not followed.
    if (isa<BindingDecl>(D))
      return false;
  } else if (const auto *Member = dyn_cast<MemberExpr>(&S)) {
    D = Member->getMemberDecl();
  } else if (const auto *Deref = dyn_cast<UnaryOperator>(&S)) {
    Through = Deref->getOpcode() == UO_Deref;
  }
  // A write to something else of the same type may be a write to what is referred to.
  if (Through) {
    const Type *T = cast<Expr>(S).getType()->getCanonicalTypeUnqualified().getTypePtr();
    for (const auto &[Other, Values] : Written)
      if (Other->getType()->getCanonicalTypeUnqualified().getTypePtr() == T)
        return false;
  }
  if (auto It = D ? Written.find(D) : Written.end(); It != Written.end()) {
    // Set to the same value each time around. A literal differs from what it was before the first time.
    const Expr *Value = It->second.size() == 1 ? It->second.front() : nullptr;
    if (!Value || (!isInitialiser(*D, *Value) && !readsAny(*Value)) || !isConstant(*Value, Depth + 1))
      return false;
  }
  for (const Stmt *Child : S.children())
    if (Child && !isConstant(*Child, Depth))
      return false;
  return true;
}

} // namespace corolint::flow
