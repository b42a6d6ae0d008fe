// Reading await_ready(); see ready-await.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "flow/ready-await.h"
#include <optional>

using namespace clang;

namespace corolint::flow {

/// What a function's only statement returns, when that is `true` or `false`.
static std::optional<bool> returnsConstant(const Expr *CallToIt) {
  const auto *Call = dyn_cast_or_null<CallExpr>(CallToIt ? CallToIt->IgnoreImplicit() : nullptr);
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(F ? F->getBody() : nullptr);
  const auto *Return = Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  if (const auto *B = dyn_cast_or_null<CXXBoolLiteralExpr>(Value ? Value->IgnoreParenImpCasts() : nullptr))
    return B->getValue();
  return std::nullopt;
}

bool isAlwaysReady(const CoroutineSuspendExpr &E) { return returnsConstant(E.getReadyExpr()) == true; }

} // namespace corolint::flow
