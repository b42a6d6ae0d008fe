// Exceptions that leave a coroutine; see escaping-exceptions.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine/escaping-exceptions.h"
#include "coroutine/qualified-name.h"
#include "coroutine/task-model.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallSet.h"

using namespace clang;

namespace corolint {
namespace {

/// Coroutines already being looked at: a cycle of awaits adds nothing.
using Seen = llvm::SmallPtrSet<const FunctionDecl *, 8>;

const Expr *escapes(const FunctionDecl &F, Seen &Visited, bool Calls);

bool stopsExceptions(const CXXCatchStmt &Handler) {
  if (const VarDecl *V = Handler.getExceptionDecl()) {
    const CXXRecordDecl *R = recordOf(V->getType());
    return R && (hasQualifiedName(*R, "std::exception") ||
                 hasQualifiedName(*R, "std::system_error") ||
                 hasQualifiedName(*R, "boost::system::system_error"));
  }
  return true;
}

/// Operations that hand their error to the caller as a value name one of these in their arguments.
bool returnsItsError(const Stmt &S) {
  if (const auto *E = dyn_cast<Expr>(&S))
    if (const CXXRecordDecl *R = recordOf(E->getType())) {
      static const llvm::StringRef Adapters[] = {"as_tuple_t",       "partial_as_tuple",
                                                 "redirect_error_t", "partial_redirect_error",
                                                 "as_single_t"};
      if (llvm::is_contained(Adapters, identifierOf(*R)))
        return true;
    }
  for (const Stmt *Child : S.children())
    if (Child && !isa<LambdaExpr>(Child) && returnsItsError(*Child))
      return true;
  return false;
}

bool isNothrow(const Expr *E) {
  if (!E)
    return false;
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    E = Cleanups->getSubExpr();
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreImplicit());
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  const auto *Proto = F ? F->getType()->getAs<FunctionProtoType>() : nullptr;
  return Proto && Proto->isNothrow();
}

class EscapeFinder {
public:
  /// \p Calls: whether a plain call that is not noexcept counts.
  EscapeFinder(Seen &Visited, bool Calls) : Visited(Visited), Calls(Calls) {}

  const Expr *find(const Stmt *S) {
    if (!S || isa<LambdaExpr, BlockExpr>(S))
      return nullptr;
    if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
      bool Stopped = false;
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        Stopped |= stopsExceptions(*Try->getHandler(I));
      if (!Stopped)
        if (const Expr *E = find(Try->getTryBlock()))
          return E;
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        if (const Expr *E = find(Try->getHandler(I)->getHandlerBlock()))
          return E;
      return nullptr;
    }
    if (const auto *Throw = dyn_cast<CXXThrowExpr>(S))
      return Throw;
    if (const auto *Await = dyn_cast<CoawaitExpr>(S)) {
      if (!Await->isImplicit() && mayThrow(*Await))
        return Await;
      return find(Await->getOperand());
    }
    if (const auto *Call = dyn_cast<CallExpr>(S); Call && Calls && !isNothrow(Call))
      return Call;
    for (const Stmt *Child : S->children())
      if (const Expr *E = find(Child))
        return E;
    return nullptr;
  }

private:
  bool mayThrow(const CoawaitExpr &Await) {
    if (isNothrow(Await.getResumeExpr()) || returnsItsError(*Await.getOperand()))
      return false;
    // What it awaits is a coroutine that can be looked into.
    const Expr *Operand = Await.getOperand()->IgnoreImplicit();
    if (const auto *Call = dyn_cast<CallExpr>(Operand))
      if (const FunctionDecl *Callee = Call->getDirectCallee())
        if (coroutineBody(*Callee))
          return escapes(*Callee, Visited, /*Calls=*/true) != nullptr;
    return true;
  }

  Seen &Visited;
  const bool Calls;
};

const Expr *escapes(const FunctionDecl &F, Seen &Visited, bool Calls) {
  const CoroutineBodyStmt *Body = coroutineBody(F);
  if (!Body || !Visited.insert(F.getCanonicalDecl()).second)
    return nullptr;
  return EscapeFinder(Visited, Calls).find(Body->getBody());
}

} // namespace

const Expr *escapingException(const FunctionDecl &F) {
  Seen Visited;
  return escapes(F, Visited, /*Calls=*/false);
}

} // namespace corolint
