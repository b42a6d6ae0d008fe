// What the checks about state across suspension points share: the coroutine that a match is about, and
// awaits that the user says never suspend.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_SUSPENSIONS_H
#define COROLINT_CHECKS_COMMON_SUSPENSIONS_H

#include "clang/ASTMatchers/ASTMatchFinder.h"
#include <string>
#include <vector>

namespace corolint {

/// The text of the option `AllowedAwaits`.
inline constexpr llvm::StringLiteral AllowedAwaitsSummary =
    "Functions and types, fully qualified and separated by semicolons: to await a call of one, or a "
    "value of one, does not suspend.";

/// Makes \p Check see every function and lambda that has a body.
void matchBodies(clang::ast_matchers::MatchFinder &Finder,
                 clang::ast_matchers::MatchFinder::MatchCallback &Check);

/// What matchBodies() found: a coroutine outside of system headers; null for anything else.
const clang::FunctionDecl *
matchedCoroutine(const clang::ast_matchers::MatchFinder::MatchResult &Result);

/// The match called "await", when it is a written `co_await` whose types are known; null for anything else.
const clang::CoawaitExpr *
matchedAwait(const clang::ast_matchers::MatchFinder::MatchResult &Result);

/// Whether \p D is named, fully qualified, by one of \p Names.
bool isListed(const clang::NamedDecl *D, llvm::ArrayRef<std::string> Names);

/// Whether \p Suspension awaits a call, or a value of a type, that is one of \p Names.
bool awaitsOneOf(const clang::Expr &Suspension, llvm::ArrayRef<std::string> Names);

/// Sorts in source order, each once.
void sortByPlace(std::vector<const clang::Expr *> &Exprs, const clang::SourceManager &SM);

} // namespace corolint

#endif
