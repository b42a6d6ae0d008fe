// The coroutine behind the task that a spawning call is given.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_SPAWNED_COROUTINE_H
#define COROLINT_CHECKS_COMMON_SPAWNED_COROUTINE_H

#include "clang/AST/Expr.h"
#include "llvm/ADT/StringRef.h"
#include "profile/knowledge.h"

namespace corolint {

/// The coroutine that a task argument stands for: called (`session(s)`), named (`session`), or a
/// lambda, called or not; also through calls that pass a task on (`co_withExecutor(executor, session(s))`).
/// Null when that cannot be told.
const clang::FunctionDecl *spawnedCoroutine(const clang::Expr &Task, profile::Knowledge &Known);

/// "'session'"; "this coroutine" for a lambda and for one that is not known.
std::string nameOfSpawned(const clang::FunctionDecl *Coroutine);

/// Whether awaiting \p Operand is known never to throw: for the functions of
/// coroutine/escaping-exceptions.h.
bool cannotFail(const clang::Expr &Operand, profile::Knowledge &Known);

/// The text of a note at a place where an exception starts (see coroutine/escaping-exceptions.h), for
/// escapeKind() to choose from.
inline constexpr llvm::StringLiteral EscapeText =
    "%select{a failure of what is awaited here leaves the coroutine|thrown here|what this call throws leaves the "
    "coroutine}0";
unsigned escapeKind(const clang::Expr &Source);

} // namespace corolint

#endif
