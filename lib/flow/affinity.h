// Executor affinity: whether a coroutine is still where it was started, or has moved to another thread.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_AFFINITY_H
#define COROLINT_FLOW_AFFINITY_H

#include "flow/body-flow.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint::flow {

enum class Affinity {
  Home,  ///< On its loop; every path says so.
  Away,  ///< Moved off by a hop, or never on it, on every path.
  Either ///< Paths disagree.
};

/// What awaiting an expression does to the coroutine: moves it to Home or Away, or nothing.
using HopOf = llvm::function_ref<std::optional<Affinity>(const clang::CoawaitExpr &)>;

/// The affinity at each place of one body.
class Affinities {
public:
  /// \p Start: where the coroutine begins.
  Affinities(const BodyFlow &Body, HopOf Hop, Affinity Start = Affinity::Home);

  /// Just before \p S runs; nothing when \p S is no expression of the body or cannot be reached (a
  /// handler of exceptions: calls make no edges to it).
  std::optional<Affinity> at(const clang::Stmt &S) const;

private:
  llvm::DenseMap<const clang::Stmt *, Affinity> Places;
};

} // namespace corolint::flow

#endif
