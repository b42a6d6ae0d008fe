// Which local variables of a coroutine stand for work that runs, where nobody has taken it yet: a problem for
// flow/dataflow.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_RUNNING_TASKS_H
#define COROLINT_CHECKS_COMMON_RUNNING_TASKS_H

#include "flow/body-flow.h"
#include "profile/knowledge.h"
#include <map>

namespace corolint {

/// Whether a value of type \p T is work that runs by itself, and runs on when the value is destroyed.
bool goesOnWhenDropped(clang::QualType T, profile::Knowledge &Known);

/// Whether \p Call gives a task without work of its own: `make_ready_future()`, `promise.get_future()`.
bool startsNothing(const CallSite &Call);

/// What is known about a variable that takes over running tasks.
struct Started {
  bool Container = false;
  /// Local variables that the work may still use.
  std::vector<const clang::VarDecl *> Uses;
  /// The calls that fill a container.
  llvm::SmallPtrSet<const clang::Stmt *, 4> Fills;
  /// Mentions that neither await the tasks nor hand them on.
  llvm::SmallPtrSet<const clang::Stmt *, 4> Passive;
  /// Whether anything in the body takes the tasks at all: one that is never awaited is for another check.
  bool EverUsed = false;
};
/// Ordered by declaration place, so that reports are stable.
struct Earlier {
  bool operator()(const clang::VarDecl *A, const clang::VarDecl *B) const {
    return A->getLocation().getRawEncoding() != B->getLocation().getRawEncoding()
               ? A->getLocation().getRawEncoding() < B->getLocation().getRawEncoding()
               : A < B;
  }
};
using StartedVars = std::map<const clang::VarDecl *, Started, Earlier>;

/// The variables of a body that take over tasks which run by themselves, and run on when the variable is
/// destroyed. Those that nobody ever awaits are left out, and those that were started in a scope.
StartedVars startedIn(const clang::CoroutineBodyStmt &Body, profile::Knowledge &Known);

/// Which tasks are running, with nobody who has taken them yet. A single one: on every path. A container:
/// on some path, since the loop that fills it may not run.
class RunningTasks {
public:
  /// With the place where the work was started.
  using State = std::map<const clang::VarDecl *, const clang::Stmt *, Earlier>;
  explicit RunningTasks(const StartedVars &Vars) : Vars(Vars) {}

  State start() { return {}; }
  void transfer(State &S, const clang::CFGElement &E) const;
  void join(State &Into, const State &From) const;

  /// The tracked variable that \p At hands on in any way; null for anything else.
  const clang::VarDecl *usedAt(const clang::Stmt *At) const;

private:
  const StartedVars &Vars;
};

} // namespace corolint

#endif
