// Findings as diagnostics of the compiler.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOLS_CLANG_EMIT_H
#define COROLINT_TOOLS_CLANG_EMIT_H

#include "clang/Basic/Diagnostic.h"
#include "engine/finding.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

/// Reports \p Findings through the compiler's own engine, so that its flags (-Werror, -w, colours, the
/// format, a serialized file) hold for them. \p MainFile: the unit's, absolute.
void emit(llvm::ArrayRef<Finding> Findings, clang::DiagnosticsEngine &Engine,
          clang::SourceManager &SM, llvm::StringRef MainFile);

} // namespace corolint

#endif
