// Which types are thread mutexes, and guards over them.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_LOCK_TYPES_H
#define COROLINT_FLOW_LOCK_TYPES_H

#include "clang/AST/DeclCXX.h"

namespace corolint::flow {

/// Has `void lock()` that does something, and `unlock()`, and is not known to be safe for tasks.
bool isThreadMutex(clang::QualType T);

/// Whether `lock()` of a \p T is sure to mean a mutex: accounts and screens can be locked as well.
bool isNamedLikeMutex(clang::QualType T);

/// A guard over thread mutexes only, maybe in an optional or a smart pointer.
bool isGuard(clang::QualType T);

} // namespace corolint::flow

#endif
