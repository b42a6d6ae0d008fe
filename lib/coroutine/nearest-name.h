// What a person may have meant who wrote a name that does not exist.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_NEAREST_NAME_H
#define COROLINT_COROUTINE_NEAREST_NAME_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// The one of \p Names that is fewest edits from \p Wrong, the first of several; empty when all are too far
/// away to be what was meant. Names without an order of their own are sorted first, for the answer to be
/// the same each time.
llvm::StringRef nearestName(llvm::StringRef Wrong, llvm::ArrayRef<llvm::StringRef> Names);

} // namespace corolint

#endif
