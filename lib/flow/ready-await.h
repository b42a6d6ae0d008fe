// Awaits that never suspend: what is awaited says in its await_ready() that it always is ready.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_FLOW_READY_AWAIT_H
#define COROLINT_FLOW_READY_AWAIT_H

#include "clang/AST/ExprCXX.h"

namespace corolint::flow {

/// Whether \p E awaits what is always ready: `co_await asio::this_coro::executor`, `co_await std::suspend_never{}`.
bool isAlwaysReady(const clang::CoroutineSuspendExpr &E);

} // namespace corolint::flow

#endif
