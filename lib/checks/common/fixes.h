// Edits that add a suspension point, written so that the result compiles.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_FIXES_H
#define COROLINT_CHECKS_COMMON_FIXES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"
#include "profile/call-site.h"
#include <optional>
#include <string>

namespace corolint {

/// The written text of \p E, or nothing when a macro had a hand in it.
std::optional<std::string> writtenText(const clang::Expr &E, const clang::ASTContext &Ctx);

/// A name that nothing which is declared or mentioned in \p Body has: \p Wanted, or that with underscores behind it.
std::string freeName(llvm::StringRef Wanted, const clang::Stmt &Body);

/// Whether an edit of \p E touches no macro.
bool isEditable(const clang::Expr &E, const clang::ASTContext &Ctx);

/// `E` becomes `co_await E`, in parentheses where what stands around it binds tighter (`f().x`).
/// Empty when \p E cannot be edited or no `co_await` may stand there (see mayAwaitAt).
llvm::SmallVector<clang::FixItHint, 2> awaitInPlace(const clang::Expr &E, clang::ASTContext &Ctx);

/// \p E is replaced by \p Text, an expression that starts with `co_await`; parentheses and emptiness
/// as above.
llvm::SmallVector<clang::FixItHint, 2> replaceByAwait(const clang::Expr &E, llvm::StringRef Text,
                                                      clang::ASTContext &Ctx);

/// \p Text with every `Namespace::` spelled as an alias of that namespace that is in scope at \p Where
/// (`namespace asio = boost::asio;`), as the code around already does.
std::string respell(std::string Text, llvm::StringRef Namespace, const clang::FunctionDecl &Where);

/// Whether the value of \p E is used by anything.
bool isResultUsed(const clang::Expr &E, clang::ASTContext &Ctx);

/// A function as messages name it: "fetch", "session::read", "a lambda".
std::string describe(const clang::FunctionDecl &F);

/// What is called, as messages name it; empty for a pointer, an operator or a lambda in place.
std::string nameOf(const std::optional<CallSite> &Call);

} // namespace corolint

#endif
