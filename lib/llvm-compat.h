// The one place that knows which LLVM this is built against. Everything else is written for the
// newest supported version; what older ones spell differently is bridged here.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_LLVM_COMPAT_H
#define COROLINT_LLVM_COMPAT_H

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "llvm/Config/llvm-config.h"

#if LLVM_VERSION_MAJOR < 19
#error "corolint needs LLVM 19 or newer"
#endif

namespace corolint::compat {

inline constexpr unsigned LLVMMajor = LLVM_VERSION_MAJOR;

} // namespace corolint::compat

#endif
