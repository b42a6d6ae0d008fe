// What becomes of the tasks in a body's local variables: stored, awaited, moved away.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_TASK_STATE_H
#define COROLINT_FLOW_TASK_STATE_H

#include "flow/body-flow.h"
#include "clang/AST/ExprCXX.h"
#include <functional>
#include <map>

namespace corolint::flow {

/// A problem for dataflow.h, over the local variables and by-value parameters whose type is a task. The
/// state of a variable is the set of what it may be, over all paths that lead here; where paths meet, the
/// sets are united.
///
/// A variable that somebody else may change (its address or a reference is taken, a lambda captures it) has
/// escaped: nothing is claimed any more. The same goes for what a test of the task's own state
/// (`t.valid()`) guards: paths are not told apart by conditions.
class TaskStates {
public:
  enum May : unsigned {
    Unknown = 1,  ///< A parameter; the value of something that is not understood.
    Empty = 2,    ///< Default-constructed.
    Holds = 4,    ///< A call made a task for it.
    Awaited = 8,  ///< Was awaited and still has its coroutine.
    Taken = 16,   ///< Was awaited, and the await took the coroutine out.
    Moved = 32,   ///< `std::move`d to somebody else.
    Escaped = 64
  };
  struct Task {
    unsigned Is = 0; ///< A set of May.
    /// Where it was stored (a call), awaited (CoawaitExpr) and moved (the expression that takes it); the
    /// first place, when several paths did.
    const clang::Stmt *Stored = nullptr;
    const clang::CoawaitExpr *AwaitedAt = nullptr;
    const clang::Stmt *MovedAt = nullptr;
    bool operator==(const Task &) const = default;
    /// Whether on every path somebody has awaited or got it.
    bool isConsumed() const { return Is && !(Is & ~(Awaited | Taken | Moved)); }
  };
  struct Earlier {
    bool operator()(const clang::VarDecl *A, const clang::VarDecl *B) const {
      return A->getLocation().getRawEncoding() != B->getLocation().getRawEncoding()
                 ? A->getLocation().getRawEncoding() < B->getLocation().getRawEncoding()
                 : A < B;
    }
  };
  using State = std::map<const clang::VarDecl *, Task, Earlier>;

  /// \p Types: what a task is. \p Takes: whether an await takes the coroutine out of the variable, so that
  /// it is as good as moved from.
  struct Types {
    std::function<bool(clang::QualType)> IsTask;
    std::function<bool(const clang::CoawaitExpr &, const clang::VarDecl &)> Takes;
  };
  TaskStates(const clang::FunctionDecl &F, Types T);

  /// Whether there is a variable to follow at all.
  bool isEmpty() const { return Tracked.empty(); }
  /// The variable that \p E awaits; null for any other operand.
  const clang::VarDecl *awaitedBy(const clang::CoawaitExpr &E) const;
  /// Whether a place in the body awaits \p V or moves it away.
  bool isEverConsumed(const clang::VarDecl &V) const;

  State start() const;
  void transfer(State &S, const clang::CFGElement &E) const;
  void join(State &Into, const State &From) const;

private:
  /// What a variable gets: the state of another, or one of its own.
  struct Value {
    unsigned Is = Unknown;
    const clang::Stmt *Made = nullptr;
    const clang::VarDecl *From = nullptr;
  };
  struct Event {
    enum Kind { Store, Await, Take, Move, Look, Escape, Swap } What;
    const clang::VarDecl *Var;
    Value Gets = {};
    const clang::VarDecl *Other = nullptr;
  };
  class Reader;

  void store(State &S, const clang::VarDecl &V, const Value &Gets, const clang::Stmt &Where) const;
  void apply(State &S, const Event &E, const clang::Stmt &Where) const;

  llvm::DenseMap<const clang::VarDecl *, Value> Tracked;
  llvm::DenseMap<const clang::Stmt *, llvm::SmallVector<Event, 1>> Events;
};

} // namespace corolint::flow

#endif
