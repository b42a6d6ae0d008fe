// Whether a type can be copied: what decides whether a fix may make a copy.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_COPYABLE_H
#define COROLINT_COROUTINE_COPYABLE_H

#include "clang/AST/Type.h"

namespace corolint {

/// Whether an object of type \p T can be copied, as far as its class tells. A class template of the standard
/// library that copies its elements needs copyable ones.
bool isCopyable(clang::QualType T);

} // namespace corolint

#endif
