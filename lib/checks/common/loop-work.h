// How a loop that is an object (`asio::io_context`) gets work: directly, or through what was made from it,
// an executor, a strand, a timer, a socket.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_LOOP_WORK_H
#define COROLINT_CHECKS_COMMON_LOOP_WORK_H

#include "checks/common/uses.h"
#include "profile/knowledge.h"

namespace corolint {

/// The calls in \p F by which the loop that is mentioned by \p Mention gets work. \p Loop is its class.
void findWork(const clang::Expr &Mention, const clang::CXXRecordDecl &Loop,
              const clang::FunctionDecl &F, profile::Knowledge &Known,
              llvm::SmallVectorImpl<const clang::Expr *> &Found, unsigned Depth = 0);

/// Whether \p Callee belongs to the library of the loop class \p Loop, or makes an object of a library
/// built on it, so that it only takes note of a loop it is given.
bool isOfLoopLibrary(const clang::FunctionDecl &Callee, const clang::CXXRecordDecl &Loop);

} // namespace corolint

#endif
