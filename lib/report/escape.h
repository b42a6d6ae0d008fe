// Text of sources and messages on its way into a document, which it must not break or take over.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_REPORT_ESCAPE_H
#define COROLINT_REPORT_ESCAPE_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// \p Text with U+FFFD for what is not UTF-8: JSON has to be.
std::string validUtf8(llvm::StringRef Text);

/// \p Text as content of an XML or HTML element, or as an attribute's value between double quotes.
/// Control characters, which XML forbids, become U+FFFD; those that change the direction of text, and
/// so what a reader believes to see, are written out as "[U+202E]".
std::string markup(llvm::StringRef Text);

/// \p Path as the path of a URI.
std::string uriPath(llvm::StringRef Path);

} // namespace corolint

#endif
