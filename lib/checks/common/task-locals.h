// What the checks about named tasks ask of a local variable: which task it takes over, what it gave that
// task by reference, and where it is awaited.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_TASK_LOCALS_H
#define COROLINT_CHECKS_COMMON_TASK_LOCALS_H

#include "profile/call-site.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

/// The call that initialises \p Var with a new value: `auto t = f();`, also in braces. Nothing for a
/// reference, a copy, or anything else.
std::optional<CallSite> makingCall(const clang::VarDecl &Var);

/// The call that makes a new value out of \p Init.
std::optional<CallSite> makingCall(const clang::Expr &Init);

/// \p E without conversions and without `std::move` and `std::forward`.
const clang::Expr *movedFrom(const clang::Expr *E);

/// The variable that \p E names, moved or not; null for anything else.
const clang::VarDecl *namedVariable(const clang::Expr *E);

/// The element type of a standard sequence container; null for anything else.
clang::QualType containedTask(clang::QualType T);

/// The call that \p Call, `v.push_back(f())` or `v.emplace_back(f())`, gives to a container; nothing
/// for any other call.
std::optional<CallSite> filledInto(const CallSite &Call, const clang::VarDecl &Container);

/// The variables that the callee may look at later, because \p Call hands out their address: bound to a
/// reference, `&x`, `std::ref(x)`, captured by reference in a lambda that is called or passed, or the
/// object a method is called on. \p ForWriting: only those that it may also change.
using Variables = llvm::SmallPtrSet<const clang::VarDecl *, 8>;
Variables givenByReference(const CallSite &Call, bool ForWriting = false);

/// Every variable that is mentioned below \p S, lambdas included.
Variables mentionedIn(const clang::Stmt &S);

inline bool meet(const Variables &A, const Variables &B) {
  return llvm::any_of(A, [&](const clang::VarDecl *V) { return B.contains(V); });
}

/// Whether \p S uses the object that the function is a method of.
bool mentionsThis(const clang::Stmt &S);

/// The awaits that every execution of \p S, an expression, a declaration or a `co_return`, comes past.
void certainAwaits(const clang::Stmt *S,
                   llvm::SmallVectorImpl<const clang::CoawaitExpr *> &Found);

/// Whether control may leave \p S other than at its end or by an exception of a call.
bool mayLeave(const clang::Stmt *S);

} // namespace corolint

#endif
