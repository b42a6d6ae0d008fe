// Building control flow; see body-flow.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/body-flow.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint::flow {

static CFG::BuildOptions buildOptions() {
  CFG::BuildOptions Options;
  // Every expression is an element, in the order of evaluation; destructors of locals and temporaries
  // are elements too. Exceptions of calls make no edges: nearly every call would have one, and a
  // state that must hold on all paths would hold nowhere.
  Options.setAllAlwaysAdd();
  Options.AddImplicitDtors = true;
  Options.AddTemporaryDtors = true;
  Options.AddInitializers = true;
  Options.PruneTriviallyFalseEdges = true;
  return Options;
}

BodyFlow::BodyFlow(const FunctionDecl &F)
    : F(F), Context(/*Mgr=*/nullptr, &F, buildOptions()) {
  // Clang asserts on bodies that are dependent or contain errors.
  if (F.isDependentContext() || !F.hasBody() || F.isInvalidDecl())
    return;
  // The context looks through CoroutineBodyStmt to the written body.
  Graph = Context.getCFG();
  if (Graph)
    Order = std::make_unique<PostOrderCFGView>(Graph);
}

const BodyFlow *BodyFlows::of(const FunctionDecl &F) {
  const FunctionDecl *Def = nullptr;
  if (!F.hasBody(Def))
    return nullptr;
  std::unique_ptr<BodyFlow> &Slot = Bodies[Def];
  if (!Slot)
    Slot = std::make_unique<BodyFlow>(*Def);
  if (!Slot->cfg() || Slot->cfg()->getNumBlockIDs() > MaxBlocks)
    return nullptr;
  return Slot.get();
}

const Expr *suspensionAt(const CFGElement &E) {
  std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
  if (!Element)
    return nullptr;
  if (const auto *Await = dyn_cast<CoawaitExpr>(Element->getStmt()))
    return Await->isImplicit() ? nullptr : Await;
  return dyn_cast<CoyieldExpr>(Element->getStmt());
}

} // namespace corolint::flow
