// How a loop that is an object (`asio::io_context`) gets work: directly, or through what was made from it,
// an executor, a strand, a timer, a socket.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_LOOP_WORK_H
#define COROLINT_CHECKS_COMMON_LOOP_WORK_H

#include "checks/common/uses.h"
#include "profile/knowledge.h"

namespace corolint {

/// Collects the calls in one function by which one loop gets work.
class LoopWork {
public:
  /// \p Loop is the loop's class.
  LoopWork(const clang::CXXRecordDecl &Loop, const clang::FunctionDecl &F,
           profile::Knowledge &Known)
      : Loop(Loop), F(F), Known(Known) {}

  /// Follows one mention of the loop.
  void follow(const clang::Expr &Mention) { follow(Mention, 0); }

  llvm::SmallVector<const clang::Expr *, 4> Found;
  /// Whether somebody was lent a socket or the like, and may get at the loop through its executor, as
  /// completion tokens do that run the loop until the operation has ended.
  bool IsLent = false;

private:
  void follow(const clang::Expr &Mention, unsigned Depth);
  bool lends(const Use &U) const;

  const clang::CXXRecordDecl &Loop;
  const clang::FunctionDecl &F;
  profile::Knowledge &Known;
};

/// Whether \p Callee belongs to the library of the loop class \p Loop, or makes an object of a library
/// built on it, so that it only takes note of a loop it is given.
bool isOfLoopLibrary(const clang::FunctionDecl &Callee, const clang::CXXRecordDecl &Loop);

} // namespace corolint

#endif
