// What `co_await t` does to the variable `t`, and what a second `co_await` finds. Read off the functions
// that the language calls for it: `await_transform`, `operator co_await`, `await_ready`, `await_suspend`,
// `await_resume`.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_AWAIT_EFFECT_H
#define COROLINT_COROUTINE_AWAIT_EFFECT_H

#include "clang/AST/ExprCXX.h"

namespace corolint {

/// Whether the await certainly takes the coroutine out of its operand, so that the operand is as good as
/// moved from: it goes into a parameter by value, into an `operator co_await` for rvalues that is not
/// const, or into one whose visible body moves the handle out (`std::exchange(handle_, nullptr)`).
bool awaitTakesOperand(const clang::CoawaitExpr &E);

/// What happens when a task is awaited that was awaited before and kept its coroutine.
enum class SecondAwait {
  Fine,           ///< The result is there still, or it cannot be told.
  ResumesFinished, ///< Nobody looks whether the coroutine has ended: it is resumed behind its end.
  ResultGone      ///< The first await moved the result out.
};
SecondAwait secondAwait(const clang::CoawaitExpr &First, const clang::CoawaitExpr &Second);

} // namespace corolint

#endif
