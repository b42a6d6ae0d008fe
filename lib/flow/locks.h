// Which thread locks are held where: guards (`std::lock_guard`, `QMutexLocker`, ...) and manual
// `lock()`/`unlock()`.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_LOCKS_H
#define COROLINT_FLOW_LOCKS_H

#include "flow/body-flow.h"
#include <map>

namespace corolint::flow {

/// A problem for dataflow.h. A lock is named by the variable or member that is the guard or the mutex.
///
/// Held means held on every path. After `try_lock`, `std::try_to_lock`, a guard from a function, after a
/// call that may unlock, or where paths disagree, nothing is claimed. A mutex whose `lock()` gives
/// something to await, or does nothing, is no thread lock, and neither is a guard over one.
class LocksHeld {
public:
  struct Lock {
    enum Held { No, Yes, Maybe } Is = No;
    /// Where it was locked; the first place, when several paths did. Kept when a guard was moved from,
    /// until the guard that it was moved to asks.
    const clang::Stmt *Where = nullptr;
    bool operator==(const Lock &) const = default;
  };
  /// Locks that were mentioned on some path; one that is missing is not held. Ordered by declaration
  /// place, so that reports are stable.
  struct Earlier {
    bool operator()(const clang::ValueDecl *A, const clang::ValueDecl *B) const {
      return A->getLocation().getRawEncoding() != B->getLocation().getRawEncoding()
                 ? A->getLocation().getRawEncoding() < B->getLocation().getRawEncoding()
                 : A < B;
    }
  };
  using State = std::map<const clang::ValueDecl *, Lock, Earlier>;

  State start() { return {}; }
  void transfer(State &S, const clang::CFGElement &E);
  void join(State &Into, const State &From);

private:
  Lock given(State &S, const clang::Expr *E, const clang::Stmt &Where);
  Lock fromArguments(State &S, llvm::ArrayRef<const clang::Expr *> Args, const clang::Stmt &Where);
  void declare(State &S, const clang::VarDecl &Guard);
  void call(State &S, const clang::CallExpr &Call);
  void cCall(State &S, const clang::CallExpr &Call, llvm::StringRef Name);
  void memberCall(State &S, const clang::CXXMemberCallExpr &Call, llvm::StringRef Name);
  void givenAway(State &S, const clang::CallExpr &Call, const clang::FunctionDecl &Callee);
};

} // namespace corolint::flow

#endif
