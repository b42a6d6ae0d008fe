// What a coroutine still uses after it was suspended: the uses that find something gone when what they refer
// to did not live that long.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_AFTER_SUSPENSION_H
#define COROLINT_FLOW_AFTER_SUSPENSION_H

#include "coroutine/task-model.h"
#include "flow/body-flow.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace corolint::flow {

/// A use that runs after a suspension.
struct LateUse {
  const clang::Expr *Use = nullptr;
  /// A suspension on the way to it; null when it is the initial one of a lazy coroutine, which nobody wrote.
  const clang::Expr *Suspension = nullptr;
};

/// The first late use, in source order, of what \p Is holds for in the body of the coroutine \p F. \p Is is
/// asked about names (DeclRefExpr) and `this`; a nested lambda uses what it captures where it is written.
///
/// In a lazy coroutine every use is late. In an eager one, and in one whose start is not known, those are
/// that a written suspension may come before, along the control flow of \p Body; where there is none (in a
/// template, in a handler of exceptions), in the order of the source.
std::optional<LateUse> firstLateUse(const clang::FunctionDecl &F, const BodyFlow *Body, Start Begins,
                                    llvm::function_ref<bool(const clang::Expr &)> Is);

} // namespace corolint::flow

#endif
