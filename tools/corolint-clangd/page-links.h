// Links from a finding to the page of its check.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_CLANGD_PAGE_LINKS_H
#define COROLINT_CLANGD_PAGE_LINKS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"
#include <string>

namespace corolint {

/// Where the page of a check ("coro-blocking-sleep") is on this machine; empty when it is not.
std::string pageUri(llvm::StringRef Check);

/// In \p Message, an object with "diagnostics": the link of each finding of ours leads to the page on this
/// machine, or is taken out when there is none. (clangd makes links to a page of clang-tidy's that does not
/// exist.)
void linkPages(llvm::json::Value &Message);

} // namespace corolint

#endif
