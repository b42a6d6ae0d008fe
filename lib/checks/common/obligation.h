// A local object that has to be seen to before it is destroyed: a scope to be joined, a file to be closed.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_OBLIGATION_H
#define COROLINT_CHECKS_COMMON_OBLIGATION_H

#include "flow/body-flow.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include <map>
#include <optional>

namespace corolint {

/// What is known of one object; a problem for flow/dataflow.h.
class Obligation {
public:
  struct State {
    /// Due: it has to be seen to. Unknown: somebody else may have done so, or paths disagree.
    enum { None, Due, Met, Unknown } Is = None;
    const clang::Expr *Where = nullptr; ///< What made it due.
    bool operator==(const State &) const = default;
  };
  using Kind = decltype(State::Is);

  explicit Obligation(const clang::VarDecl &Object) : Object(Object) {}
  /// What becomes of it at a statement; for Due the state's Where is the statement itself.
  void at(const clang::Stmt &S, Kind Becomes) { Events[&S] = Becomes; }
  /// It is due from its declaration on, by \p Init.
  void dueAtDeclaration(const clang::Expr &Init) { FromInit = &Init; }

  State start() { return {}; }
  void transfer(State &S, const clang::CFGElement &E);
  void join(State &Into, const State &From);

private:
  const clang::VarDecl &Object;
  const clang::Expr *FromInit = nullptr;
  llvm::DenseMap<const clang::Stmt *, Kind> Events;
};

/// Where an object is destroyed.
struct ObjectExit {
  clang::SourceLocation Loc;
  llvm::StringRef How; ///< A sentence for a note.
};

/// Where \p Object is destroyed while it is due, by the place of what made it due. \p ExceptionPaths: an
/// await outside of a `try` counts as a way out.
std::map<clang::SourceLocation, std::pair<const clang::Expr *, std::vector<ObjectExit>>>
unmetExits(Obligation &Problem, const clang::VarDecl &Object, const flow::BodyFlow &Body,
           bool ExceptionPaths);

} // namespace corolint

#endif
