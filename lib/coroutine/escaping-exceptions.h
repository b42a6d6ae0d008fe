// Whether an exception can leave the body of a coroutine.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_ESCAPING_EXCEPTIONS_H
#define COROLINT_COROUTINE_ESCAPING_EXCEPTIONS_H

#include "coroutine/callables.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// The first place in \p F's body where an exception is likely to start that no handler in the body
/// stops: a `throw`, a `co_await` that may rethrow, or a call that is known to throw (`std::stoi`,
/// `at`, a function whose visible body throws). Null when there is none, or the body is not visible.
///
/// Counted as stopping everything: `catch (...)`, and `catch` of std::exception or a system_error,
/// which is how asynchronous operations report; unless the handler throws itself. Counted as not
/// throwing: awaits whose `await_resume` is noexcept, operations that return their error
/// (`as_tuple`, `redirect_error`), awaits of coroutines whose visible bodies let nothing out, and all
/// other calls: nearly every function may throw in theory.
///
/// \p CannotFail: whether awaiting that operand is known never to throw.
const clang::Expr *
escapingException(const clang::FunctionDecl &F,
                  llvm::function_ref<bool(const clang::Expr &Operand)> CannotFail);

/// Whether awaiting \p Await may throw, counted as above.
bool awaitMayThrow(const clang::CoawaitExpr &Await,
                   llvm::function_ref<bool(const clang::Expr &Operand)> CannotFail);

/// Whether \p Handler stops the failures of asynchronous operations, counted as above.
bool stopsFailures(const clang::CXXCatchStmt &Handler);

} // namespace corolint

#endif
