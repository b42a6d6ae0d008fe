// Iterators, references and pointers into containers, and whether the coroutine was suspended since they were
// obtained.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_HELD_ITERATORS_H
#define COROLINT_FLOW_HELD_ITERATORS_H

#include "flow/body-flow.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseSet.h"
#include <functional>
#include <map>

namespace corolint::flow {

/// How a container's elements and iterators fare when it changes.
enum class ContainerKind {
  None,
  Contiguous, ///< Any change of its size moves its elements.
  Hashed,     ///< Elements stay where they are, iterators do not survive an insertion.
  Nodes       ///< Elements and iterators stay; only erasing ends them.
};
ContainerKind containerKind(clang::QualType T);

/// What a variable has of a container.
struct Held {
  const clang::ValueDecl *Container = nullptr; ///< A member of `this`, or a global.
  const clang::Expr *Where = nullptr;          ///< What obtained it.
  bool Element = false;                        ///< A reference or pointer to an element, no iterator.
  const clang::Expr *Suspension = nullptr;     ///< The first since then; null for none.
  bool operator==(const Held &) const = default;
};

/// A problem for dataflow.h: local variables that lead into a container which outlives the coroutine. Held
/// means on every path; suspended means on some path.
class HeldIterators {
public:
  struct Earlier {
    bool operator()(const clang::VarDecl *A, const clang::VarDecl *B) const {
      return A->getLocation().getRawEncoding() != B->getLocation().getRawEncoding()
                 ? A->getLocation().getRawEncoding() < B->getLocation().getRawEncoding()
                 : A < B;
    }
  };
  using State = std::map<const clang::VarDecl *, Held, Earlier>;

  /// \p Suspends: whether an expression that flow::suspensionAt() gives counts.
  HeldIterators(const BodyFlow &Body, std::function<bool(const clang::Expr &)> Suspends);

  State start() { return {}; }
  void transfer(State &S, const clang::CFGElement &E);
  void join(State &Into, const State &From);

  /// What is held over a suspension and used by the element; null for nothing.
  const Held *usedAt(const State &S, const clang::CFGElement &E, const clang::DeclRefExpr *&Used) const;

  /// The container that \p E, an object, names when it is a member of `this` or a global; null otherwise.
  static const clang::ValueDecl *sharedContainer(const clang::Expr *E);

private:
  std::optional<Held> obtained(const State &S, const clang::VarDecl &V, const clang::Expr *Init) const;
  void bind(State &S, const clang::VarDecl &V, const clang::Expr *Init);

  std::function<bool(const clang::Expr &)> Suspends;
  /// Mentions that give a variable a new value.
  llvm::DenseSet<const clang::Expr *> Targets;
};

} // namespace corolint::flow

#endif
