// Which function bodies of headers must be parsed although nobody lints them: hosts skip the others,
// which is where most of a unit's time would go.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_TELLING_BODIES_H
#define COROLINT_COROUTINE_TELLING_BODIES_H

#include "clang/AST/Decl.h"

namespace corolint {

/// Whether the body of \p F may tell how a coroutine type starts, ends or is destroyed: a function of the
/// awaiter or promise interface, a destructor, a constructor that is given a coroutine.
bool tellsOfCoroutines(const clang::FunctionDecl &F);

} // namespace corolint

#endif
