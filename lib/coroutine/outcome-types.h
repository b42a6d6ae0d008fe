// Types whose values say whether something failed: error codes, and what holds a value or an error.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_OUTCOME_TYPES_H
#define COROLINT_COROUTINE_OUTCOME_TYPES_H

#include "clang/AST/Type.h"

namespace corolint {

/// Whether a value of \p T (references removed) says whether something failed: an `error_code`, an
/// `exception_ptr`, or a class that can be asked (`has_error()`, `hasException()`, `error()` beside `has_value()`,
/// `ok()` beside a message). Known by what the type can be asked, so that a project's own counts too.
bool isOutcome(clang::QualType T);

/// The same, and a tuple or pair that begins with such a value: what asynchronous operations of Asio give with
/// `as_tuple`.
bool beginsWithOutcome(clang::QualType T);

} // namespace corolint

#endif
