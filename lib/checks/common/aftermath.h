// What a coroutine does after a statement: where nothing follows, it does not matter how the statement ended.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_AFTERMATH_H
#define COROLINT_CHECKS_COMMON_AFTERMATH_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"

namespace corolint {

/// Whether the coroutine that \p S stands in does anything after it that may depend on how \p S ended: another
/// round of a loop, or statements that do more than end something (`co_return;`, `socket.close();`, a message).
/// A race, or a handler, at the end of a session just ends it.
bool isFollowedByWork(const clang::Stmt &S, clang::ASTContext &Ctx);

/// Whether \p S does nothing but write messages: calls of functions that are named like it, output to a stream,
/// maybe below a condition. True for an empty statement.
bool onlyLogs(const clang::Stmt &S);

/// Whether \p Block is empty but for a comment, which is taken for the reason.
bool saysWhyEmpty(const clang::Stmt &Block, const clang::SourceManager &SM);

} // namespace corolint

#endif
