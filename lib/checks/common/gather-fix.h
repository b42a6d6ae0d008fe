// Several awaits, one after the other, rewritten as one that waits for all of them.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_GATHER_FIX_H
#define COROLINT_CHECKS_COMMON_GATHER_FIX_H

#include "profile/knowledge.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Diagnostic.h"

namespace corolint {

struct GatherFix {
  std::optional<clang::FixItHint> Edit;
  std::vector<std::string> Headers;
  explicit operator bool() const { return Edit.has_value(); }
};

/// A local task and the statement that awaits it.
struct AwaitOfLocal {
  const clang::VarDecl *Task = nullptr;
  const clang::Stmt *Where = nullptr;
};

/// `auto x = co_await std::move(a); auto y = co_await std::move(b);` and `co_await a; co_await b;` as one
/// statement of \p F's library. Empty when the library has none, or the statements are anything else. The
/// statements follow each other in one block.
GatherFix gatherFix(llvm::ArrayRef<AwaitOfLocal> Awaits, const clang::FunctionDecl &F,
                    profile::Knowledge &Known);

/// The same for `for (auto &t : tasks) co_await t;`.
GatherFix gatherFix(const clang::CXXForRangeStmt &Loop, const clang::VarDecl &Tasks,
                    const clang::FunctionDecl &F, profile::Knowledge &Known);

} // namespace corolint

#endif
