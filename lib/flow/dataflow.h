// A small dataflow framework over a body: a problem says how a state changes at an element and how
// states meet, the solution says which state holds where.
//
// A problem is a class with
//   using State = ...;                                     copyable, comparable with ==
//   State start();                                         at the entry (forward) or exit (backward)
//   void transfer(State &, const clang::CFGElement &);     the effect of one element
//   void join(State &Into, const State &From);             what holds where two paths meet
// States must form a lattice of finite height: `join` only ever loses information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_DATAFLOW_H
#define COROLINT_FLOW_DATAFLOW_H

#include "flow/body-flow.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>
#include <vector>

namespace corolint::flow {

enum class Direction { Forward, Backward };

template <typename Problem, Direction Dir = Direction::Forward> class Solution {
public:
  using State = typename Problem::State;

  /// Solves at once. Cost: a block is looked at again only when the state at its start changed.
  Solution(const BodyFlow &Body, Problem &P)
      : Body(Body), P(P), Known(Body.cfg()->getNumBlockIDs()) {
    solve();
  }

  /// Calls \p Look for every element that can be reached, in the direction of the analysis, with the
  /// state just before it (in that direction).
  void replay(llvm::function_ref<void(const State &, const clang::CFGElement &)> Look) const {
    for (const clang::CFGBlock *Block : Body.order()) {
      if (!Known[Block->getBlockID()])
        continue;
      State S = *Known[Block->getBlockID()];
      forEach(*Block, [&](const clang::CFGElement &E) {
        Look(S, E);
        P.transfer(S, E);
      });
    }
  }

  /// The state when the analysis reaches the block; nothing for a block that cannot be reached.
  const std::optional<State> &at(const clang::CFGBlock &Block) const {
    return Known[Block.getBlockID()];
  }

private:
  static constexpr bool Forward = Dir == Direction::Forward;

  template <typename Fn> static void forEach(const clang::CFGBlock &Block, Fn Look) {
    if constexpr (Forward)
      for (const clang::CFGElement &E : Block)
        Look(E);
    else
      for (auto It = Block.rbegin(); It != Block.rend(); ++It)
        Look(*It);
  }

  template <typename Fn> static void forEachNext(const clang::CFGBlock &Block, Fn Look) {
    if constexpr (Forward) {
      for (const clang::CFGBlock *Next : Block.succs())
        if (Next)
          Look(*Next);
    } else {
      for (const clang::CFGBlock *Next : Block.preds())
        if (Next)
          Look(*Next);
    }
  }

  void solve() {
    const clang::CFG &Graph = *Body.cfg();
    auto Compare = Body.order().getComparator();
    // Blocks in (reverse) post order, so that a loop-free body is passed once.
    auto Later = [&](const clang::CFGBlock *A, const clang::CFGBlock *B) {
      return Forward ? Compare(B, A) : Compare(A, B);
    };
    std::vector<const clang::CFGBlock *> Work;
    std::vector<bool> Queued(Graph.getNumBlockIDs());
    auto Push = [&](const clang::CFGBlock &Block) {
      if (Queued[Block.getBlockID()])
        return;
      Queued[Block.getBlockID()] = true;
      Work.push_back(&Block);
      std::push_heap(Work.begin(), Work.end(), Later);
    };
    const clang::CFGBlock &Start = Forward ? Graph.getEntry() : Graph.getExit();
    Known[Start.getBlockID()] = P.start();
    Push(Start);
    while (!Work.empty()) {
      std::pop_heap(Work.begin(), Work.end(), Later);
      const clang::CFGBlock &Block = *Work.back();
      Work.pop_back();
      Queued[Block.getBlockID()] = false;
      State S = *Known[Block.getBlockID()];
      forEach(Block, [&](const clang::CFGElement &E) { P.transfer(S, E); });
      forEachNext(Block, [&](const clang::CFGBlock &Next) {
        std::optional<State> &Slot = Known[Next.getBlockID()];
        if (!Slot) {
          Slot = S;
          Push(Next);
          return;
        }
        State Before = *Slot;
        P.join(*Slot, S);
        if (!(*Slot == Before))
          Push(Next);
      });
    }
  }

  const BodyFlow &Body;
  Problem &P;
  std::vector<std::optional<State>> Known;
};

} // namespace corolint::flow

#endif
