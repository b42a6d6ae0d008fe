// Building control flow; see body-flow.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/body-flow.h"
#include "clang/AST/ExprCXX.h"
#include "flow/ready-await.h"
#include "phase-clock.h"

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
  auto [It, New] = Bodies.try_emplace(Def);
  if (!New)
    return It->second.get();
  PhaseScope Timing(Phase::ControlFlow);
  auto Flow = std::make_unique<BodyFlow>(*Def);
  if (!Flow->cfg())
    return nullptr;
  if (const unsigned Blocks = Flow->cfg()->getNumBlockIDs(); Blocks > MaxBlocks) {
    TooLarge[Def] = Blocks;
    return nullptr;
  }
  It->second = std::move(Flow);
  return It->second.get();
}

unsigned BodyFlows::excessOf(const FunctionDecl &F) const {
  return TooLarge.lookup(F.getDefinition());
}

const Expr *suspensionAt(const CFGElement &E) {
  std::optional<CFGStmt> Element = E.getAs<CFGStmt>();
  const auto *Suspend =
      Element ? dyn_cast<CoroutineSuspendExpr>(Element->getStmt()) : nullptr;
  if (!Suspend)
    return nullptr;
  if (const auto *Await = dyn_cast<CoawaitExpr>(Suspend); Await && Await->isImplicit())
    return nullptr;
  return isAlwaysReady(*Suspend) ? nullptr : Suspend;
}

} // namespace corolint::flow
