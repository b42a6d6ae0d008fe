// Awaited calls that could run side by side: what they are given are values of their own.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_INDEPENDENT_CALL_H
#define COROLINT_CHECKS_COMMON_INDEPENDENT_CALL_H

#include "clang/AST/ExprCXX.h"
#include "profile/knowledge.h"

namespace corolint {

/// The call that \p Await awaits, when another such call could run beside it, as far as can be seen: it asks for a value
/// (void is done for its effect, and effects have an order), of a function or of a method of what \p IsOwn holds for, and
/// is given values (numbers, texts, times) and what \p IsOwn holds for. A connection or any other object that several
/// calls share is none of that. Delays, and functions named for taking the next of something, have an order too.
std::optional<CallSite> independentCall(const clang::CoawaitExpr &Await,
                                        llvm::function_ref<bool(const clang::ValueDecl &)> IsOwn,
                                        profile::Knowledge &Known);

/// Whether \p S mentions something that \p Is holds for; lambdas by what they capture.
bool mentions(const clang::Stmt &S, llvm::function_ref<bool(const clang::ValueDecl &)> Is);

} // namespace corolint

#endif
