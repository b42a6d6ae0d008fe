// What the editor said at the start that it can do.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOLS_CLANGD_EDITOR_H
#define COROLINT_TOOLS_CLANGD_EDITOR_H

#include "open-file.h"

namespace corolint {

struct Editor {
  bool ActionLiterals = false;  ///< Code actions that are more than a command.
  bool DocumentChanges = false; ///< Edits of a version of a file.
  bool InlineFixes = false;     ///< Fixes inside diagnostics, an extension of clangd.
  bool Markdown = false;        ///< In hovers.
  Encoding Units = Encoding::UTF16;
};

} // namespace corolint

#endif
