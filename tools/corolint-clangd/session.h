// What corolint adds to the conversation between an editor and clangd.
//
// clangd has no place for a plugin's code actions or hovers, and its classes are in no header; the protocol is
// public and stays what it is. So this sits between the two and speaks the protocol only.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOLS_CLANGD_SESSION_H
#define COROLINT_TOOLS_CLANGD_SESSION_H

#include "clangd.h"

namespace corolint {

/// A connection over \p Editor whose messages are clangd's, and besides: findings link to the pages of their
/// checks, can be fixed all at once or be suppressed with a reason, and a NOLINT comment says what it suppresses.
std::unique_ptr<clang::clangd::Transport>
makeSession(std::unique_ptr<clang::clangd::Transport> Editor);

} // namespace corolint

#endif
