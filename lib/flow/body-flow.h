// The control flow of one callable's body: clang's CFG, built once and shared by every check that asks
// what holds between two suspension points.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_BODY_FLOW_H
#define COROLINT_FLOW_BODY_FLOW_H

#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Analysis/AnalysisDeclContext.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>

namespace corolint::flow {

/// One body. Lambdas inside it are bodies of their own.
class BodyFlow {
public:
  explicit BodyFlow(const clang::FunctionDecl &F);

  /// Null when the function has no visible body, or clang makes no CFG of it (code that does not
  /// parse).
  const clang::CFG *cfg() const { return Graph; }
  /// The blocks so that a block comes after those that lead to it, loops aside.
  const clang::PostOrderCFGView &order() const { return *Order; }
  const clang::FunctionDecl &function() const { return F; }

private:
  const clang::FunctionDecl &F;
  clang::AnalysisDeclContext Context;
  const clang::CFG *Graph = nullptr;
  std::unique_ptr<clang::PostOrderCFGView> Order;
};

/// The bodies of a translation unit.
class BodyFlows {
public:
  /// A body with more blocks is not analysed: what is gained there does not pay for a linter that
  /// seems to hang.
  static constexpr unsigned MaxBlocks = 20000;

  /// The flow of \p F's definition; null when it has none, or more than MaxBlocks blocks.
  const BodyFlow *of(const clang::FunctionDecl &F);
  /// The number of blocks of \p F's definition, when `of` found more than MaxBlocks; else 0.
  unsigned excessOf(const clang::FunctionDecl &F) const;

private:
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<BodyFlow>> Bodies;
  /// The sizes of those that are too large: their flow is not kept.
  llvm::DenseMap<const clang::FunctionDecl *, unsigned> TooLarge;
};

/// The expression of a written suspension point, when \p E is one: a `co_await` or `co_yield`, at the
/// moment when everything it is made of was evaluated. The implicit awaits at start and end are none, nor
/// is an await of something that is always ready.
const clang::Expr *suspensionAt(const clang::CFGElement &E);

} // namespace corolint::flow

#endif
