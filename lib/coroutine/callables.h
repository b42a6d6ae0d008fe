// Which callable a statement belongs to, and whether that callable is a coroutine.
//
// "In a coroutine" is a property of the nearest callable: a plain lambda written inside a coroutine
// is not one, and what it does happens wherever it is called.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_COROUTINE_CALLABLES_H
#define COROLINT_COROUTINE_CALLABLES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// The coroutine body of \p F's definition, or null when \p F is no coroutine, has no visible
/// definition, or its promise type did not resolve. True for templates as well: the pattern of a
/// coroutine template has a body with a dependent promise.
const clang::CoroutineBodyStmt *coroutineBody(const clang::FunctionDecl &F);

/// A function, method or lambda around a statement.
struct Callable {
  /// The function; for a lambda its call operator. Null at namespace scope, in a block or in an
  /// Objective-C method.
  const clang::FunctionDecl *Function = nullptr;
  /// Set when the callable is a lambda.
  const clang::LambdaExpr *Lambda = nullptr;

  explicit operator bool() const { return Function; }
  bool isCoroutine() const { return Function && coroutineBody(*Function); }
};

/// The callable whose body executes \p S. A lambda's captures belong to the callable around the
/// lambda, and so does a lambda that is called where it stands (`[&] { ... }()`): its body runs as
/// part of the callable around it, unless it is a coroutine itself.
Callable nearestCallable(const clang::Stmt &S, clang::ASTContext &Ctx);

/// The callable that \p L is written in.
Callable enclosingCallable(const clang::LambdaExpr &L, clang::ASTContext &Ctx);

/// The place where a coroutine gives up its thread.
struct SuspensionPoint {
  enum Kind { Await, Yield };
  Kind What = Await;
  /// CoawaitExpr, CoyieldExpr or DependentCoawaitExpr.
  const clang::Expr *E = nullptr;
  clang::SourceLocation Loc;
};

/// The suspension points that are written in \p Body, in source order: `co_await` and `co_yield`,
/// also those inside the loop header of a range-for over a generator. The implicit initial and final
/// awaits, and nested callables, are left out.
llvm::SmallVector<SuspensionPoint, 4> suspensionPoints(const clang::CoroutineBodyStmt &Body);

/// The parent of \p S that is a statement, skipping nothing; null where the parent is a declaration.
const clang::Stmt *parentStmt(const clang::Stmt &S, clang::ASTContext &Ctx);

/// The statement around \p S, through the variable that it initialises: clang's parents of an initialiser end at the
/// declaration. Null at the end of its callable's body; a lambda is a statement around its body.
const clang::Stmt *outerStmt(const clang::Stmt &S, clang::ASTContext &Ctx);

bool isLoop(const clang::Stmt &S);

/// The innermost loop of its callable that \p S stands in; null for none.
const clang::Stmt *loopAround(const clang::Stmt &S, clang::ASTContext &Ctx);

/// The innermost try block of its callable that \p S stands in; a handler is no part of it. Null for none.
const clang::CXXTryStmt *tryAround(const clang::Stmt &S, clang::ASTContext &Ctx);

/// Whether \p S is only looked at by the compiler and never run: in `requires`, `decltype`, `sizeof`,
/// `noexcept`, `typeid`.
bool isUnevaluated(const clang::Stmt &S, clang::ASTContext &Ctx);

/// Whether a `co_await` may be written at \p S: not in a catch handler, an unevaluated operand, the
/// initialiser of a static or thread-local variable, or a default argument, all of which the language
/// forbids. \p S must stand directly in a coroutine; else the answer is no.
bool mayAwaitAt(const clang::Stmt &S, clang::ASTContext &Ctx);

} // namespace corolint

#endif
