// Following iterators over suspensions; see held-iterators.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/held-iterators.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"

using namespace clang;

namespace corolint::flow {

ContainerKind containerKind(QualType T) {
  const CXXRecordDecl *R = T.isNull() ? nullptr : recordOf(T.getNonReferenceType());
  if (!R)
    return ContainerKind::None;
  auto Is = [&](std::initializer_list<llvm::StringRef> Names) {
    return llvm::any_of(Names, [&](llvm::StringRef N) { return hasQualifiedName(*R, N); });
  };
  if (Is({"std::vector", "std::deque", "std::basic_string", "std::flat_map", "std::flat_set",
          "boost::container::vector", "boost::container::small_vector", "boost::container::flat_map",
          "boost::container::flat_set", "absl::InlinedVector", "absl::flat_hash_map",
          "absl::flat_hash_set", "absl::btree_map", "absl::btree_set", "folly::small_vector",
          "folly::F14FastMap", "folly::F14ValueMap", "folly::F14VectorMap", "QList", "QVector", "QHash",
          "QMap", "seastar::circular_buffer", "seastar::chunked_fifo"}))
    return ContainerKind::Contiguous;
  if (Is({"std::unordered_map", "std::unordered_set", "std::unordered_multimap",
          "std::unordered_multiset", "boost::unordered::unordered_map", "absl::node_hash_map",
          "folly::F14NodeMap"}))
    return ContainerKind::Hashed;
  if (Is({"std::map", "std::set", "std::multimap", "std::multiset", "std::list", "std::forward_list"}))
    return ContainerKind::Nodes;
  return ContainerKind::None;
}

static const Expr *bare(const Expr *E) {
  while (E) {
    const Expr *Before = E;
    E = E->IgnoreImplicit()->IgnoreParenImpCasts();
    // A copy of an iterator, a conversion to a const one.
    if (const auto *C = dyn_cast<CXXConstructExpr>(E); C && C->getNumArgs() == 1)
      E = C->getArg(0);
    if (E == Before)
      break;
  }
  return E;
}

const ValueDecl *HeldIterators::sharedContainer(const Expr *E) {
  E = bare(E);
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    const bool Own = Member->isArrow() && isa<CXXThisExpr>(bare(Member->getBase()));
    return Field && Own && containerKind(Field->getType()) != ContainerKind::None &&
                   !Field->getType().isConstQualified() && !Field->getType()->isReferenceType()
               ? Field
               : nullptr;
  }
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  // `auto &map = map_`, and the hidden reference of a range-for.
  if (V && V->isLocalVarDecl() && V->getType()->isReferenceType() && V->getInit())
    return sharedContainer(V->getInit());
  return V && V->hasGlobalStorage() && !V->getTLSKind() && !V->getType().isConstQualified() &&
                 containerKind(V->getType()) != ContainerKind::None
             ? V->getCanonicalDecl()
             : nullptr;
}

namespace {

/// What an expression leads to: a container, or what a variable holds.
struct Lead {
  const ValueDecl *Container = nullptr;
  const VarDecl *Through = nullptr;
  bool Element = false;
};

Lead lead(const Expr *E, unsigned Depth) {
  E = bare(E);
  if (!E || Depth > 8)
    return {};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    return V && V->hasLocalStorage() ? Lead{nullptr, V, false} : Lead{};
  }
  if (const auto *Op = dyn_cast<UnaryOperator>(E)) {
    if (Op->getOpcode() != UO_AddrOf && Op->getOpcode() != UO_Deref)
      return {};
    Lead L = lead(Op->getSubExpr(), Depth + 1);
    L.Element = true;
    return L;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    // `it->second`, `pair.first`, `emplace(...).first`
    if (!isa<FieldDecl>(Member->getMemberDecl()) || Member->getMemberDecl()->getType()->isReferenceType())
      return {};
    const Expr *Base = bare(Member->getBase());
    const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Base);
    const bool ThroughIterator = Arrow && Arrow->getOperator() == OO_Arrow;
    Lead L = lead(ThroughIterator ? Arrow->getArg(0) : Base, Depth + 1);
    L.Element |= ThroughIterator;
    return L;
  }
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E)) {
    const OverloadedOperatorKind Kind = Op->getOperator();
    if (Kind == OO_Subscript) {
      const ValueDecl *C = HeldIterators::sharedContainer(Op->getArg(0));
      return {C, nullptr, true};
    }
    if (Kind == OO_Star && Op->getNumArgs() == 1) {
      Lead L = lead(Op->getArg(0), Depth + 1);
      L.Element = true;
      return L;
    }
    return {};
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    const ValueDecl *C = Method ? HeldIterators::sharedContainer(Call->getImplicitObjectArgument()) : nullptr;
    if (!C)
      return {};
    static const llvm::StringRef Elements[] = {"at", "front", "back", "emplace_back", "value", "top"};
    static const llvm::StringRef Iterators[] = {
        "begin",  "end",         "cbegin",      "rbegin",           "find",  "lower_bound", "upper_bound",
        "insert", "emplace",     "try_emplace", "insert_or_assign", "erase", "equal_range", "data"};
    if (llvm::is_contained(Elements, identifierOf(*Method)))
      return {C, nullptr, true};
    if (llvm::is_contained(Iterators, identifierOf(*Method)))
      return {C, nullptr, false};
  }
  return {};
}

} // namespace

HeldIterators::HeldIterators(const BodyFlow &Body, std::function<bool(const Expr &)> Suspends)
    : Suspends(std::move(Suspends)) {
  for (const CFGBlock *Block : *Body.cfg())
    for (const CFGElement &E : *Block)
      if (auto Statement = E.getAs<CFGStmt>()) {
        const Stmt *S = Statement->getStmt();
        if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(S); Op && Op->getOperator() == OO_Equal)
          Targets.insert(Op->getArg(0)->IgnoreParenImpCasts());
        else if (const auto *Op = dyn_cast<BinaryOperator>(S); Op && Op->getOpcode() == BO_Assign)
          Targets.insert(Op->getLHS()->IgnoreParenImpCasts());
      }
}

std::optional<Held> HeldIterators::obtained(const State &S, const VarDecl &V, const Expr *Init) const {
  if (!Init)
    return std::nullopt;
  QualType T = V.getType();
  // A copy of an element is the coroutine's own; so is what a range-for's hidden reference to the
  // container would say.
  const Lead L = lead(Init, 0);
  if (L.Element && !T->isReferenceType() && !T->isPointerType())
    return std::nullopt;
  if (L.Container)
    return Held{L.Container, Init, L.Element, nullptr};
  auto It = L.Through ? S.find(L.Through) : S.end();
  if (It == S.end())
    return std::nullopt;
  Held H = It->second;
  H.Element |= L.Element;
  return H;
}

void HeldIterators::bind(State &S, const VarDecl &V, const Expr *Init) {
  if (std::optional<Held> H = obtained(S, V, Init))
    S[&V] = *H;
  else
    S.erase(&V);
}

void HeldIterators::transfer(State &S, const CFGElement &E) {
  std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
  if (!Element)
    return;
  if (const Expr *Suspension = suspensionAt(E)) {
    if (Suspends(*Suspension))
      for (auto &[V, H] : S)
        if (!H.Suspension)
          H.Suspension = Suspension;
    return;
  }
  const Stmt *Statement = Element->getStmt();
  if (const auto *Decls = dyn_cast<DeclStmt>(Statement)) {
    for (const Decl *D : Decls->decls())
      if (const auto *V = dyn_cast<VarDecl>(D); V && V->isLocalVarDecl() && !V->hasGlobalStorage())
        bind(S, *V, V->getInit());
    return;
  }
  const Expr *Target = nullptr, *Value = nullptr;
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Statement); Op && Op->getOperator() == OO_Equal)
    Target = Op->getArg(0), Value = Op->getArg(1);
  else if (const auto *Op = dyn_cast<BinaryOperator>(Statement); Op && Op->getOpcode() == BO_Assign)
    Target = Op->getLHS(), Value = Op->getRHS();
  const auto *Ref = Target ? dyn_cast<DeclRefExpr>(Target->IgnoreParenImpCasts()) : nullptr;
  if (const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      V && V->hasLocalStorage() && !V->getType()->isReferenceType())
    bind(S, *V, Value);
}

void HeldIterators::join(State &Into, const State &From) {
  for (auto It = Into.begin(); It != Into.end();) {
    auto Other = From.find(It->first);
    if (Other == From.end() || Other->second.Container != It->second.Container) {
      It = Into.erase(It);
      continue;
    }
    Held &H = It->second;
    if (!H.Suspension)
      H.Suspension = Other->second.Suspension;
    H.Element &= Other->second.Element;
    if (Other->second.Where->getBeginLoc() < H.Where->getBeginLoc())
      H.Where = Other->second.Where;
    ++It;
  }
}

const Held *HeldIterators::usedAt(const State &S, const CFGElement &E, const DeclRefExpr *&Used) const {
  std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
  Used = Element ? dyn_cast<DeclRefExpr>(Element->getStmt()) : nullptr;
  const auto *V = Used ? dyn_cast<VarDecl>(Used->getDecl()) : nullptr;
  auto It = V ? S.find(V) : S.end();
  return It != S.end() && It->second.Suspension && !Targets.contains(Used) ? &It->second : nullptr;
}

} // namespace corolint::flow
