// Strongly connected parts of a control flow graph; see cycles.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/cycles.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/BitVector.h"

using namespace clang;

namespace corolint::flow {

static const Stmt *loopAt(const CFGBlock &Block) {
  if (const Stmt *Target = Block.getLoopTarget())
    return Target;
  const Stmt *Terminator = Block.getTerminatorStmt();
  return isa_and_nonnull<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(Terminator) ? Terminator
                                                                                 : nullptr;
}

const Stmt *Cycle::loop() const {
  // What encloses another one begins before it.
  const Stmt *Outermost = nullptr;
  for (const CFGBlock *Block : Blocks)
    if (const Stmt *Loop = loopAt(*Block))
      if (!Outermost || Loop->getBeginLoc() < Outermost->getBeginLoc())
        Outermost = Loop;
  return Outermost;
}

namespace {

/// Deeper nesting is not looked into: each level passes over the blocks once more.
constexpr unsigned MaxDepth = 16;

class Finder {
public:
  Finder(const BodyFlow &Body) : Inside(Body.cfg()->getNumBlockIDs()) {}

  llvm::BitVector Inside;
  std::vector<Cycle> Found;

  /// Finds the cycles among \p Blocks, in reverse post order, which are all that is Inside; then those that
  /// are left when their entries are taken away.
  void find(const std::vector<const CFGBlock *> &Blocks, unsigned Depth) {
    for (std::vector<const CFGBlock *> &Part : parts(Blocks)) {
      const size_t At = Found.size();
      Found.emplace_back();
      describe(Part, Found[At]);
      if (Depth == MaxDepth)
        continue;
      const llvm::BitVector Outer = Inside;
      Inside.reset();
      std::vector<const CFGBlock *> Rest;
      for (const CFGBlock *Block : Part)
        if (!llvm::is_contained(Found[At].Entries, Block)) {
          Rest.push_back(Block);
          Inside.set(Block->getBlockID());
        }
      find(Rest, Depth + 1);
      Inside = Outer;
    }
  }

private:
  bool isInside(const CFGBlock *Block) const { return Block && Inside.test(Block->getBlockID()); }

  /// The blocks that \p Seed reaches within what is Inside and in no part yet, added to \p Order when all
  /// that they lead to is.
  template <typename NextFn>
  void walk(const CFGBlock *Seed, llvm::BitVector &Seen, NextFn Next,
            std::vector<const CFGBlock *> &Order) {
    struct Frame {
      const CFGBlock *Block;
      llvm::SmallVector<const CFGBlock *, 4> Next;
    };
    std::vector<Frame> Stack;
    auto Enter = [&](const CFGBlock *Block) {
      Seen.set(Block->getBlockID());
      Stack.push_back({Block, {}});
      Next(*Block, Stack.back().Next);
    };
    Enter(Seed);
    while (!Stack.empty()) {
      if (Stack.back().Next.empty()) {
        Order.push_back(Stack.back().Block);
        Stack.pop_back();
        continue;
      }
      const CFGBlock *To = Stack.back().Next.pop_back_val();
      if (isInside(To) && !Seen.test(To->getBlockID()))
        Enter(To);
    }
  }

  /// Kosaraju's algorithm.
  std::vector<std::vector<const CFGBlock *>> parts(const std::vector<const CFGBlock *> &Blocks) {
    using Blocks4 = llvm::SmallVectorImpl<const CFGBlock *>;
    auto Forward = [](const CFGBlock &B, Blocks4 &Out) {
      for (const CFGBlock *S : B.succs())
        Out.push_back(S);
    };
    auto Backward = [](const CFGBlock &B, Blocks4 &Out) {
      for (const CFGBlock *P : B.preds())
        Out.push_back(P);
    };
    llvm::BitVector Seen(Inside.size());
    std::vector<const CFGBlock *> Order;
    for (const CFGBlock *Block : Blocks)
      if (!Seen.test(Block->getBlockID()))
        walk(Block, Seen, Forward, Order);
    std::vector<std::vector<const CFGBlock *>> Out;
    Seen.reset();
    for (const CFGBlock *Block : llvm::reverse(Order)) {
      if (Seen.test(Block->getBlockID()))
        continue;
      std::vector<const CFGBlock *> Part;
      walk(Block, Seen, Backward, Part);
      if (Part.size() > 1 || llvm::is_contained(Part[0]->succs(), Part[0]))
        Out.push_back(std::move(Part));
    }
    return Out;
  }

  static void describe(const std::vector<const CFGBlock *> &Part, Cycle &Out) {
    Out.Blocks.insert(Part.begin(), Part.end());
    for (const CFGBlock *Block : Part) {
      for (const CFGBlock *To : Block->succs())
        if (To && !Out.Blocks.contains(To))
          Out.Exits.push_back({Block, To});
      for (const CFGBlock *From : Block->preds())
        if (From && !Out.Blocks.contains(From)) {
          Out.Entries.push_back(Block);
          break;
        }
    }
  }
};

} // namespace

std::vector<Cycle> cyclesAvoiding(const BodyFlow &Body,
                                  llvm::function_ref<bool(const CFGBlock &)> Avoid) {
  Finder F(Body);
  // The order knows the blocks that can be reached.
  std::vector<const CFGBlock *> Blocks;
  for (const CFGBlock *Block : Body.order())
    if (!Avoid(*Block)) {
      Blocks.push_back(Block);
      F.Inside.set(Block->getBlockID());
    }
  F.find(Blocks, 0);
  return std::move(F.Found);
}

} // namespace corolint::flow
