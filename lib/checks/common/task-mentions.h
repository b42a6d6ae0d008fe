// Whether a local variable that holds a task is used for anything.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_TASK_MENTIONS_H
#define COROLINT_CHECKS_COMMON_TASK_MENTIONS_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

/// What kind of variable is looked at.
struct TaskVariable {
  const clang::VarDecl &Var;
  bool Container = false; ///< Holds any number of tasks.
  bool Lazy = false;
};

/// Where the local variables of a unit's functions are mentioned; each body is looked through once.
class TaskMentions {
public:
  /// Whether the body of \p F, or of the template that it is an instantiation of, mentions the variable in
  /// a way that may lead to the task being awaited. A look at the task's state is none, nor is what only
  /// fills a container.
  bool isEverUsed(const TaskVariable &V, const clang::FunctionDecl &F);

private:
  /// By the place of the variable: that of a template and that of its instantiation are two declarations.
  using Mentions =
      llvm::DenseMap<clang::SourceLocation, llvm::SmallVector<const clang::DeclRefExpr *, 2>>;
  const Mentions &of(const clang::FunctionDecl &F);

  llvm::DenseMap<const clang::FunctionDecl *, Mentions> Bodies;
};

/// Whether anything is put into the container \p Var.
bool isFilled(const clang::VarDecl &Var, const clang::FunctionDecl &F);

} // namespace corolint

#endif
