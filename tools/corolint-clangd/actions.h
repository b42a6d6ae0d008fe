// Code actions that clangd does not have: all fixes of a file at once, and the suppression of one finding.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOLS_CLANGD_ACTIONS_H
#define COROLINT_TOOLS_CLANGD_ACTIONS_H

#include "editor.h"

namespace corolint {

/// What the editor may ask for to get the safe fixes of a file, now or whenever it saves.
inline constexpr llvm::StringLiteral FixAllKind = "source.fixAll";
inline constexpr llvm::StringLiteral OwnFixAllKind = "source.fixAll.corolint";

/// The actions for \p Params of `textDocument/codeAction`. Nothing while the findings in \p File are about a
/// text that has changed since.
llvm::json::Array findingActions(const OpenFile &File, const llvm::json::Object &Params,
                                 const Editor &To);

} // namespace corolint

#endif
