// Searching forward; see after-event.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/after-event.h"

using namespace clang;

namespace corolint::flow {

/// Whether \p Block branches on \p Event. \p Happened becomes the index of the successor where it is true.
static bool branchesOn(const CFGBlock &Block, const Expr &Event, unsigned &Happened) {
  const auto *E = dyn_cast_or_null<Expr>(Block.getTerminatorCondition(/*StripParens=*/true));
  if (!E || Block.succ_size() != 2)
    return false;
  // Of `a && b` each operand has a block of its own.
  if (const Expr *Last = Block.getLastCondition())
    E = Last;
  Happened = 0;
  while (true) {
    E = E->IgnoreParenImpCasts()->IgnoreImplicit();
    const auto *Not = dyn_cast<UnaryOperator>(E);
    if (!Not || Not->getOpcode() != UO_LNot)
      return E == &Event;
    E = Not->getSubExpr();
    Happened = 1 - Happened;
  }
}

bool isBranchedOn(const BodyFlow &Body, const Expr &E) {
  unsigned Happened = 0;
  return llvm::any_of(*Body.cfg(), [&](const CFGBlock *Block) { return branchesOn(*Block, E, Happened); });
}

const Expr *firstAfter(const BodyFlow &Body, const Expr &Event, llvm::function_ref<bool(const Expr &)> Is) {
  const SourceManager &SM = Body.function().getASTContext().getSourceManager();
  const Expr *First = nullptr;
  llvm::DenseSet<const CFGBlock *> Seen;
  llvm::SmallVector<const CFGBlock *, 8> Work;
  const auto Leave = [&](const CFGBlock &Block, int Only) {
    int Index = 0;
    for (const CFGBlock *Next : Block.succs())
      if (const bool Follow = Only < 0 || Index++ == Only; Next && Follow && Seen.insert(Next).second)
        Work.push_back(Next);
  };
  const auto Look = [&](const Stmt *S) {
    const auto *E = dyn_cast<Expr>(S);
    if (E && Is(*E) && (!First || SM.isBeforeInTranslationUnit(E->getBeginLoc(), First->getBeginLoc())))
      First = E;
  };
  // Past the event in its own block, then all that can be reached; that may be the block again, from its start.
  for (const CFGBlock *Block : *Body.cfg()) {
    bool Happened = false;
    for (const CFGElement &Element : *Block) {
      std::optional<CFGStmt> S = Element.getAs<CFGStmt>();
      if (!S)
        continue;
      if (Happened)
        Look(S->getStmt());
      Happened |= S->getStmt() == &Event;
    }
    unsigned Where = 0;
    if (Happened)
      Leave(*Block, branchesOn(*Block, Event, Where) ? int(Where) : -1);
  }
  while (!Work.empty()) {
    const CFGBlock *Block = Work.pop_back_val();
    bool Again = false;
    for (const CFGElement &Element : *Block) {
      std::optional<CFGStmt> S = Element.getAs<CFGStmt>();
      if (!S)
        continue;
      // From here on it is another event.
      if ((Again = S->getStmt() == &Event))
        break;
      Look(S->getStmt());
    }
    if (!Again)
      Leave(*Block, -1);
  }
  return First;
}

} // namespace corolint::flow
