// Names as the words they are made of: what a function is for is often said nowhere else.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_NAME_WORDS_H
#define COROLINT_COROUTINE_NAME_WORDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// Whether one of the words of \p Name is one of \p Words, which are in lower case: `async_close`, `asyncClose`
/// and `AsyncCLOSE` have "close", `enclosed` has not.
bool hasWord(llvm::StringRef Name, llvm::ArrayRef<llvm::StringRef> Words);

/// Whether a function of this name ends something: what fails on the way out matters to nobody.
bool isNamedLikeCleanup(llvm::StringRef Name);

} // namespace corolint

#endif
