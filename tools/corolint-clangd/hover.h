// What a NOLINT comment suppresses, for a reader who points at it.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOLS_CLANGD_HOVER_H
#define COROLINT_TOOLS_CLANGD_HOVER_H

#include "editor.h"

namespace corolint {

/// The answer to `textDocument/hover` with \p Params in \p File; nothing where no comment about checks of
/// corolint is.
std::optional<llvm::json::Value> nolintHover(const OpenFile &File, const llvm::json::Object &Params,
                                             const Editor &To);

} // namespace corolint

#endif
