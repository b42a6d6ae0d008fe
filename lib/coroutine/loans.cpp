// Following references to what they refer to; see loans.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/loans.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace corolint {

static constexpr unsigned MaxDepth = 12;

static const CXXRecordDecl *classOf(QualType T) {
  return T.isNull() || T->isReferenceType() || T->isPointerType() ? nullptr : recordOf(T);
}

template <typename A> static bool isMarked(const CXXRecordDecl &R) {
  if (R.hasAttr<A>())
    return true;
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  return Spec && Spec->getSpecializedTemplate()->getTemplatedDecl()->hasAttr<A>();
}

bool isView(QualType T) {
  const CXXRecordDecl *R = classOf(T);
  if (!R)
    return false;
  if (isMarked<PointerAttr>(*R))
    return true;
  static const llvm::StringRef Names[] = {
      "std::initializer_list",       "boost::string_view",   "boost::span",         "absl::string_view",
      "absl::Span",                  "folly::Range",         "QStringView",         "QByteArrayView",
      "asio::const_buffer",          "asio::mutable_buffer", "asio::const_buffers_1",
      "boost::asio::const_buffer",   "boost::asio::mutable_buffer",
      "boost::asio::const_buffers_1", "fmt::basic_string_view", "gsl::span"};
  return llvm::any_of(Names, [&](llvm::StringRef N) { return hasQualifiedName(*R, N); });
}

/// Whether what is in an object of the class dies with it.
static bool owns(QualType T) {
  const CXXRecordDecl *R = classOf(T.isNull() ? T : T.getNonReferenceType());
  if (!R)
    return false;
  if (isMarked<OwnerAttr>(*R))
    return true;
  static const llvm::StringRef Names[] = {"std::unique_ptr", "std::optional", "QString", "QByteArray",
                                          "folly::fbstring", "std::filesystem::path"};
  return llvm::any_of(Names, [&](llvm::StringRef N) { return hasQualifiedName(*R, N); });
}

static bool isStdCast(const CallExpr &Call) {
  switch (Call.getBuiltinCallee()) {
  case Builtin::BImove:
  case Builtin::BIforward:
  case Builtin::BIas_const:
    return Call.getNumArgs() == 1;
  default:
    return false;
  }
}

namespace {

class Finder {
public:
  Referent named(const Expr *E, unsigned Depth) {
    if (!E || Depth > MaxDepth)
      return {};
    E = E->IgnoreParens();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E)) {
      const auto *Extended = dyn_cast_or_null<VarDecl>(M->getExtendingDecl());
      if (Extended)
        return {Extended->hasLocalStorage() ? Referent::Local : Referent::Unknown, Extended, nullptr};
      return {Referent::Temporary, nullptr, M->getSubExpr()};
    }
    if (const auto *Full = dyn_cast<FullExpr>(E))
      return named(Full->getSubExpr(), Depth + 1);
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      return Cast->isGLValue() && Cast->getSubExpr()->isGLValue() ? named(Cast->getSubExpr(), Depth + 1)
                                                                  : Referent{};
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return variable(*Ref, Depth);
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (!Field || Field->getType()->isReferenceType())
        return {};
      return Member->isArrow() ? pointedTo(Member->getBase(), Depth + 1)
                               : named(Member->getBase(), Depth + 1);
    }
    if (const auto *Sub = dyn_cast<ArraySubscriptExpr>(E)) {
      const Expr *Base = Sub->getBase()->IgnoreParenImpCasts();
      return Base->getType()->isArrayType() ? named(Base, Depth + 1) : Referent{};
    }
    if (const auto *Op = dyn_cast<UnaryOperator>(E))
      return Op->getOpcode() == UO_Deref ? pointedTo(Op->getSubExpr(), Depth + 1) : Referent{};
    if (const auto *Call = dyn_cast<CallExpr>(E))
      return isStdCast(*Call) ? named(Call->getArg(0), Depth + 1) : part(*Call, Depth);
    return {};
  }

  /// What a pointer, or an object with `operator->`, leads to.
  Referent pointedTo(const Expr *E, unsigned Depth) {
    if (!E || Depth > MaxDepth)
      return {};
    E = E->IgnoreParenImpCasts();
    if (isa<CXXThisExpr>(E))
      return {Referent::This, nullptr, nullptr};
    if (E->getType()->isArrayType())
      return named(E, Depth + 1);
    if (const auto *Op = dyn_cast<UnaryOperator>(E))
      return Op->getOpcode() == UO_AddrOf ? named(Op->getSubExpr(), Depth + 1) : Referent{};
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      if (Call->getNumArgs() == 1 && Call->getBuiltinCallee() == Builtin::BIaddressof)
        return named(Call->getArg(0), Depth + 1);
      return part(*Call, Depth);
    }
    // A local pointer that is never anything else.
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return V && V->hasLocalStorage() && V->getType().isConstQualified() && V->getInit()
               ? pointedTo(V->getInit(), Depth + 1)
               : Referent{};
  }

private:
  /// `v[0]`, `*p`, `p->`, `v.front()`, `s.c_str()`: a part of what the object owns.
  Referent part(const CallExpr &Call, unsigned Depth) {
    static const llvm::StringRef Accessors[] = {"at",    "front", "back",   "value", "get",     "data",
                                                "c_str", "begin", "cbegin", "end",   "cend",    "find",
                                                "view",  "native", "constData", "rbegin"};
    const Expr *Object = nullptr;
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&Call)) {
      const OverloadedOperatorKind Kind = Op->getOperator();
      if (Kind == OO_Subscript || Kind == OO_Arrow || (Kind == OO_Star && Op->getNumArgs() == 1))
        Object = Op->getArg(0);
    } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
      const CXXMethodDecl *Method = Member->getMethodDecl();
      if (Method && (isa<CXXConversionDecl>(Method) ||
                     llvm::is_contained(Accessors, identifierOf(*Method))))
        Object = Member->getImplicitObjectArgument();
    }
    if (!Object)
      return {};
    QualType T = Object->IgnoreParenImpCasts()->getType();
    if (T->isPointerType())
      return owns(T->getPointeeType()) ? pointedTo(Object, Depth + 1) : Referent{};
    return owns(T) ? named(Object, Depth + 1) : Referent{};
  }

  Referent variable(const DeclRefExpr &Ref, unsigned Depth) {
    const auto *V = dyn_cast<VarDecl>(Ref.getDecl());
    // A capture is the lambda's, or of the function around that.
    if (!V || !V->hasLocalStorage() || Ref.refersToEnclosingVariableOrCapture())
      return {};
    if (!V->getType()->isReferenceType())
      return {Referent::Local, V, nullptr};
    return isa<ParmVarDecl>(V) || !V->getInit() ? Referent{} : named(V->getInit(), Depth + 1);
  }
};

/// Collects what values refer to.
class Lender {
public:
  llvm::SmallVector<Loan, 2> Found;

  void value(QualType T, const Expr *E, unsigned Depth) {
    if (!E || T.isNull() || T->isDependentType() || Depth > MaxDepth)
      return;
    if (T->isReferenceType())
      return add(Loan::Reference, Finder().named(E, 0), *E);
    if (T->isPointerType()) {
      // A literal lives for ever.
      if (!isa<StringLiteral>(E->IgnoreParenImpCasts()))
        add(Loan::Pointer, Finder().pointedTo(E, 0), *E);
      return;
    }
    if (isView(T))
      return view(E, Depth);
    const CXXRecordDecl *R = classOf(T);
    if (!R || !R->hasDefinition())
      return;
    E = bare(E);
    if (const auto *L = dyn_cast<LambdaExpr>(E))
      return captures(*L, Depth);
    if (const auto *List = dyn_cast<InitListExpr>(E); List && R->isAggregate())
      fields(*R, *List, Depth);
  }

private:
  static const Expr *bare(const Expr *E) {
    while (true) {
      const Expr *Before = E;
      E = E->IgnoreImplicit()->IgnoreParens();
      if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
        E = Cast->getSubExpr();
      if (const auto *Call = dyn_cast<CallExpr>(E); Call && isStdCast(*Call))
        E = Call->getArg(0);
      if (const auto *C = dyn_cast<CXXConstructExpr>(E);
          C && C->getNumArgs() == 1 && C->getConstructor()->isCopyOrMoveConstructor())
        E = C->getArg(0);
      if (E == Before)
        return E;
    }
  }

  void add(Loan::Form By, Referent To, const Expr &E) {
    if (To.Is != Referent::Unknown)
      Found.push_back({By, To, &E, nullptr});
  }

  /// What an object of a view's class refers to.
  void view(const Expr *E, unsigned Depth) {
    const Expr *Whole = E;
    E = bare(E);
    if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
      return add(Loan::View, {Referent::Temporary, nullptr, List->getSubExpr()}, *Whole);
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      const FunctionDecl *F = Call->getDirectCallee();
      // `std::ref(x)`, `asio::buffer(x)`, `std::span(x)` by a function of its own.
      static const llvm::StringRef Wrappers[] = {"ref", "cref", "buffer", "as_bytes",
                                                 "as_writable_bytes", "dynamic_buffer"};
      if (F && !isa<CXXMethodDecl>(F) && Call->getNumArgs() >= 1 &&
          llvm::is_contained(Wrappers, identifierOf(*F)))
        return refersTo(Call->getArg(0), *Whole, Depth);
      // A conversion of the owner, `v.begin()`.
      return add(Loan::View, Finder().named(E, 0), *Whole);
    }
    if (const auto *Made = dyn_cast<CXXConstructExpr>(E); Made && Made->getNumArgs() >= 1)
      return refersTo(Made->getArg(0), *Whole, Depth);
    // Another view, made of something and never changed.
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (V && V->hasLocalStorage() && !isa<ParmVarDecl>(V) && V->getInit() && !V->isCXXForRangeDecl() &&
        !Ref->refersToEnclosingVariableOrCapture() && V->getType().isConstQualified())
      value(V->getType().getUnqualifiedType(), V->getInit(), Depth + 1);
  }

  /// The view is made of \p E.
  void refersTo(const Expr *E, const Expr &Whole, unsigned Depth) {
    QualType T = E->getType();
    const Expr *Bare = E->IgnoreParenImpCasts();
    if (isView(T.getNonReferenceType()))
      return value(T.getNonReferenceType().getUnqualifiedType(), E, Depth + 1);
    if (isa<StringLiteral>(Bare))
      return;
    if (T->isPointerType())
      return add(Loan::View, Finder().pointedTo(E, 0), Whole);
    if (E->isGLValue() && !T->isFunctionType())
      add(Loan::View, Finder().named(E, 0), Whole);
  }

  void captures(const LambdaExpr &L, unsigned Depth) {
    auto Init = L.capture_init_begin();
    for (const LambdaCapture &C : L.captures()) {
      const Expr *E = *Init++;
      if (C.capturesThis()) {
        if (C.getCaptureKind() == LCK_This)
          Found.push_back({Loan::Capture, {Referent::This, nullptr, nullptr}, &L, nullptr});
      } else if (C.capturesVariable() && E) {
        const auto *V = dyn_cast<VarDecl>(C.getCapturedVar());
        const size_t Before = Found.size();
        if (C.getCaptureKind() == LCK_ByRef)
          add(Loan::Capture, Finder().named(E, 0), L);
        else if (V)
          value(V->getType().getUnqualifiedType().getNonReferenceType(), E, Depth + 1);
        for (size_t I = Before; I < Found.size(); ++I) {
          Found[I].By = Loan::Capture;
          Found[I].Argument = &L;
        }
      }
    }
  }

  void fields(const CXXRecordDecl &R, const InitListExpr &Given, unsigned Depth) {
    const InitListExpr &List = Given.isSemanticForm() || !Given.getSemanticForm()
                                   ? Given
                                   : *Given.getSemanticForm();
    unsigned Index = R.getNumBases();
    for (const FieldDecl *F : R.fields()) {
      if (Index >= List.getNumInits())
        return;
      const size_t Before = Found.size();
      value(F->getType(), List.getInit(Index++), Depth + 1);
      for (size_t I = Before; I < Found.size(); ++I)
        Found[I].By = Loan::View;
    }
  }
};

} // namespace

Referent referentOf(const Expr *E) { return Finder().named(E, 0); }

llvm::SmallVector<Loan, 2> lentBy(QualType T, const Expr *E) {
  Lender L;
  L.value(T, E, 0);
  return std::move(L.Found);
}

llvm::SmallVector<Loan, 4> loansOf(const FunctionDecl &Callee, const Expr *Object,
                                   llvm::ArrayRef<const Expr *> Args) {
  llvm::SmallVector<Loan, 4> Found;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  const bool Explicit = Method && Method->isExplicitObjectMemberFunction();
  if (Object && Method && !Method->isStatic() && !Explicit) {
    QualType T = Object->getType();
    const Referent To = T->isPointerType() ? Finder().pointedTo(Object, 0) : Finder().named(Object, 0);
    if (To.Is != Referent::Unknown)
      Found.push_back({Loan::Object, To, Object, nullptr});
  }
  unsigned Index = Explicit ? 1 : 0;
  for (const Expr *A : Args) {
    if (Index >= Callee.getNumParams())
      break;
    const ParmVarDecl *P = Callee.getParamDecl(Index++);
    for (Loan &L : lentBy(P->getType(), A)) {
      L.Param = P;
      L.Argument = A;
      Found.push_back(L);
    }
  }
  return Found;
}

} // namespace corolint
