// Objects that others may change while a coroutine is suspended, as far as one expression tells.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_SHARED_OBJECTS_H
#define COROLINT_FLOW_SHARED_OBJECTS_H

#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"

namespace corolint::flow {

/// Whether the object that the lvalue \p E names outlives the coroutine: a global, a member of `this`, what a
/// pointer, a reference or a shared_ptr leads to, a variable that \p Lambda, the callable of \p E,
/// captured by reference. Locals, parameters by value and what they own are not.
bool isShared(const clang::Expr *E, const clang::LambdaExpr *Lambda);

/// Whether \p A and \p B name the same object: the same variable, or the same member or element of the
/// same object, written the same way.
bool isSameObject(const clang::Expr *A, const clang::Expr *B);

} // namespace corolint::flow

#endif
