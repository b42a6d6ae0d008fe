// What may run after something has happened, on some path through a body.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_AFTER_EVENT_H
#define COROLINT_FLOW_AFTER_EVENT_H

#include "flow/body-flow.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint::flow {

/// The first element, in the order of the source, that \p Is holds for and that may run after \p Event. Where \p Event is
/// the condition of a branch it says whether it happened, and only the way on which it did is followed.
const clang::Expr *firstAfter(const BodyFlow &Body, const clang::Expr &Event,
                              llvm::function_ref<bool(const clang::Expr &)> Is);

/// Whether a branch in \p Body asks for the value of \p E itself.
bool isBranchedOn(const BodyFlow &Body, const clang::Expr &E);

} // namespace corolint::flow

#endif
