// How a promise type starts its coroutine and what destroying the task does, read from the bodies of
// `initial_suspend`, `final_suspend`, `unhandled_exception` and the task's destructor.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_PROMISE_SEMANTICS_H
#define COROLINT_COROUTINE_PROMISE_SEMANTICS_H

#include "coroutine/task-model.h"

namespace corolint {

/// What `initial_suspend` returns decides: `std::suspend_always` is lazy, `std::suspend_never` eager.
/// A custom awaiter counts as eager when its `await_ready` is constantly true, and as lazy when it is
/// constantly false and its `await_suspend` does nothing. Everything else is unknown: an awaiter may
/// hand the coroutine to an executor at once.
Start startOf(const clang::CXXRecordDecl &Promise);

/// Whether a coroutine with this promise can return a \p Task: `get_return_object` yields it, or
/// something it is made from. An iterator that names its generator's promise is no task.
bool makesTask(const clang::CXXRecordDecl &Promise, const clang::CXXRecordDecl &Task);

/// The same for values of \p Task: a coroutine that is suspended initially is no longer known to be lazy
/// when making or destroying the task may start it.
Start startOf(const clang::CXXRecordDecl &Task, const clang::CXXRecordDecl &Promise);

/// What the destructor of \p Task does to a coroutine that nobody awaited. A lazy task never runs. For
/// an eager one: the frame is destroyed where it is suspended (cancelled), or left alone (keeps
/// running); unknown when no destructor body is visible or it cannot be told.
DropEffect dropEffectOf(const clang::CXXRecordDecl &Task, const clang::CXXRecordDecl &Promise,
                        Start Begins);

/// What becomes of an exception that leaves the coroutine's body.
enum class UnhandledException {
  Unknown,
  Stored,     ///< Kept for whoever awaits.
  Rethrown,   ///< Leaves through resume().
  Terminates, ///< std::terminate or abort.
  Ignored     ///< An empty body: the exception is gone.
};
UnhandledException unhandledExceptionOf(const clang::CXXRecordDecl &Promise);

} // namespace corolint

#endif
