// What a coroutine still has of a thread after a suspension: the address of something thread_local in a
// variable, the thread's own identity, a thread_local that it set itself.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_THREAD_BOUND_H
#define COROLINT_FLOW_THREAD_BOUND_H

#include "flow/body-flow.h"
#include "llvm/ADT/DenseSet.h"
#include <functional>
#include <map>

namespace corolint::flow {

/// A problem for dataflow.h: variables that are bound to a thread, and whether a suspension may lie between
/// that and here. Bound means on every path; suspended means on some path.
class ThreadBound {
public:
  enum Kind {
    Address,  ///< The variable leads into something thread_local.
    Identity, ///< It has the thread's identity.
    Value     ///< It is itself thread_local, and was written here.
  };
  struct Bound {
    Kind What = Address;
    const clang::NamedDecl *Thread = nullptr; ///< The thread_local, or the function that gave the identity.
    const clang::Expr *Where = nullptr;
    const clang::Expr *Suspension = nullptr;  ///< The first since then; null for none.
    bool operator==(const Bound &) const = default;
  };
  struct Earlier {
    bool operator()(const clang::VarDecl *A, const clang::VarDecl *B) const {
      return A->getLocation().getRawEncoding() != B->getLocation().getRawEncoding()
                 ? A->getLocation().getRawEncoding() < B->getLocation().getRawEncoding()
                 : A < B;
    }
  };
  using State = std::map<const clang::VarDecl *, Bound, Earlier>;

  /// \p Suspends: whether an expression that flow::suspensionAt() gives counts.
  ThreadBound(const BodyFlow &Body, std::function<bool(const clang::Expr &)> Suspends);

  State start() { return {}; }
  void transfer(State &S, const clang::CFGElement &E);
  void join(State &Into, const State &From);

  /// What is bound, and was before a suspension, that the element uses; null for nothing. \p Used is the
  /// variable.
  const Bound *usedAt(const State &S, const clang::CFGElement &E, const clang::DeclRefExpr *&Used) const;

  /// Whether the body mentions anything of a thread at all.
  bool isRelevant() const { return Relevant; }

  /// The function that gave the identity which \p E is; null for anything else.
  static const clang::FunctionDecl *identityCall(const clang::Expr *E);

private:
  void bind(State &S, const clang::VarDecl &V, const clang::Expr *Init);
  void collect(const clang::Stmt *S);

  std::function<bool(const clang::Expr &)> Suspends;
  /// Mentions that write a variable as a whole.
  llvm::DenseSet<const clang::Expr *> Targets;
  /// thread_local variables that an awaited operation fills.
  llvm::DenseMap<const clang::Expr *, llvm::SmallVector<const clang::DeclRefExpr *, 2>> Filled;
  bool Relevant = false;
};

} // namespace corolint::flow

#endif
