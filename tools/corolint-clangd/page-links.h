// Links from a finding to the page of its check.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CLANGD_PAGE_LINKS_H
#define COROLINT_CLANGD_PAGE_LINKS_H

#include "llvm/Support/JSON.h"

namespace corolint {

/// In \p Message, the JSON of an object with "diagnostics": the link of each finding of ours leads to the
/// page on this machine, or is taken out when there is none. (clangd makes links to a page of
/// clang-tidy's that does not exist.)
void linkPages(llvm::json::Value &Message);

} // namespace corolint

#endif
