// What a person would say that a condition is about.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_SUBJECT_H
#define COROLINT_CHECKS_COMMON_SUBJECT_H

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

namespace corolint {

/// The variable, member or method that \p Condition asks first: 'done_' in `!done_.load()`. A variable that is
/// declared within \p Loop stands for what it is made from. Null when the condition names nothing.
const clang::NamedDecl *subjectOf(const clang::Stmt &Condition, const clang::Stmt &Loop);

} // namespace corolint

#endif
