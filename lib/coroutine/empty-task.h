// What awaiting a task without a coroutine does: one that was default-constructed or moved from.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_EMPTY_TASK_H
#define COROLINT_COROUTINE_EMPTY_TASK_H

#include "coroutine/task-model.h"

namespace corolint {

struct EmptyAwait {
  enum Kind {
    Unknown,
    Returns, ///< At once: the empty state means that there is nothing to do.
    Throws,  ///< A library's own error.
    Derefs,  ///< A null coroutine handle or pointer is used: undefined behaviour.
    Hangs    ///< Suspends, and nobody knows whom to resume.
  };
  Kind What = Unknown;
  /// For Throws: the type that is thrown; null when it is not known.
  clang::QualType Thrown;
};

/// Read by following the awaiter of \p Task with its handle taken for null: `operator co_await`, then
/// `await_ready`, and what that leads to. Unknown for everything that is not a plain look at the handle.
EmptyAwait awaitingEmpty(const clang::CXXRecordDecl &Task, TaskModel &Tasks);

/// Whether the default constructor of \p Task leaves no coroutine in it: all it does is to make its
/// members null.
bool isEmptyByDefault(const clang::CXXRecordDecl &Task);

/// Whether \p T can be null: a pointer, a coroutine handle, a standard smart pointer.
bool isNullable(clang::QualType T);

} // namespace corolint

#endif
