// Where an object is mentioned in a body, and what is done to it there.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CHECKS_COMMON_USES_H
#define COROLINT_CHECKS_COMMON_USES_H

#include "profile/call-site.h"
#include "clang/AST/ExprCXX.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// Makes \p Check see every local variable of a class type, as "variable"; parameters are none.
void matchLocalObjects(clang::ast_matchers::MatchFinder &Finder,
                       clang::ast_matchers::MatchFinder::MatchCallback &Check);

/// One mention of a variable in the body of a function.
struct Mention {
  const clang::DeclRefExpr *Ref = nullptr;
  /// The outermost lambda that it is written in; null for what the function itself runs.
  const clang::LambdaExpr *In = nullptr;
};

/// Every mention of \p Var in the body of \p F, in source order.
llvm::SmallVector<Mention, 8> mentionsOf(const clang::VarDecl &Var, const clang::FunctionDecl &F);

/// Whether the template that \p F is an instantiation of mentions \p Var nowhere but at \p Mentions: what
/// `if constexpr` leaves out of one instantiation is in another. True for a function that is none.
bool mentionsAreComplete(llvm::ArrayRef<Mention> Mentions, const clang::VarDecl &Var,
                         const clang::FunctionDecl &F);

/// What is done with an object, or with a value, where it is written.
struct Use {
  enum Kind {
    CalledOn, ///< `x.f()`
    PassedTo, ///< `f(x)`, `f(&x)`, `T y(x)`
    Captured, ///< `[x]`, `[&x]`
    Other
  };
  Kind What = Other;
  std::optional<CallSite> Call; ///< For CalledOn and PassedTo.
};
Use useOf(const clang::Expr &E, clang::ASTContext &Ctx);

/// The local variable that \p E initialises, as a whole (`T x = e;`, `auto x = e;`); null for none.
const clang::VarDecl *initialisedBy(const clang::Expr &E, clang::ASTContext &Ctx);

/// Whether \p D is declared in the namespace that \p Of is declared in, or below it.
bool isInNamespaceOf(const clang::Decl &D, const clang::Decl &Of);

} // namespace corolint

#endif
