// What keeps an object alive for a coroutine: a shared pointer to it that the coroutine has.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_OWNERS_H
#define COROLINT_CHECKS_COMMON_OWNERS_H

#include "profile/knowledge.h"

namespace corolint {

/// The class whose object the code of \p F has as `this`: of a method or of a lambda in one; null for none.
const clang::CXXRecordDecl *classAround(const clang::FunctionDecl &F);

/// Whether objects of \p R are made to be kept by shared pointers to themselves: it has, by its bases, a
/// `shared_from_this`, `weak_from_this`, `get_strong` or the like.
bool isMadeToBeShared(const clang::CXXRecordDecl &R);

/// Whether \p E is, or makes, something that keeps its object alive: a value of an owner's class, a call of
/// `shared_from_this()`.
bool isOwner(const clang::Expr &E, profile::Knowledge &Known);

/// Whether the body of the coroutine \p F makes a variable of an owner, `auto self = shared_from_this();`, before
/// it first suspends.
bool takesOwner(const clang::FunctionDecl &F, profile::Knowledge &Known);

/// Whether the coroutine that \p Made makes, or that a call of \p Lambda makes, gets an owner: among the
/// arguments, the captures, or in its own body before its first suspension.
bool keepsAnOwner(const clang::CallExpr *Made, const clang::LambdaExpr *Lambda,
                  profile::Knowledge &Known);

} // namespace corolint

#endif
