// Where an await_suspend gives the coroutine away to those who may resume it on another thread.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_HANDED_HANDLE_H
#define COROLINT_CHECKS_COMMON_HANDED_HANDLE_H

#include "flow/body-flow.h"
#include "profile/knowledge.h"

namespace corolint {

/// Whether objects of class \p R are there for one `co_await`, and gone when it is resumed: nobody but the language calls a
/// method of one (an event that is its own awaiter lives on when the coroutine does), and there is no atomic member, by
/// which those who resume it may wait until await_suspend has ended.
bool isOnlyAwaiter(const clang::CXXRecordDecl &R);

/// The calls in \p Suspend, an await_suspend, that are given its handle, the awaiter, or a lambda with one of them, and that
/// lead to another thread: a thread, a pool that a profile knows, an atomic object, a class that has locks. Left out are those
/// that are made under a lock, which whoever resumes may have to wait for, and those whose result, except as a condition,
/// may tell that the coroutine was not taken.
llvm::SmallVector<CallSite, 2> handovers(const clang::CXXMethodDecl &Suspend, const flow::BodyFlow &Body,
                                         profile::Knowledge &Known);

} // namespace corolint

#endif
