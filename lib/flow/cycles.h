// The loops of a body as its control flow has them, not as they are spelled: a `for`, a `continue`, a
// `goto`, and what is left of a loop when the paths that suspend are taken out.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_CYCLES_H
#define COROLINT_FLOW_CYCLES_H

#include "flow/body-flow.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <vector>

namespace corolint::flow {

/// Blocks that control can run through round and round: from each there is a way to each.
struct Cycle {
  llvm::SmallPtrSet<const clang::CFGBlock *, 8> Blocks;
  /// The blocks that are reached from outside of the cycle.
  llvm::SmallVector<const clang::CFGBlock *, 2> Entries;
  /// The ways out: the block that decides, and where it leads.
  llvm::SmallVector<std::pair<const clang::CFGBlock *, const clang::CFGBlock *>, 4> Exits;

  /// The written loop that the cycle is, the outermost one if it is several; null for a cycle that only
  /// jumps make.
  const clang::Stmt *loop() const;
};

/// The cycles of \p Body that run through no block that \p Avoid holds for, an outer one before those
/// inside it.
std::vector<Cycle> cyclesAvoiding(const BodyFlow &Body,
                                  llvm::function_ref<bool(const clang::CFGBlock &)> Avoid);

} // namespace corolint::flow

#endif
