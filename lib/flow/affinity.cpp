// Executor affinity as a dataflow fact; see affinity.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/affinity.h"
#include "flow/dataflow.h"

using namespace clang;

namespace corolint::flow {

namespace {

struct Problem {
  using State = Affinity;
  HopOf Hop;
  Affinity Start;

  State start() { return Start; }
  void transfer(State &S, const CFGElement &E) {
    const auto *Await = dyn_cast_or_null<CoawaitExpr>(suspensionAt(E));
    if (std::optional<Affinity> To = Await ? Hop(*Await) : std::nullopt)
      S = *To;
  }
  void join(State &Into, const State &From) {
    if (Into != From)
      Into = Affinity::Either;
  }
};

} // namespace

Affinities::Affinities(const BodyFlow &Body, HopOf Hop, Affinity Start) {
  Problem P{Hop, Start};
  Solution<Problem>(Body, P).replay([&](const Affinity &Here, const CFGElement &E) {
    if (std::optional<CFGStmt> Element = E.getAs<CFGStmt>())
      Places.try_emplace(Element->getStmt(), Here);
  });
}

std::optional<Affinity> Affinities::at(const Stmt &S) const {
  auto It = Places.find(&S);
  return It == Places.end() ? std::nullopt : std::optional(It->second);
}

} // namespace corolint::flow
