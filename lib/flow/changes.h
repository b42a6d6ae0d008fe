// What a piece of code may change: enough to tell that a loop polls something which nothing in the loop
// can make different.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_CHANGES_H
#define COROLINT_FLOW_CHANGES_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint::flow {

/// Collects what code changes, a statement at a time. Code that may change anything (a call of a function
/// that is not known only to look) ends the collection: `add` returns false, and nothing can be told.
///
/// Known only to look: const methods of the standard library, comparisons, `constexpr` functions of
/// values, functions whose visible bodies only look, and output to a stream.
class Changes {
public:
  /// What to think of a const method without a visible body: one that is named like a getter
  /// (`is_open()`) may be taken at its word, or not.
  enum Trust { VisibleOnly, Getters };

  /// \p Vouched: calls that change nothing as far as the caller is concerned (a pause).
  Changes(Trust Opaque, llvm::function_ref<bool(const clang::CallExpr &)> Vouched)
      : Opaque(Opaque), Vouched(Vouched) {}

  /// One element of a control flow graph.
  bool add(const clang::CFGElement &E);
  /// A statement with all that is below it.
  bool addTree(const clang::Stmt &S);

  /// Whether \p E has the same value each time, as far as the code that was added is concerned.
  bool isConstant(const clang::Expr &E) const { return isConstant(E, 0); }

private:
  static constexpr unsigned MaxDepth = 4;

  bool node(const clang::Stmt &S);
  bool call(const clang::CallExpr &Call);
  bool onlyLooks(const clang::FunctionDecl &F);
  bool write(const clang::Expr &Target, const clang::Expr *Value);
  bool isConstant(const clang::Stmt &S, unsigned Depth) const;
  bool writesOnlyLocals() const;

  const Trust Opaque;
  llvm::function_ref<bool(const clang::CallExpr &)> Vouched;
  unsigned Depth = 0;
  /// Variables and members, with what they are set to; null for a change of another kind (`++`).
  llvm::DenseMap<const clang::ValueDecl *, llvm::SmallVector<const clang::Expr *, 1>> Written;
};

} // namespace corolint::flow

#endif
