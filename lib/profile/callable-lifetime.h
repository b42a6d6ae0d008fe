// How long a callable lives that is handed to a function: read from the function's body where that is
// visible, else from a profile.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_CALLABLE_LIFETIME_H
#define COROLINT_PROFILE_CALLABLE_LIFETIME_H

#include "profile/knowledge.h"

namespace corolint::profile {

enum class Holds {
  Unknown,
  UntilDone,   ///< Until the coroutine that it makes has ended.
  UntilCalled, ///< Until it has returned: when its coroutine suspends, or before a lazy one has begun.
  ByReference, ///< Not at all: it is the caller's, and used until the task that the call returns is done.
  Detached,    ///< The same, but the coroutine goes on by itself.
  AsHandler    ///< For any number of calls, until somebody takes it away, whatever runs in it then.
};

/// A callable among the arguments of a call.
struct HandedCallable {
  CallSite Call;
  unsigned Index = 0; ///< Of the argument.
};

/// The call that \p Callable, a lambda or a name, is an argument of, as itself, moved, or in a wrapper like
/// std::function. Nothing when anything else is done with it.
std::optional<HandedCallable> handedTo(const clang::Expr &Callable, clang::ASTContext &Ctx);

/// What becomes of the callable \p H, whose coroutine's task is a \p Task.
Holds holdsCallable(const HandedCallable &H, const TaskFacts &Task, Knowledge &Known);

} // namespace corolint::profile

#endif
